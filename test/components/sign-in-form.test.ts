import { expect } from 'chai';
import { html } from 'lit';
import { Problem } from '../../components/contract/problem.ts';
import type { SignedInEvent } from '../../components/sign-in-form/events.ts';
import * as stories from '../../stories/sign-in-form.stories.ts';
import { fakeClient, never } from '../../components/testing/fake-client.ts';
import { ADAS_PASSWORD, ada, ourServer } from '../../components/testing/samples.ts';
import { byRole, allByRole } from '../support/accessibility.ts';
import { activeElement, browserLog, deepElements, fixture, press, settled, type, until } from '../support/browser.ts';
import { formOf, input, showSignIn as show, signIn, submit } from '../support/sign-in.ts';
import { expectReflow, showStory } from '../support/story.ts';

const PASSWORD = ADAS_PASSWORD;
const NEW_PASSWORD = 'plum orbit seven lantern';

/** Everything that anybody could read off the page: text, attributes, and what fields hold. */
const everythingOn = (root: ParentNode): string =>
  [...deepElements(root)]
    .flatMap((element) => [
      ...[...element.attributes].map(({ value }) => value),
      element instanceof HTMLInputElement ? element.value : '',
      element.shadowRoot?.textContent ?? '',
    ])
    .join('\n') + (root as Element).textContent;

