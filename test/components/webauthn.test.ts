import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-name/define.ts';
import { passkeyObstacle } from '../../components/client/passkey-obstacle.ts';
import {
  canBeConditional,
  createPasskey,
  passkeyFailure,
  usePasskey,
  type PasskeyFailure,
} from '../../components/client/webauthn.ts';
import { signalAccepted, signalDetails, signalUnknown } from '../../components/client/webauthn-signals.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import {
  PasskeyAssertion,
  PasskeyAttestation,
  type PasskeyCreation,
  type PasskeyRequest,
} from '../../components/contract/passkey-ceremony.ts';
import type { Passkey } from '../../components/contract/passkeys.ts';
import { Problem } from '../../components/contract/problem.ts';
import { keepPasskey, registerPasskeyInPassing } from '../../components/shared/register-passkey.ts';
import { withBrowser, withoutPasskeys } from '../../stories/support/browser-answers.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { fill } from '../../stories/support/fill.ts';
import { ada, adasPasskeys } from '../../components/testing/samples.ts';
import { aWhile, fixture, until } from '../support/browser.ts';
import { virtualAuthenticator } from '../support/virtual-authenticator.ts';
import { is } from 'valibot';

const CHALLENGE = 'dGVzdHMgbmVlZCBzb21lIGNoYWxsZW5nZSB0b28hISE';
const ADA = 'YWRh';

const creation: PasskeyCreation = {
  challenge: CHALLENGE,
  rp: { id: 'localhost', name: 'Northwind Trust' },
  user: { id: ADA, name: 'ada@example.com', displayName: 'Ada Lindqvist' },
  pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
  timeout: 60_000,
  excludeCredentials: [],
  authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  attestation: 'none',
};

const request: PasskeyRequest = {
  challenge: CHALLENGE,
  rpId: 'localhost',
  timeout: 60_000,
  userVerification: 'required',
  allowCredentials: [],
};

/** So long that a device is asked at all, where nothing comes of it until the time is over. */
const briefly = { timeout: 1500 };

const descriptorOf = ({ id }: PasskeyAttestation) => ({ id, type: 'public-key' as const, transports: ['internal'] });

/** Why it came to nothing. */
const failureOf = (ceremony: Promise<unknown>): Promise<PasskeyFailure | undefined> =>
  ceremony.then(() => undefined, passkeyFailure);

/** What was written to the console as an error meanwhile. */
async function errorsDuring(act: () => Promise<unknown>): Promise<string> {
  const { error } = console;
  const told: unknown[] = [];
  console.error = (...args) => void told.push(...args);
  try {
    await act();
  } finally {
    console.error = error;
  }
  return told.join('\n');
}

