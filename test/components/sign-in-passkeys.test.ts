import { expect } from 'chai';
import { html } from 'lit';
import { is } from 'valibot';
import type { Handlers } from '../../components/client/create-client.ts';
import { PasskeyAssertion } from '../../components/contract/passkey-ceremony.ts';
import { Problem } from '../../components/contract/problem.ts';
import * as stories from '../../stories/sign-in-form.stories.ts';
import { withoutPasskeys } from '../../stories/support/browser-answers.ts';
import { fakeClient, never, refuse } from '../../components/testing/fake-client.ts';
import { ada, adasAuthenticator, adasPasskeys } from '../../components/testing/samples.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { adaHasPasskey } from '../support/adas-passkey.ts';
import { aWhile, activeElement, press, settled, until } from '../support/browser.ts';
import { input, showSignIn, signIn, submit, told } from '../support/sign-in.ts';
import { showStory } from '../support/story.ts';
import { virtualAuthenticator } from '../support/virtual-authenticator.ts';

const CHALLENGE = 'dGVzdHMgbmVlZCBzb21lIGNoYWxsZW5nZSB0b28hISE';

const signedInAs = (element: Element) => until(() => element.textContent.includes('Ada Lindqvist'));

const request = (timeout: number) => ({
  challenge: CHALLENGE,
  rpId: 'localhost',
  timeout,
  userVerification: 'required' as const,
  allowCredentials: [],
});

/** How the browser is asked for passkeys, in the order in which that began. */
function watchCeremonies(): { mediation: string; over: boolean }[] {
  const ceremonies: { mediation: string; over: boolean }[] = [];
  const { prototype } = CredentialsContainer;
  const get = prototype.get;
  prototype.get = function (options) {
    const ceremony = { mediation: options?.mediation ?? 'optional', over: false };
    ceremonies.push(ceremony);
    return get.call(this, options).finally(() => (ceremony.over = true));
  };
  cleanups.push(() => (prototype.get = get));
  return ceremonies;
}

/** Whether this browser waits beside a field until a passkey is taken: the build that is headless only refuses at once. */
async function browserWaits(): Promise<boolean> {
  const enough = new AbortController();
  const publicKey = { challenge: new Uint8Array(32), rpId: 'localhost' };
  const asked = navigator.credentials.get({ mediation: 'conditional', signal: enough.signal, publicKey });
  const waits = await Promise.race([
    asked.then(
      () => false,
      () => false,
    ),
    aWhile(2000).then(() => true),
  ]);
  enough.abort();
  return waits;
}

/** A browser that suggests no passkeys in fields. */
function withoutSuggestions(): void {
  const own = PublicKeyCredential.getClientCapabilities;
  PublicKeyCredential.getClientCapabilities = () => Promise.resolve({ conditionalGet: false });
  cleanups.push(() => (PublicKeyCredential.getClientCapabilities = own));
}

const cleanups: (() => unknown)[] = [];