describe('sign-in-form', () => {
  it('signs in with what was typed, by keys alone, and says who', async () => {
    const sent: unknown[] = [];
    const element = await show(
      fakeClient({
        signIn: {
          withPassword({ body }) {
            sent.push(body);
            return { status: 'signed-in', account: ada };
          },
        },
      }),
    );
    await press('Tab');
    expect(activeElement()).to.equal(byRole('textbox', 'E-mail address'));
    await type(ada.email);
    await press('Tab');
    await type(PASSWORD);
    await press('Enter');
    await until(() => element.textContent.includes('Ada Lindqvist'));
    expect(sent).to.deep.equal([{ email: ada.email, password: PASSWORD }]);
    expect(activeElement()?.textContent).to.include('You’re signed in');
  });

  it('says on which device, so that lists can name it', async () => {
    let device: string | undefined;
    const element = await show(
      fakeClient({
        signIn: {
          withPassword(_, exchange) {
            ({ device } = exchange);
            return { status: 'signed-in', account: ada };
          },
        },
      }),
    );
    await signIn(element);
    await until(() => element.textContent.includes('Ada Lindqvist'));
    const { platformVersion } = await (
      navigator as unknown as {
        userAgentData: { getHighEntropyValues(of: string[]): Promise<{ platformVersion: string }> };
      }
    ).userAgentData.getHighEntropyValues(['platformVersion']);
    const version = platformVersion === '' ? '' : `; version=${platformVersion}`;
    expect(device).to.equal(`touch=${navigator.maxTouchPoints}${version}`);
  });

  it('walks e-mail, password, toggle and button in this order', async () => {
    await show(fakeClient());
    const walked: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      await press('Tab');
      const active = activeElement()!;
      walked.push(active instanceof HTMLInputElement ? active.name : active.textContent.trim());
    }
    expect(walked).to.deep.equal(['email', 'password', 'Show', 'Sign in']);
  });

  it('case 016: a password manager finds one form with user name and password in the page itself', async () => {
    const element = await show(fakeClient());
    const forms = [...document.querySelectorAll('form')];
    expect(forms).to.have.length(1);
    expect(forms[0]!.method).to.equal('post');
    const [email, password] = [input(element, 'email'), input(element, 'password')];
    await until(() => email.autocomplete === 'username webauthn', 'passkeys, too');
    expect(password.autocomplete).to.equal('current-password');
    expect(password.type).to.equal('password');
    for (const field of [email, password]) {
      expect(field.form).to.equal(forms[0]);
      expect(field.getRootNode()).to.equal(document);
      expect(field.labels).to.have.length(1);
      expect(field.maxLength, 'no trap for long passwords').to.equal(-1);
      const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true });
      expect(field.dispatchEvent(paste), 'pasting is allowed').to.equal(true);
    }
  });

  it('case 016: what a password manager fills in without any event is sent', async () => {
    let sent = '';
    const element = await show(
      fakeClient({
        signIn: {
          withPassword({ body }) {
            sent = body.password;
            return { status: 'signed-in', account: ada };
          },
        },
      }),
    );
    input(element, 'email').value = ada.email;
    input(element, 'password').value = PASSWORD;
    byRole('button', 'Sign in').click();
    await until(() => sent === PASSWORD);
  });

  it('case 016: Chromium has no advice on any of the password forms', async function () {
    const advice = async () => (await browserLog()).filter((line) => line.includes('[DOM]'));
    for (const story of [stories.Default, stories.PasswordChangeRequired, stories.SignUp]) {
      const canvas = await showStory(story);
      await new Promise((done) => setTimeout(done, 300));
      canvas.remove();
    }
    expect(await advice()).to.deep.equal([]);
    // Proof that it would be heard. The build that is headless only gives no advice at all.
    await fixture(html`<form><input type="password" autocomplete="new-password" /></form>`);
    const heard = until(async () => (await advice()).length > 0);
    if (
      !(await heard.then(
        () => true,
        () => false,
      ))
    )
      this.skip();
  });

  it('case 016: shows the password on demand, says so, and hides it again when the form is sent', async () => {
    const element = await show(fakeClient({ signIn: { withPassword: never } }));
    input(element, 'password').value = PASSWORD;
    const toggle = byRole('button', 'Show password');
    expect(toggle.getAttribute('aria-pressed')).to.equal('false');
    toggle.click();
    await settled();
    expect(toggle.getAttribute('aria-pressed')).to.equal('true');
    expect(input(element, 'password').type).to.equal('text');
    expect(input(element, 'password').value).to.equal(PASSWORD);
    expect(input(element, 'password').spellcheck, 'not sent to a spelling service').to.equal(false);
    expect(element.textContent).to.include('Your password is visible');
    await signIn(element);
    expect(input(element, 'password').type).to.equal('password');
  });

  it('tells when Caps Lock is on, and no longer when it is off', async () => {
    const element = await show(fakeClient());
    const key = async (modifierCapsLock: boolean) => {
      const options = { key: 'a', modifierCapsLock, bubbles: true, composed: true };
      input(element, 'password').dispatchEvent(new KeyboardEvent('keydown', options));
      await settled();
    };
    await key(true);
    const hint = document.getElementById(input(element, 'password').getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).to.include('Caps Lock is on.');
    await key(false);
    expect(element.textContent).not.to.include('Caps Lock');
  });

  it('keeps the e-mail address after a wrong password, and clears and focuses the password', async () => {
    const canvas = await showStory(stories.WrongPassword);
    expect(input(canvas, 'email').value).to.equal(ada.email);
    expect(input(canvas, 'password').value).to.equal('');
    expect(activeElement()).to.equal(input(canvas, 'password'));
    expect(byRole('alert', undefined, canvas).textContent).to.include('don’t match');
  });

  it('says when to try again after too many attempts, and loses nothing typed', async () => {
    const canvas = await showStory(stories.RateLimited);
    expect(byRole('alert', undefined, canvas).textContent).to.match(/Try again in 5 minutes, at \d+:\d\d/);
    expect(input(canvas, 'password').value).to.equal(PASSWORD);
  });

  it('loses nothing typed when the server cannot be reached, and signs in at the next try', async () => {
    let reachable = false;
    const element = await show(
      fakeClient({
        signIn: {
          withPassword() {
            if (!reachable) throw new Problem('unreachable');
            return { status: 'signed-in', account: ada };
          },
        },
      }),
    );
    await signIn(element);
    expect(byRole('alert', undefined, element).textContent).to.include('What you typed is still here');
    expect(input(element, 'email').value).to.equal(ada.email);
    expect(input(element, 'password').value).to.equal(PASSWORD);
    reachable = true;
    byRole('button', 'Sign in').click();
    await until(() => element.textContent.includes('Ada Lindqvist'));
  });

  it('sends nothing while a field is empty, and leads to it', async () => {
    let sent = 0;
    const element = await show(
      fakeClient({
        signIn: {
          withPassword() {
            sent += 1;
            return { status: 'signed-in', account: ada };
          },
        },
      }),
    );
    await submit(element, { email: ada.email, password: '' });
    expect(sent).to.equal(0);
    expect(activeElement()).to.equal(input(element, 'password'));
    expect(input(element, 'password').getAttribute('aria-invalid')).to.equal('true');
  });

  it('sends once, however often the button is pressed meanwhile', async () => {
    let sent = 0;
    const element = await show(
      fakeClient({
        signIn: {
          withPassword() {
            sent += 1;
            return never();
          },
        },
      }),
    );
    await signIn(element);
    const button = byRole('button', 'Signing in…');
    button.click();
    formOf(element).requestSubmit();
    await settled();
    expect(sent).to.equal(1);
    expect(button.getAttribute('aria-disabled')).to.equal('true');
  });

  it('tells the page who signed in, with nothing secret', async () => {
    const element = await show(fakeClient());
    const told = new Promise<SignedInEvent>((done) =>
      document.addEventListener('signed-in', (event) => done(event as SignedInEvent), { once: true }),
    );
    await signIn(element);
    const event = await told;
    expect(event.account).to.deep.equal(ada);
    expect(JSON.stringify(event)).not.to.include(PASSWORD);
  });

  it('keeps no password anywhere after signing in', async () => {
    const element = await show(fakeClient());
    const password = input(element, 'password');
    await signIn(element);
    await until(() => element.textContent.includes('Ada Lindqvist'));
    expect(everythingOn(document.body)).not.to.include(PASSWORD);
    expect(password.value, 'the removed field is empty, too').to.equal('');
    expect(valuesOf(element)).not.to.include(PASSWORD);
  });

  it('forgets who signed in as soon as they sign out, in whatever tab', async () => {
    const client = fakeClient();
    const element = await show(client);
    await signIn(element);
    await until(() => element.textContent.includes('Ada Lindqvist'));
    client.dispatchEvent(new Event('signed-out'));
    await settled();
    expect(everythingOn(document.body)).not.to.include('Lindqvist');
    expect(input(element, 'email').value).to.equal('');
  });

  describe('a password that has to be changed', () => {
    it('asks for a new one in the same form, names the account for password managers, and tells the rules first', async () => {
      const canvas = await showStory(stories.PasswordChangeRequired);
      expect(canvas.querySelectorAll('form')).to.have.length(1);
      expect(input(canvas, 'username').value).to.equal(ada.email);
      expect(input(canvas, 'username').autocomplete).to.equal('username');
      for (const name of ['newPassword', 'confirmation']) {
        expect(input(canvas, name).autocomplete).to.equal('new-password');
        expect(input(canvas, name).getAttribute('passwordrules')).to.include('minlength: 15');
        expect(input(canvas, name).maxLength).to.equal(-1);
      }
      const rules = document.getElementById(input(canvas, 'newPassword').getAttribute('aria-describedby')!);
      expect(rules?.textContent).to.include('At least 15 characters');
      expect(activeElement()).to.equal(input(canvas, 'newPassword'));
      expect(valuesOf(canvas.querySelector('sign-in-form')!)).not.to.include(PASSWORD);
    });

    it('signs in with the new password, which is sent together with the old one', async () => {
      const sent: unknown[] = [];
      const element = await show(
        fakeClient({
          signIn: {
            withPassword({ body }) {
              sent.push(body);
              if (body.newPassword === undefined) throw new Problem('password-change-required');
              return { status: 'signed-in', account: ada };
            },
          },
        }),
      );
      await signIn(element);
      await submit(element, { newPassword: NEW_PASSWORD, confirmation: NEW_PASSWORD });
      await until(() => element.textContent.includes('Ada Lindqvist'));
      expect(sent[1]).to.deep.equal({ email: ada.email, password: PASSWORD, newPassword: NEW_PASSWORD });
      expect(everythingOn(document.body)).not.to.include(NEW_PASSWORD);
    });

    it('tells at the field why a password was refused, and keeps what was typed', async () => {
      const canvas = await showStory(stories.NewPasswordRefused);
      const field = input(canvas, 'newPassword');
      expect(field.getAttribute('aria-invalid')).to.equal('true');
      const described = field
        .getAttribute('aria-describedby')!
        .split(' ')
        .map((id) => document.getElementById(id));
      expect(described.map((hint) => hint?.textContent).join(' ')).to.include('lists of common passwords');
      expect(field.value).to.equal('passwordpassword');
      expect(activeElement()).to.equal(field);
    });

    it('notices a confirmation that differs before anything is sent', async () => {
      const canvas = await showStory(stories.PasswordChangeRequired);
      await submit(canvas, { newPassword: NEW_PASSWORD, confirmation: `${NEW_PASSWORD}!` });
      expect(canvas.textContent).to.include('The two passwords differ');
      expect(activeElement()).to.equal(input(canvas, 'confirmation'));
    });

    it('goes back to the beginning with another account', async () => {
      const canvas = await showStory(stories.PasswordChangeRequired);
      byRole('button', 'Use another account').click();
      await settled();
      expect(input(canvas, 'password').value).to.equal('');
    });
  });

  describe('creating an account', () => {
    it('is offered only where the server allows it', async () => {
      await show(fakeClient());
      expect(allByRole('button', 'Create account')).to.have.length(0);
      await show(fakeClient({ capabilities: { get: () => ({ ...ourServer, signUp: true }) } }));
      await until(() => allByRole('button', 'Create account').length === 1);
    });

    it('asks for name, e-mail address and password, keeps a typed e-mail address, and signs in', async () => {
      let sent: unknown;
      const client = fakeClient({
        capabilities: { get: () => ({ ...ourServer, signUp: true }) },
        signUp: {
          create({ body }) {
            sent = body;
            return { status: 'signed-in', account: ada };
          },
        },
      });
      const element = await show(client);
      input(element, 'email').value = ada.email;
      byRole('button', 'Create account').click();
      await settled();
      expect(input(element, 'email').value).to.equal(ada.email);
      expect(activeElement()).to.equal(input(element, 'firstName'));
      await submit(element, { firstName: 'Ada', password: PASSWORD, confirmation: PASSWORD });
      await until(() => element.textContent.includes('Ada Lindqvist'));
      expect(sent).to.deep.equal({ firstName: 'Ada', lastName: '', email: ada.email, password: PASSWORD });
    });
  });

  describe('going on', () => {
    /** Where the page would go; it stays. */
    async function destination(returnTo: string | undefined, cancel = false): Promise<string | undefined> {
      let went: string | undefined;
      const listen = (event: Event & { destination?: { url: string } }) => {
        went = event.destination?.url;
        event.preventDefault();
      };
      const { navigation } = window as unknown as { navigation: EventTarget };
      navigation.addEventListener('navigate', listen);
      const element = await show(
        fakeClient(),
        html`<sign-in-form .client=${fakeClient()} .returnTo=${returnTo}></sign-in-form>`,
      );
      if (cancel) element.addEventListener('signed-in', (event) => event.preventDefault());
      await signIn(element);
      await until(() => element.textContent.includes('Ada Lindqvist'));
      navigation.removeEventListener('navigate', listen);
      return went;
    }

    it('stays on the page, unless told where to go', async () => {
      expect(await destination(undefined)).to.equal(undefined);
    });

    it('goes to an address of this origin', async () => {
      expect(await destination('/portal?section=sessions#top')).to.equal(
        `${location.origin}/portal?section=sessions#top`,
      );
    });

    it('leaves it to a page that goes on by itself', async () => {
      expect(await destination('/portal', true)).to.equal(undefined);
    });

    for (const address of [
      '//evil.example',
      '\\\\evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'https://evil.example/',
      'https:evil.example',
      'https://localhost@evil.example',
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      `blob:${location.origin}/1`,
      'http://[',
    ]) {
      it(`never leads to ${JSON.stringify(address)}`, async () => {
        expect(await destination(address)).to.equal(undefined);
      });
    }
  });

  it('speaks German where the page does', async () => {
    const canvas = await showStory(stories.German);
    byRole('textbox', 'E-Mail-Adresse', canvas);
    expect(byRole('alert', undefined, canvas).textContent).to.include('passen nicht zusammen');
  });

  it('two on one page do not get in each other’s way', async () => {
    await show(fakeClient());
    await show(fakeClient());
    const ids = [...document.querySelectorAll('[id^="account-"]')].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('works in the shadow root of another element', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('sign-in-form');
    element.client = fakeClient();
    host.attachShadow({ mode: 'open' }).append(element);
    await settled();
    expect(getComputedStyle(input(element, 'email')).borderRadius).to.equal('8px');
    await signIn(element);
    await until(() => element.textContent.includes('Ada Lindqvist'));
  });

  it('fits into 320 px in every state', () => expectReflow(stories));
});

/** What any script can read off an element: its own and inherited properties. */
function valuesOf(element: object): string {
  const read: unknown[] = [];
  for (
    let object: object | null = element;
    object && object !== HTMLElement.prototype;
    object = Object.getPrototypeOf(object)
  ) {
    for (const key of Reflect.ownKeys(object)) {
      const value = Reflect.get(object, key, element);
      if (typeof value === 'string' || (typeof value === 'object' && value !== null && !(value instanceof Node))) {
        read.push(value);
      }
    }
  }
  const seen = new Set<unknown>();
  return JSON.stringify(read, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value) || value instanceof Node) return undefined;
    seen.add(value);
    return value;
  });
}