describe('webauthn', () => {
  it('makes a passkey and uses it, and sends what the contract knows and nothing else', async () => {
    await virtualAuthenticator();
    const made = await createPasskey(creation);
    expect(is(PasskeyAttestation, made), JSON.stringify(made)).to.equal(true);
    expect(made.response.transports).to.deep.equal(['internal']);

    const offered = await usePasskey(request);
    expect(is(PasskeyAssertion, offered), JSON.stringify(offered)).to.equal(true);
    expect(offered.id).to.equal(made.id);
    expect(offered.response.userHandle).to.equal(ADA);
    const named = await usePasskey({ ...request, allowCredentials: [descriptorOf(made)] });
    expect(named.id).to.equal(made.id);
  });

  it('tells a device that is not unlocked from nothing at all', async () => {
    const authenticator = await virtualAuthenticator();
    await createPasskey(creation);
    await authenticator.setUserVerified(false);
    expect(
      await failureOf(createPasskey({ ...creation, ...briefly, user: { ...creation.user, id: 'Z3JhY2U' } })),
    ).to.equal('cancelled');
    expect(await failureOf(usePasskey({ ...request, ...briefly }))).to.equal('cancelled');
  });

  it('takes it calmly when nobody answers until the time is over', async () => {
    await virtualAuthenticator({ automaticPresenceSimulation: false });
    expect(await failureOf(createPasskey({ ...creation, ...briefly }))).to.equal('cancelled');
  });

  it('takes it calmly when the security key is pulled out', async () => {
    const key = await virtualAuthenticator({ transport: 'usb', automaticPresenceSimulation: false });
    const failure = failureOf(createPasskey({ ...creation, ...briefly }));
    await aWhile(100);
    await key.remove();
    expect(await failure).to.equal('cancelled');
  });

  it('knows a passkey that is there already', async () => {
    await virtualAuthenticator();
    const made = await createPasskey(creation);
    const again = createPasskey({ ...creation, excludeCredentials: [descriptorOf(made)] });
    expect(await failureOf(again)).to.equal('already-registered');
  });

  it('tells whoever built the page that its address and the RP ID do not fit', async () => {
    await virtualAuthenticator();
    const elsewhere = { ...creation, rp: { ...creation.rp, id: 'bank.example' } };
    let failures: unknown[] = [];
    const told = await errorsDuring(async () => {
      failures = [
        await failureOf(createPasskey(elsewhere)),
        await failureOf(usePasskey({ ...request, rpId: 'bank.example' })),
      ];
    });
    expect(failures).to.deep.equal(['wrong-domain', 'wrong-domain']);
    expect(told).to.contain('"bank.example"').and.to.contain(location.origin);
  });

  it('writes nothing of a person to the console, whatever goes wrong', async () => {
    const authenticator = await virtualAuthenticator();
    const made = await createPasskey(creation);
    await authenticator.setUserVerified(false);
    const told = await errorsDuring(async () => {
      await failureOf(createPasskey({ ...creation, ...briefly, excludeCredentials: [descriptorOf(made)] }));
      await failureOf(usePasskey({ ...request, ...briefly }));
      await failureOf(createPasskey({ ...creation, rp: { ...creation.rp, id: 'bank.example' } }));
    });
    for (const secret of ['ada', made.id, CHALLENGE, ADA]) expect(told).not.to.contain(secret);
  });

  it('ends a ceremony when it is told to, before or while it waits', async () => {
    await virtualAuthenticator({ automaticPresenceSimulation: false });
    expect(await failureOf(createPasskey(creation, { signal: AbortSignal.abort() }))).to.equal('aborted');
    const controller = new AbortController();
    const failure = failureOf(usePasskey(request, { conditional: true, signal: controller.signal }));
    await aWhile(100);
    controller.abort();
    expect(await failure).to.equal('aborted');
  });

  it('ends what waits in the background for a ceremony that somebody asked for, and not the other way round', async () => {
    await virtualAuthenticator({ automaticPresenceSimulation: false });
    const background = new AbortController();
    const waiting = failureOf(usePasskey(request, { conditional: true, signal: background.signal }));
    await aWhile(100);
    const asked = failureOf(createPasskey({ ...creation, ...briefly }));
    expect(await waiting).to.equal('aborted');
    background.abort();
    expect(await asked).to.equal('cancelled');
  });

  it('what is ended late does not end what somebody began since', async () => {
    const authenticator = await virtualAuthenticator({ automaticPresenceSimulation: false });
    const first = new AbortController();
    const waiting = failureOf(usePasskey(request, { signal: first.signal }));
    await aWhile(100);
    await authenticator.setPresent(true);
    const { prototype } = CredentialsContainer;
    const { create } = prototype;
    prototype.create = function (options) {
      first.abort();
      return create.call(this, options);
    };
    try {
      expect(await failureOf(createPasskey(creation))).to.equal(undefined);
    } finally {
      prototype.create = create;
    }
    expect(await waiting).to.equal('aborted');
  });

  it('says at once that a browser has no passkeys', async () => {
    const bringBack = withoutPasskeys();
    try {
      expect(passkeyObstacle('create')).to.equal('unsupported');
      expect(await failureOf(createPasskey(creation))).to.equal('unsupported');
      expect(await canBeConditional('get')).to.equal(false);
    } finally {
      bringBack();
    }
    expect(passkeyObstacle('create')).to.equal(undefined);
  });

  it('says at once that the page around a frame does not let it', async () => {
    const frame = document.createElement('iframe');
    frame.allow = "publickey-credentials-create 'none'";
    frame.srcdoc = `<script type="module">
      import { passkeyObstacle } from '${new URL('../../components/client/passkey-obstacle.ts', import.meta.url).href}';
      parent.obstacles = [passkeyObstacle('create'), passkeyObstacle('get')];
    </script>`;
    document.body.append(frame);
    const heard = await until(() => (globalThis as { obstacles?: unknown }).obstacles);
    frame.remove();
    expect(heard).to.deep.equal(['framed', undefined]);
  });
});

/** The contract's list of what works, and how often it was read. */
function accepting(credentialIds: () => string[], more: Handlers['passkeys'] = {}) {
  let reads = 0;
  const client = createClient({
    passkeys: {
      accepted: () => {
        reads += 1;
        return {
          rpId: 'localhost',
          userId: ADA,
          name: 'ada@new.example',
          displayName: 'Ada King',
          credentialIds: credentialIds(),
        };
      },
      ...more,
    },
  });
  return { client, reads: () => reads };
}

