import { expect } from 'chai';
import { html } from 'lit';
import '../../components/password-change/define.ts';
import '../../components/session-list/define.ts';
import type { Handlers } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import type { ReauthMethod, StepUp } from '../../components/contract/step-up.ts';
import { useUsualTags } from '../../components/shared/define.ts';
import { withoutPasskeys } from '../../stories/support/browser-answers.ts';
import { fill } from '../../stories/support/fill.ts';
import { fakeClient, never, refuse } from '../../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../../components/testing/fake-factors.ts';
import { ADAS_CODE, ADAS_PASSWORD, adasAuthenticator, adasPasskeys } from '../../components/testing/samples.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { adaHasPasskey } from '../support/adas-passkey.ts';
import { activeElement, fixture, press, settled, type, until } from '../support/browser.ts';
import { told } from '../support/sign-in.ts';
import { virtualAuthenticator } from '../support/virtual-authenticator.ts';

useUsualTags();

const element = () => document.querySelector('reauth-dialog')!;
const form = () => element().querySelector('form')!;
const input = (name: string) => form().querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
const gone = () => until(() => document.querySelector('reauth-dialog') === null, 'the dialog did not go');

const withApp: FakeFactorOptions = { authenticators: [adasAuthenticator] };
const withAll: FakeFactorOptions = { ...withApp, passkeys: adasPasskeys };

/** The question that *Change password* leads to. */
async function ask(handlers: Handlers = {}, factors: FakeFactorOptions = {}): Promise<HTMLElement> {
  const page = await fixture(html`<password-change .client=${fakeClient(handlers, factors)}></password-change>`);
  byRole('button', 'Change password', page).focus();
  await press('Enter');
  await until(
    () => document.querySelector('reauth-dialog')?.shadowRoot?.querySelector('dialog[open]'),
    'it did not open',
  );
  await settled(element());
  return page;
}

/** A question with these ways, whatever the account has. */
const askFor = (methods: ReauthMethod[], handlers: NonNullable<Handlers['reauth']> = {}) =>
  ask({ reauth: { get: () => ({ methods, provenUntil: null }), ...handlers } });

async function submit(values: Record<string, string>): Promise<void> {
  fill(form(), values);
  form().requestSubmit();
  await settled(element());
}

async function choose(name: string): Promise<void> {
  byRole('button', name, element()).click();
  await settled(element());
}

const proven = { methods: [], provenUntil: '2027-01-01T00:00:00.000Z' };

const buttons = () =>
  allByRole('button', undefined, element()).map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());

const problemOf = (field: Element): string =>
  document.getElementById(field.getAttribute('aria-describedby')!.split(' ').at(-1)!)!.textContent;