describe('sign-in-form: passkeys', () => {
  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
  });

  describe('by the button', () => {
    beforeEach(withoutSuggestions);

    it('signs in with what the browser holds, by keys alone', async () => {
      await adaHasPasskey();
      const sent: unknown[] = [];
      const element = await showSignIn(
        fakeClient({
          signIn: {
            withPasskey({ body }) {
              sent.push(body.response);
              return { account: ada };
            },
          },
        }),
      );
      let signedIn = 0;
      element.addEventListener('signed-in', () => (signedIn += 1));
      byRole('button', 'Sign in with a passkey', element).focus();
      await press('Enter');
      await signedInAs(element);
      expect(sent).to.have.length(1);
      expect(is(PasskeyAssertion, sent[0])).to.equal(true);
      expect(signedIn).to.equal(1);
      expect(activeElement()?.textContent).to.include('You’re signed in');
    });

    it('an account that was to be deleted stays: said before anything goes on', async () => {
      await adaHasPasskey();
      const element = await showSignIn(
        fakeClient({ signIn: { withPasskey: () => ({ account: ada, accountKept: true }) } }),
      );
      let signedIn = 0;
      element.addEventListener('signed-in', () => (signedIn += 1));
      byRole('button', 'Sign in with a passkey', element).click();
      await signedInAs(element);
      await until(() => activeElement()?.textContent.includes('Your account stays') === true);
      expect(signedIn).to.equal(0);
      byRole('button', 'Continue', element).click();
      expect(signedIn).to.equal(1);
    });

    it('case 022: the server is asked the same, whatever e-mail address was typed', async () => {
      await adaHasPasskey();
      const asked: unknown[] = [];
      for (const email of ['', ada.email, 'nobody@example.com']) {
        const element = await showSignIn(
          fakeClient({
            signIn: {
              startPasskey(given) {
                asked.push(given);
                throw new Problem('unavailable');
              },
            },
          }),
        );
        input(element, 'email').value = email;
        byRole('button', 'Sign in with a passkey', element).click();
        await until(() => told(element).length > 0);
        element.remove();
      }
      expect(asked).to.deep.equal([{}, {}, {}]);
    });

    it('no passkey is no fault: it says so calmly, once, and the focus stays', async () => {
      await virtualAuthenticator({ automaticPresenceSimulation: false });
      const element = await showSignIn(fakeClient({ signIn: { startPasskey: () => request(300) } }));
      input(element, 'email').value = ada.email;
      const button = byRole('button', 'Sign in with a passkey', element);
      button.focus();
      button.click();
      await until(() => told(element).length > 0, 'nothing was said');
      expect(told(element)).to.deep.equal(['No passkey was used. Try again, or use another way.']);
      expect(element.querySelector('[role=alert]')!.textContent).to.equal('');
      expect(activeElement()).to.equal(button);
      expect(input(element, 'email').value).to.equal(ada.email);
    });

    it('one that the server does not take is told calmly, too', async () => {
      await adaHasPasskey();
      const element = await showSignIn(fakeClient({ signIn: { withPasskey: refuse('passkey-refused') } }));
      byRole('button', 'Sign in with a passkey', element).click();
      await until(() => told(element).length > 0);
      expect(told(element)).to.deep.equal(['That passkey wasn’t accepted. Try again, or use another way.']);
      expect(element.querySelector('[role=alert]')!.textContent).to.equal('');
    });

    it('what is wrong with the server is told as with a password', async () => {
      const canvas = await showStory({
        render: () => stories.Default.render!({}, {} as never),
        play: async ({ canvasElement }: { canvasElement: HTMLElement }) => {
          const element = canvasElement.querySelector('sign-in-form')!;
          element.client = fakeClient({ signIn: { startPasskey: refuse('unreachable') } });
          await settled();
          byRole('button', 'Sign in with a passkey', element).click();
        },
      });
      await until(() => canvas.querySelector('[role=alert]')!.textContent.includes('No connection'));
    });

    it('says that it waits, and begins no second time meanwhile', async () => {
      let begun = 0;
      const element = await showSignIn(
        fakeClient({
          signIn: {
            startPasskey() {
              begun += 1;
              return never();
            },
          },
        }),
      );
      byRole('button', 'Sign in with a passkey', element).click();
      await settled();
      const button = byRole('button', 'Waiting for your passkey…', element);
      expect(button.getAttribute('aria-disabled')).to.equal('true');
      button.click();
      await settled();
      expect(begun).to.equal(1);
    });

    it('whoever types a password instead is not kept waiting', async () => {
      await virtualAuthenticator({ automaticPresenceSimulation: false });
      const ceremonies = watchCeremonies();
      const element = await showSignIn(fakeClient());
      byRole('button', 'Sign in with a passkey', element).click();
      await until(() => ceremonies.length === 1);
      await signIn(element);
      await signedInAs(element);
      await until(() => ceremonies[0]!.over);
      expect(told(element)).to.deep.equal([]);
    });

    it('ends when the form leaves the page, and says nothing when it comes back', async () => {
      await virtualAuthenticator({ automaticPresenceSimulation: false });
      const ceremonies = watchCeremonies();
      const element = await showSignIn(fakeClient());
      byRole('button', 'Sign in with a passkey', element).click();
      await until(() => ceremonies.length === 1);
      const place = element.parentElement!;
      element.remove();
      await until(() => ceremonies[0]!.over);
      place.append(element);
      await settled(element);
      expect(told(element)).to.deep.equal([]);
    });

    it('is not offered where backend or browser cannot do it', async () => {
      const offered = () => allByRole('button', 'Sign in with a passkey').length;
      for (const missing of ['startPasskey', 'withPasskey'] as const) {
        const handlers: Handlers = { signIn: { [missing]: undefined as never } };
        const element = await showSignIn(fakeClient(handlers));
        expect(offered(), missing).to.equal(0);
        element.remove();
      }
      const bringBack = withoutPasskeys();
      try {
        await showSignIn(fakeClient());
        expect(offered()).to.equal(0);
      } finally {
        bringBack();
      }
    });

    it('as second step it signs in, too, and leaves the code where it was when there is none', async () => {
      await adaHasPasskey();
      let refused = true;
      const element = await showSignIn(
        fakeClient(
          {
            signIn: {
              withPasskey() {
                if (refused) throw new Problem('passkey-refused');
                return { account: ada };
              },
            },
          },
          { authenticators: [adasAuthenticator], passkeys: adasPasskeys },
        ),
      );
      await signIn(element);
      byRole('button', 'Use a passkey instead', element).click();
      await until(() => told(element).length > 0);
      expect(told(element)[0]).to.include('wasn’t accepted');
      byRole('textbox', 'Code from your app', element);
      refused = false;
      byRole('button', 'Use a passkey instead', element).click();
      await signedInAs(element);
    });

    it('as the only second step it is the button of the form, with the focus', async () => {
      await adaHasPasskey();
      const element = await showSignIn(fakeClient({}, { passkeys: adasPasskeys }));
      await signIn(element);
      expect(activeElement()).to.equal(byRole('button', 'Use your passkey', element));
      await press('Enter');
      await signedInAs(element);
    });
  });

  describe('among what the browser suggests', () => {
    it('signs in with the one that was taken, without a button', async () => {
      await adaHasPasskey();
      const element = await showSignIn(fakeClient());
      await signedInAs(element);
    });

    it('waits in the background until something else is done, and begins anew when that failed', async () => {
      const ceremonies = watchCeremonies();
      let right = false;
      const element = await showSignIn(
        fakeClient({
          signIn: {
            withPassword() {
              if (!right) throw new Problem('wrong-credential');
              return { status: 'signed-in', account: ada };
            },
          },
        }),
      );
      await until(() => ceremonies.length === 1);
      expect(ceremonies[0]!.mediation).to.equal('conditional');
      await signIn(element);
      await until(() => ceremonies[0]!.over, 'it did not end');
      await until(() => ceremonies.length === 2, 'it did not begin anew');
      right = true;
      await submit(element, { password: 'another one' });
      await signedInAs(element);
      await until(() => ceremonies[1]!.over, 'it did not end after signing in');
      await aWhile(100);
      expect(ceremonies).to.have.length(2);
    });

    it('ends in every step where there is no such field, and when the form leaves the page', async () => {
      const ceremonies = watchCeremonies();
      const element = await showSignIn(fakeClient({}, { authenticators: [adasAuthenticator] }));
      await until(() => ceremonies.length === 1);
      await signIn(element);
      await until(() => ceremonies[0]!.over);
      byRole('button', 'Use another account', element).click();
      await until(() => ceremonies.length === 2);
      element.remove();
      await until(() => ceremonies[1]!.over);
    });

    it('moved on the page, it goes on', async function () {
      if (!(await browserWaits())) this.skip();
      const ceremonies = watchCeremonies();
      const element = await showSignIn(fakeClient());
      await until(() => ceremonies.length === 1);
      element.parentElement!.append(element);
      await aWhile(100);
      expect(ceremonies.map(({ over }) => over)).to.deep.equal([false]);
    });

    it('has a new challenge before the old one is worth nothing', async function () {
      if (!(await browserWaits())) this.skip();
      const ceremonies = watchCeremonies();
      await showSignIn(fakeClient({ signIn: { startPasskey: () => request(500) } }));
      await until(() => ceremonies.length === 3, 'it did not begin anew');
      expect(ceremonies.map(({ over }) => over)).to.deep.equal([true, true, false]);
    });

    it('makes way for the button, and is back afterwards', async () => {
      await virtualAuthenticator({ automaticPresenceSimulation: false });
      const ceremonies = watchCeremonies();
      const element = await showSignIn(fakeClient({ signIn: { startPasskey: () => request(1000) } }));
      await until(() => ceremonies.length === 1);
      byRole('button', 'Sign in with a passkey', element).click();
      await until(() => ceremonies.length === 2);
      expect(ceremonies.map(({ mediation }) => mediation)).to.deep.equal(['conditional', 'optional']);
      await until(() => ceremonies[0]!.over);
      await until(() => ceremonies.length >= 3, 'it did not come back');
      expect(ceremonies[2]!.mediation).to.equal('conditional');
    });

    for (const [why, startPasskey] of [
      ['the server refuses', refuse('too-many-attempts', { retryAfter: 60 })],
      ['nobody answers', refuse('unreachable')],
    ] as const) {
      it(`says nothing when ${why}, and does not ask again and again`, async () => {
        let asked = 0;
        const element = await showSignIn(
          fakeClient({
            signIn: {
              startPasskey() {
                asked += 1;
                return startPasskey();
              },
            },
          }),
        );
        await until(() => asked === 1);
        element.email = 'somebody@example.com';
        await aWhile(100);
        expect(asked).to.equal(1);
        expect(told(element)).to.deep.equal([]);
      });
    }

    for (const [who, milliseconds, times] of [
      ['a person who thought better of it', 1100, 2],
      ['a browser that does not want to', 0, 1],
    ] as const) {
      it(`is offered ${times === 2 ? 'again' : 'no more'} after it was declined by ${who}, and nothing is said`, async () => {
        const { prototype } = CredentialsContainer;
        const { get } = prototype;
        let asked = 0;
        prototype.get = async () => {
          asked += 1;
          if (asked > 1) return never();
          await aWhile(milliseconds);
          throw new DOMException('', 'NotAllowedError');
        };
        cleanups.push(() => (prototype.get = get));
        const element = await showSignIn(fakeClient());
        await until(() => asked === 1);
        await until(() => asked === times);
        await aWhile(200);
        expect(asked).to.equal(times);
        expect(told(element)).to.deep.equal([]);
      });
    }

    it('names passkeys to the browser only where there can be some', async () => {
      const purpose = async (handlers: Handlers) => {
        const element = await showSignIn(fakeClient(handlers));
        await aWhile(50);
        await settled(element);
        return () => input(element, 'email').getAttribute('autocomplete');
      };
      const offered = await purpose({});
      await until(() => offered() === 'username webauthn');
      expect((await purpose({ signIn: { startPasskey: undefined as never } }))()).to.equal('username');
      withoutSuggestions();
      expect((await purpose({}))()).to.equal('username');
    });
  });

  describe('offer-passkey', () => {
    /** What was asked of the server after signing in. */
    async function after(template: (client: ReturnType<typeof fakeClient>) => unknown, factors = {}) {
      const started: unknown[] = [];
      const client = fakeClient(
        {
          passkeys: {
            start({ body }) {
              started.push(body);
              throw new Problem('limit-reached');
            },
          },
        },
        factors,
      );
      const element = await showSignIn(client, template(client));
      await signIn(element);
      return { started, element };
    }

    it('after a password, the manager may make one; what fails is not told', async () => {
      const { started, element } = await after(
        (client) => html`<sign-in-form offer-passkey .client=${client}></sign-in-form>`,
      );
      await signedInAs(element);
      await until(() => started.length === 1);
      expect(started).to.deep.equal([{ conditional: true }]);
      await aWhile(50);
      expect(told(element)).to.deep.equal([]);
      expect(activeElement()?.textContent).to.include('You’re signed in');
    });

    it('after password and code, too', async () => {
      const { started, element } = await after(
        (client) => html`<sign-in-form offer-passkey .client=${client}></sign-in-form>`,
        { authenticators: [adasAuthenticator] },
      );
      expect(started).to.deep.equal([]);
      await submit(element, { code: '123456' });
      await until(() => started.length === 1);
    });

    it('nothing is made unless the page wants it, nor for who used a passkey', async () => {
      const { started, element } = await after((client) => html`<sign-in-form .client=${client}></sign-in-form>`);
      await signedInAs(element);
      await aWhile(100);
      expect(started).to.deep.equal([]);
      element.remove();
      await adaHasPasskey();
      let asked = 0;
      const client = fakeClient({ passkeys: { start: () => (asked += 1) as never } });
      const other = await showSignIn(client, html`<sign-in-form offer-passkey .client=${client}></sign-in-form>`);
      await signedInAs(other);
      await aWhile(100);
      expect(asked).to.equal(0);
    });

    it('keeps nobody for longer than two seconds', async () => {
      let went = 0;
      const listen = (event: Event) => {
        went = performance.now();
        event.preventDefault();
      };
      const { navigation } = window as unknown as { navigation: EventTarget };
      navigation.addEventListener('navigate', listen);
      cleanups.push(() => navigation.removeEventListener('navigate', listen));
      const client = fakeClient({ passkeys: { start: never } });
      const element = await showSignIn(
        client,
        html`<sign-in-form offer-passkey return-to="/portal" .client=${client}></sign-in-form>`,
      );
      let told = 0;
      element.addEventListener('signed-in', () => (told = performance.now()));
      await signIn(element);
      await until(() => went > 0, 'it did not go on');
      expect(went - told).to.be.within(1900, 7000);
    });
  });
});