describe('what password managers are told', () => {
  it('that a passkey which was not kept is good for nothing', async () => {
    const authenticator = await virtualAuthenticator();
    const made = await createPasskey(creation);
    await signalUnknown(accepting(() => []).client, made.id);
    expect(await authenticator.credentials()).to.deep.equal([]);
  });

  it('never that of one which the server has', async () => {
    const authenticator = await virtualAuthenticator();
    const made = await createPasskey(creation);
    await signalUnknown(accepting(() => [made.id]).client, made.id);
    await signalAccepted(accepting(() => [made.id]).client);
    expect(await authenticator.credentials()).to.have.length(1);
  });

  it('nothing when the list could not be read', async () => {
    const authenticator = await virtualAuthenticator();
    const made = await createPasskey(creation);
    const { client } = accepting(() => {
      throw new Problem('unreachable');
    });
    await signalAccepted(client);
    await signalUnknown(client, made.id);
    await signalDetails(client);
    expect(await authenticator.credentials()).to.have.length(1);
  });

  it('which ones are left after a removal', async () => {
    const authenticator = await virtualAuthenticator();
    await createPasskey(creation);
    await signalAccepted(accepting(() => []).client);
    await until(async () => (await authenticator.credentials()).length === 0);
  });

  it('what the person is called now', async () => {
    const authenticator = await virtualAuthenticator();
    const made = await createPasskey(creation);
    await signalDetails(accepting(() => [made.id]).client);
    const [{ userName, userDisplayName } = {}] = await authenticator.credentials();
    expect([userName, userDisplayName]).to.deep.equal(['ada@new.example', 'Ada King']);
  });

  it('what the person is called as soon as they changed that', async () => {
    const authenticator = await virtualAuthenticator();
    const made = await createPasskey(creation);
    const accepted = { rpId: 'localhost', userId: ADA, name: 'ada@example.com', credentialIds: [made.id] };
    let displayName = 'Ada Lindqvist';
    const client = fakeClient({
      account: {
        updateName: ({ body }) => {
          displayName = `${body.firstName} ${body.lastName}`;
          return { ...ada, ...body };
        },
      },
      passkeys: { accepted: () => ({ ...accepted, displayName }) },
    });
    const element = await fixture(html`<account-name .client=${client}></account-name>`);
    const form = element.querySelector('form')!;
    fill(form, { firstName: 'Augusta', lastName: 'King' });
    form.requestSubmit();
    await until(async () => (await authenticator.credentials())[0]?.userDisplayName === 'Augusta King');
  });

  it('nothing by a backend that has no such list', async () => {
    await signalAccepted(createClient({}));
  });
});

describe('keeping a passkey that the browser made', () => {
  it('takes it back from the password manager when the server refuses it', async () => {
    const authenticator = await virtualAuthenticator();
    const made = await createPasskey(creation);
    const { client } = accepting(() => []);
    const refused = keepPasskey(client, made, () => Promise.reject(new Problem('passkey-refused')));
    expect(await refused.catch((error: Problem) => error.code)).to.equal('passkey-refused');
    await until(async () => (await authenticator.credentials()).length === 0);
  });

  it('leaves it there when no answer came: the server may have it in a moment', async () => {
    const authenticator = await virtualAuthenticator();
    const made = await createPasskey(creation);
    const { client, reads } = accepting(() => []);
    await keepPasskey(client, made, () => Promise.reject(new Problem('unreachable'))).catch(() => undefined);
    await aWhile(100);
    expect(reads()).to.equal(0);
    expect(await authenticator.credentials()).to.have.length(1);
  });

  it('leaves it there when the answer was lost and the server has it', async () => {
    const authenticator = await virtualAuthenticator();
    const made = await createPasskey(creation);
    const { client, reads } = accepting(() => [made.id]);
    await keepPasskey(client, made, () => Promise.reject(new Problem('unreadable'))).catch(() => undefined);
    await until(() => reads() === 1);
    await aWhile(100);
    expect(await authenticator.credentials()).to.have.length(1);
  });
});

describe('a passkey made in passing', () => {
  // Only a browser with a password manager makes one so: here is what it is asked for.
  it('asks the server and the browser for one without a question, and signs nobody out', async () => {
    const sent: unknown[] = [];
    const asked: (CredentialMediationRequirement | undefined)[] = [];
    const passkey = { ...adasPasskeys[0]! };
    const { client } = accepting(() => [], {
      start: ({ body }) => {
        sent.push(body);
        return {
          ...creation,
          authenticatorSelection: { ...creation.authenticatorSelection, userVerification: 'preferred' },
        };
      },
      create: ({ body }) => {
        sent.push(body.signOutOthers);
        return { passkey, sessionsEnded: 0 };
      },
    });
    let made: Passkey | undefined;
    await withBrowser(
      'made',
      async () => {
        made = await registerPasskeyInPassing(client);
      },
      (options) => asked.push((options as { mediation?: CredentialMediationRequirement }).mediation),
    );
    expect(made).to.deep.equal(passkey);
    expect(sent).to.deep.equal([{ conditional: true }, false]);
    expect(asked).to.deep.equal(['conditional']);
  });

  it('is none where the browser cannot, the backend does not or the server refuses; nobody hears of it', async () => {
    const { client } = accepting(() => [], {
      start: () => {
        throw new Problem('reauthentication-required');
      },
    });
    const told = await errorsDuring(async () => {
      expect(await registerPasskeyInPassing(client)).to.equal(undefined);
      expect(await registerPasskeyInPassing(createClient({}))).to.equal(undefined);
    });
    expect(told).to.equal('');
  });
});