describe('reauth-dialog: the ways to prove it', () => {
  it('begins with the strongest: a passkey needs one key, and what was asked for goes on', async () => {
    await adaHasPasskey();
    const wanted: (StepUp | undefined)[] = [];
    await ask(
      {
        reauth: {
          withPasskey({ body }) {
            wanted.push(body.for);
            return proven;
          },
        },
      },
      withAll,
    );
    expect(activeElement()).to.equal(byRole('button', 'Use your passkey', element()));
    await press('Enter');
    await gone();
    await until(() => (activeElement() as HTMLInputElement).name === 'newPassword');
    expect(wanted).to.deep.equal(['highest']);
  });

  it('goes on to one more step where one is not enough, says so once, and keeps nothing of the first', async () => {
    const wanted: unknown[] = [];
    await ask(
      {
        reauth: {
          withPassword({ body }) {
            wanted.push(body);
            return { methods: ['code'], provenUntil: null };
          },
          withCode({ body }) {
            wanted.push(body);
            return proven;
          },
        },
      },
      withApp,
    );
    const password = input('password');
    await type(ADAS_PASSWORD);
    await press('Enter');
    await until(() => activeElement() === input('code'));
    expect(told(element())).to.deep.equal(['That’s right. One more step.']);
    expect(password.value).to.equal('');
    expect(document.documentElement.outerHTML).not.to.include(ADAS_PASSWORD);
    await type('123 456');
    await press('Enter');
    await gone();
    expect(wanted).to.deep.equal([
      { password: ADAS_PASSWORD, for: 'highest' },
      { code: '123456', for: 'highest' },
    ]);
  });

  it('asks for no more than what is wanted needs', async () => {
    let wanted: unknown;
    const handlers: Handlers = {
      reauth: {
        withPassword({ body }) {
          wanted = body.for;
          return proven;
        },
      },
    };
    const page = await fixture(html`<session-list .client=${fakeClient(handlers, withApp)}></session-list>`);
    await until(() => allByRole('button', /^Sign out/, page).length > 0);
    allByRole('button', /^Sign out .*iPhone/, page)[0]!.click();
    await until(() => document.querySelector('reauth-dialog')?.shadowRoot?.querySelector('dialog[open]'), 'no dialog');
    await submit({ password: ADAS_PASSWORD });
    await gone();
    expect(wanted).to.equal('recent');
  });

  it('has the field that codes are filled into', async () => {
    await askFor(['code']);
    expect(activeElement()).to.equal(input('code'));
    expect(input('code').autocomplete).to.equal('one-time-code');
    expect(input('code').inputMode).to.equal('numeric');
    expect(input('code').maxLength).to.equal(-1);
    expect(input('code').getRootNode()).to.equal(document);
  });

  it('tells at the field that a code is wrong, clears it and starts there again', async () => {
    await askFor(['code'], { withCode: refuse('wrong-credential') });
    await submit({ code: '654321' });
    expect(input('code').getAttribute('aria-invalid')).to.equal('true');
    expect(problemOf(input('code'))).to.include('That code isn’t right');
    expect(input('code').value).to.equal('');
    expect(activeElement()).to.equal(input('code'));
    expect(told(element()), 'nothing is said twice').to.deep.equal([]);
  });

  it('uses up no try for what is no code', async () => {
    let sent = 0;
    const count = () => (sent += 1) as never;
    await askFor(['code'], { withCode: count });
    await submit({ code: '12345' });
    expect(problemOf(input('code'))).to.include('6 digits');
    expect(activeElement()).to.equal(input('code'));
    await submit({ code: '' });
    expect(problemOf(input('code'))).to.include('Fill this in');
    expect(sent).to.equal(0);
  });

  it('takes a recovery code however it is typed, and only where the server wants one', async () => {
    let sent: unknown;
    await askFor(['recovery-code'], {
      withRecoveryCode({ body }) {
        sent = body;
        return proven;
      },
    });
    expect(input('code').getAttribute('autocomplete')).to.equal('off');
    await submit({ code: '0k7x 3wqx-9ztm h4rb-c8ve-6nay' });
    await gone();
    expect(sent).to.deep.equal({ code: '0k7x3wqx9ztmh4rbc8ve6nay', for: 'highest' });
  });

  it('names the one other way at once', async () => {
    await ask({}, withAll);
    expect(buttons()).to.deep.equal(['Use your passkey Waiting for your passkey…', 'Cancel', 'Use your password']);
    await choose('Use your password');
    expect(activeElement()).to.equal(input('password'));
    await choose('Use your passkey');
    expect(activeElement()?.textContent.trim()).to.match(/^Use your passkey/);
  });

  it('lists several other ways on demand, and leads to the first control of the chosen one', async () => {
    await askFor(['passkey', 'password', 'recovery-code']);
    const more = byRole('button', 'Try another way', element());
    expect(more.getAttribute('aria-expanded')).to.equal('false');
    expect(allByRole('button', 'Use your password', element())).to.have.length(0);
    more.focus();
    await press('Enter');
    await settled(element());
    expect(more.getAttribute('aria-expanded')).to.equal('true');
    await press('Tab');
    expect(activeElement()).to.equal(byRole('button', 'Use your password', element()));
    await press('Tab');
    await press('Enter');
    await until(() => activeElement() === byRole('textbox', 'Recovery code', element()));
    input('code').value = '0ABC';
    await choose('Try another way');
    await choose('Use your password');
    expect(activeElement()).to.equal(input('password'));
    await choose('Try another way');
    await choose('Use a recovery code');
    expect(input('code').value, 'what was typed is gone').to.equal('');
  });

  it('does not come back to the passkey that somebody did not want, while there is another way', async () => {
    await ask(
      {
        reauth: {
          get: () => ({ methods: ['passkey', 'password'], provenUntil: null }),
          withPassword: () => ({ methods: ['passkey', 'code'], provenUntil: null }),
        },
      },
      withAll,
    );
    await choose('Use your password');
    await submit({ password: ADAS_PASSWORD });
    expect(activeElement()).to.equal(input('code'));
    await choose('Use your passkey');
    expect(activeElement()?.textContent.trim()).to.match(/^Use your passkey/);
  });

  it('no passkey is no fault: it says so calmly, once, and the other way is there', async () => {
    await virtualAuthenticator({ automaticPresenceSimulation: false });
    await ask(
      {
        reauth: {
          startPasskey: () => ({
            challenge: 'dGVzdHMgbmVlZCBzb21lIGNoYWxsZW5nZSB0b28hISE',
            rpId: 'localhost',
            timeout: 300,
            userVerification: 'required',
            allowCredentials: [],
          }),
        },
      },
      withAll,
    );
    await press('Enter');
    await until(() => told(element()).length > 0, 'nothing was said');
    expect(told(element())).to.deep.equal(['No passkey was used. Try again, or use another way.']);
    expect(element().querySelector('[role=alert]')!.textContent).to.equal('');
    await choose('Use your password');
    expect(told(element())).to.deep.equal([]);
  });

  it('one that the server does not take is told calmly, too', async () => {
    await adaHasPasskey();
    await ask({ reauth: { withPasskey: refuse('passkey-refused') } }, withAll);
    await press('Enter');
    await until(() => told(element()).length > 0);
    expect(told(element())).to.deep.equal(['That passkey wasn’t accepted. Try again, or use another way.']);
    expect(element().querySelector('[role=alert]')!.textContent).to.equal('');
  });

  it('whoever chooses another way is not kept waiting for a passkey', async () => {
    await ask({ reauth: { startPasskey: (_, { signal }) => aborted(signal) } }, withAll);
    await press('Enter');
    await until(() => byRole('button', /Waiting for your passkey/, element()));
    await choose('Use your password');
    await until(() => activeElement() === input('password'));
    expect(told(element())).to.deep.equal([]);
    await submit({ password: ADAS_PASSWORD });
    await until(() => activeElement() === input('code'));
  });

  for (const [how, close] of [
    ['Cancel', () => byRole('button', 'Cancel', element()).click()],
    ['leaving the page', () => element().remove()],
  ] as const) {
    it(`${how} ends what the browser asks`, async () => {
      await virtualAuthenticator({ automaticPresenceSimulation: false });
      const { prototype } = CredentialsContainer;
      const { get } = prototype;
      let ended: string | undefined;
      let begun = false;
      prototype.get = function (options) {
        begun = true;
        return get.call(this, options).catch((error: Error) => {
          ended = error.name;
          throw error;
        });
      };
      try {
        await ask({}, withAll);
        await press('Enter');
        await until(() => begun);
        close();
        await gone();
        await until(() => ended !== undefined);
        expect(ended).to.equal('AbortError');
      } finally {
        prototype.get = get;
      }
    });
  }

  it('the browser suggests a passkey in the password field, too, and takes it there', async () => {
    await adaHasPasskey();
    let sent = 0;
    await ask(
      {
        reauth: {
          withPasskey() {
            sent += 1;
            return proven;
          },
        },
      },
      withAll,
    );
    expect(sent, 'not before somebody wants to').to.equal(0);
    byRole('button', 'Use your password', element()).click();
    await gone();
    expect(sent).to.equal(1);
  });

  it('names passkeys to the browser only where there can be some', async () => {
    await ask({ reauth: { startPasskey: never } }, withAll);
    await choose('Use your password');
    await until(() => input('password').getAttribute('autocomplete') === 'current-password webauthn');
    await choose('Use your passkey');
    element().remove();
    await gone();
    await ask({}, withApp);
    expect(input('password').getAttribute('autocomplete')).to.equal('current-password');
  });

  it('asks only for what backend and browser can do', async () => {
    const bringBack = withoutPasskeys();
    try {
      await ask({}, withAll);
      expect(activeElement()).to.equal(input('password'));
      expect(buttons()).not.to.include('Use your passkey');
      element().remove();
      await gone();
    } finally {
      bringBack();
    }
    await askFor(['code', 'password'], { withCode: undefined as never });
    expect(activeElement()).to.equal(input('password'));
    element().remove();
    await gone();
    await askFor(['code'], { withCode: undefined as never });
    expect(element().textContent).to.include('There is nothing to confirm it with here');
    expect(activeElement()).to.equal(byRole('button', 'Close', element()));
  });

  it('says when to try again after too many attempts, and another way is open', async () => {
    await askFor(['password', 'code'], { withPassword: refuse('too-many-attempts', { retryAfter: 300 }) });
    await submit({ password: 'wrong' });
    expect(told(element()).join()).to.match(/Try again in 5 minutes/);
    await choose('Use a code from your app');
    expect(told(element())).to.deep.equal([]);
    await submit({ code: ADAS_CODE });
    await gone();
  });

  it('a server that goes on asking can be left', async () => {
    const page = await askFor(['password'], { withPassword: () => ({ methods: ['password'], provenUntil: null }) });
    await submit({ password: ADAS_PASSWORD });
    expect(activeElement()).to.equal(input('password'));
    expect(input('password').value).to.equal('');
    await press('Escape');
    await gone();
    await until(() => page.textContent.includes('confirmation was cancelled'));
  });

  it('speaks German where the page does', async () => {
    const client = fakeClient({}, withAll);
    const page = await fixture(html`<password-change lang="de" .client=${client}></password-change>`);
    await until(() => page.querySelector('button')?.textContent.includes('Passwort ändern'));
    page.querySelector('button')!.click();
    await until(() => document.querySelector('reauth-dialog')?.textContent.includes('Passkey benutzen'), 'no German');
  });
});

/** Never answers, until nobody wants to know any more. */
const aborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Problem('unreachable')));
  });
