import { expect } from 'chai';
import { AccountClient, type Transport } from '../../components/client/account-client.ts';
import { createClient } from '../../components/client/create-client.ts';
import { httpClient } from '../../components/client/http-client.ts';
import { account } from '../../components/contract/account.ts';
import { capabilities } from '../../components/contract/capabilities.ts';
import { unsetLocale } from '../../components/contract/locale.ts';
import { Problem } from '../../components/contract/problem.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import { ada, ourServer } from '../../components/testing/samples.ts';
import { answering } from '../support/answers.ts';
import { aWhile, until } from '../support/browser.ts';

/** A backend that has everything and answers with this. */
const answers = (answer: unknown): Transport => ({ supports: () => true, send: () => Promise.resolve(answer) });

/** The names of the events that a client fires. */
function record(client: AccountClient): string[] {
  const fired: string[] = [];
  for (const type of ['change', 'signed-out', 'locale-change']) client.addEventListener(type, () => fired.push(type));
  return fired;
}

const name = { firstName: 'Ada', lastName: 'Lindqvist' };
const german = { ...unsetLocale, language: 'de', region: 'AT' };
const json = (value: unknown) => answering({ body: JSON.stringify(value) });

describe('AccountClient: what it tells', () => {
  it('says change after a write, and nothing after a read', async () => {
    const client = new AccountClient(answers({}));
    const fired = record(client);
    await client.send(capabilities.get, {});
    expect(fired).to.deep.equal([]);
    await client.send(account.updateName, { body: name });
    expect(fired).to.deep.equal(['change']);
  });

  it('says nothing after what only begins something: whoever opens a sign-in page does not make all tabs read again', async () => {
    const client = new AccountClient(answers({}));
    const fired = record(client);
    await client.send(signIn.startPasskey, {});
    expect(fired).to.deep.equal([]);
  });

  it('says nothing after a write that failed', async () => {
    const client = new AccountClient({ supports: () => true, send: () => Promise.reject(new Problem('conflict')) });
    const fired = record(client);
    await client.send(account.updateName, { body: name }).catch(() => undefined);
    expect(fired).to.deep.equal([]);
  });

  it('says signed-out once, when a question who is signed in is answered after the sign-out', async () => {
    let open: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    let asked = 0;
    const client = createClient({
      account: {
        async get() {
          asked += 1;
          if (asked === 1) return ada;
          await gate;
          throw new Problem('unauthenticated');
        },
        updateName: () => ada,
      },
      signIn: { signOut: () => undefined },
    });
    await client.send(account.get, {});
    const fired = record(client);
    const confirming = client.confirm().catch(() => undefined);
    await client.send(signIn.signOut, {});
    open?.();
    await confirming;
    expect(fired.filter((type) => type === 'signed-out')).to.deep.equal(['signed-out']);
  });

  it('says signed-out after a sign-out, and forgets how the person reads', async () => {
    const client = new AccountClient(answers({ locale: german }));
    await client.send(account.get, {});
    const fired = record(client);
    await client.send(signIn.signOut, {});
    expect(fired).to.deep.equal(['locale-change', 'signed-out']);
    expect(client.locale).to.equal(undefined);
  });

  it('learns from any answer how the person reads, and says so once', async () => {
    const client = new AccountClient(answers({ locale: german }));
    const fired = record(client);
    await client.send(account.get, {});
    await client.send(account.get, {});
    expect(client.locale).to.deep.equal(german);
    expect(fired).to.deep.equal(['locale-change']);
  });

  it('learns nothing from an answer that came after the request was aborted', async () => {
    const abort = new AbortController();
    const client = new AccountClient({
      supports: () => true,
      async send() {
        abort.abort();
        return { locale: german };
      },
    });
    const outcome = await client.send(account.get, {}, { signal: abort.signal }).catch((error: Error) => error.name);
    expect(outcome).to.equal('AbortError');
    expect(client.locale).to.equal(undefined);
  });

  it('refuses what the backend does not have, without asking it', async () => {
    let asked = false;
    const client = new AccountClient({ supports: () => false, send: async () => (asked = true) });
    const outcome = await client.send(capabilities.get, {}).catch((error: Problem) => error.code);
    expect(outcome).to.equal('unsupported');
    expect(asked).to.equal(false);
  });
});

describe('AccountClient: across tabs', () => {
  it('tells the clients of the same API, however its address is written', async () => {
    const here = httpClient(json(ada));
    const there = httpClient(`${location.origin}${json(ada)}/`);
    const elsewhere = httpClient(json(ourServer));
    const [heardHere, heardThere, heardElsewhere] = [record(here), record(there), record(elsewhere)];
    await here.send(account.updateName, { body: name });
    await until(() => heardThere.includes('change'), 'the other client hears of it');
    await aWhile(50);
    expect(heardHere.filter((type) => type === 'change')).to.have.length(1);
    expect(heardElsewhere).to.deep.equal([]);
  });

  it('signs out in every tab', async () => {
    const frame = document.createElement('iframe');
    frame.src = '/test-page/other-tab';
    document.body.append(frame);
    const api = answering({ status: 204 });
    const client = httpClient(api);
    const tab = () => (frame.contentWindow as unknown as { readonly open?: (api: string) => string[] }).open;
    await until(() => tab()?.name === 'openTab', 'the other tab is there');
    const fired = tab()?.(api) ?? [];
    await client.send(signIn.signOut, {});
    await until(() => fired.includes('signed-out'), 'the other tab hears of it');
    frame.remove();
  });

  it('keeps clients of handlers to themselves', async () => {
    const make = () => createClient({ signIn: { signOut: () => undefined } });
    const fired = record(make());
    await make().send(signIn.signOut, {});
    await aWhile(50);
    expect(fired).to.deep.equal([]);
  });
});
