import { expect } from 'chai';
import { html } from 'lit';
import '../../components/password-change/define.ts';
import type { Handlers } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import { signOut } from '../../components/contract/sign-out.ts';
import type { PasswordChangedEvent } from '../../components/password-change/events.ts';
import type { PasswordChange } from '../../components/password-change/password-change.ts';
import * as stories from '../../stories/password-change.stories.ts';
import { fill } from '../../stories/support/fill.ts';
import { fakeClient, never } from '../../components/testing/fake-client.ts';
import { ADAS_PASSWORD, ada, adasPassword } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import {
  activeElement,
  browserLog,
  deepElements,
  fixture,
  nextEvent,
  press,
  settled,
  type,
  until,
} from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';
import { setViewport } from '../support/viewport.ts';

const NEW = 'plum orbit seven lantern';
const OLD_PROOF = { methods: ['password' as const], maxAge: 600, provenUntil: null };
const PROOF = { ...OLD_PROOF, provenUntil: '2036-01-01T00:00:00.000Z' };

/** A server that believes who it is, and remembers what it was sent. */
function server(handlers: Handlers = {}) {
  const sent: unknown[] = [];
  const client = fakeClient({
    ...handlers,
    reauth: { get: () => PROOF, ...handlers.reauth },
    password: {
      change({ body }) {
        sent.push(body);
        return { sessionsEnded: body.signOutOthers ? 3 : 0 };
      },
      ...handlers.password,
    },
  });
  return { sent, client };
}

const show = (client = server().client) =>
  fixture<PasswordChange>(html`<password-change .client=${client}></password-change>`);

const input = (root: ParentNode, name: string): HTMLInputElement =>
  root.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;

const question = () => document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]');

async function open(client = server().client): Promise<PasswordChange> {
  const element = await show(client);
  byRole('button', /^(Change|Add a) password$/, element).click();
  await until(() => input(element, 'newPassword'));
  await settled();
  return element;
}

async function submit(element: Element, values: Record<string, string> = { newPassword: NEW, confirmation: NEW }) {
  const form = element.querySelector('form')!;
  fill(form, values);
  form.requestSubmit();
  await settled();
}

/** What a field is described by, as sentences. */
const descriptionOf = (field: HTMLInputElement): string =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');

/** Everything that anybody could read off the page: text, attributes, and what fields hold. */
const everythingOn = (root: ParentNode): string =>
  [...deepElements(root)]
    .flatMap((element) => [
      ...[...element.attributes].map(({ value }) => value),
      element instanceof HTMLInputElement ? element.value : '',
      element.shadowRoot?.textContent ?? '',
    ])
    .join('\n') + (root as Element).textContent;

describe('password-change', () => {
  it('starts as a line that says when the password was changed, with a button', async () => {
    const element = await show();
    expect(element.textContent).to.include('Last changed on Aug 17, 2026');
    expect(element.querySelector('form')).to.equal(null);
    byRole('button', 'Change password', element);
  });

  it('changes the password by keys alone, in this order, and says what happened', async () => {
    const { client, sent } = server();
    const element = await show(client);
    await press('Tab');
    await press('Enter');
    await until(() => activeElement() === input(element, 'newPassword'));
    await type(NEW);
    const walked: string[] = [];
    for (const text of ['', NEW, '', '', '']) {
      await press('Tab');
      const active = activeElement() as HTMLInputElement;
      walked.push(active.name || active.textContent.replaceAll(/\s+/g, ' ').trim());
      if (text) await type(text);
    }
    expect(walked).to.deep.equal([
      'Show',
      'confirmation',
      'Show',
      'signOutOthers',
      'Change password Changing password…',
    ]);
    await press('Enter');
    await until(() => element.textContent.includes('Password changed'));
    expect(sent).to.deep.equal([{ newPassword: NEW, signOutOthers: true }]);
    expect(activeElement()).to.equal(byRole('heading', 'Password changed', element));
    expect(element.textContent).to.include('We signed out 3 other devices.');
  });

  it('case 016: a password manager finds one form with the account and its new password, and sees it go when it is saved', async () => {
    const element = await open();
    const form = element.querySelector('form')!;
    const user = input(form, 'username');
    await until(() => user.value === ada.email);
    expect(form.method).to.equal('post');
    expect(user.autocomplete).to.equal('username');
    expect(user.compareDocumentPosition(input(form, 'newPassword')) & Node.DOCUMENT_POSITION_FOLLOWING).not.to.equal(0);
    for (const name of ['newPassword', 'confirmation']) {
      const field = input(form, name);
      expect(field.autocomplete).to.equal('new-password');
      expect(field.type).to.equal('password');
      expect(field.getAttribute('passwordrules')).to.include('minlength: 15');
      expect(field.maxLength, 'no trap for long passwords').to.equal(-1);
      expect(field.getRootNode()).to.equal(document);
      expect(field.labels).to.have.length(1);
      const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true });
      expect(field.dispatchEvent(paste), 'pasting is allowed').to.equal(true);
    }
    expect((await browserLog()).filter((line) => line.includes('[DOM]'))).to.deep.equal([]);
    await submit(element);
    await until(() => !form.isConnected);
  });

  it('case 016: shows each password on demand, and hides both again when the form is sent', async () => {
    const element = await open(server({ password: { change: never } }).client);
    const toggles = allByRole('button', 'Show password', element);
    expect(toggles).to.have.length(2);
    toggles[0]!.click();
    await settled();
    expect(input(element, 'newPassword').type).to.equal('text');
    expect(input(element, 'confirmation').type).to.equal('password');
    await submit(element);
    expect(input(element, 'newPassword').type).to.equal('password');
  });

  it('tells the rules before anybody types, and how many sessions will end', async () => {
    const element = await open();
    expect(descriptionOf(input(element, 'newPassword'))).to.include('At least 15 characters');
    const others = byRole<HTMLInputElement>('checkbox', 'Sign out from other devices', element);
    expect(others.checked).to.equal(true);
    expect(descriptionOf(others)).to.include('Ends 3 other sessions');
  });

  it('leaves other devices signed in if the person wants that', async () => {
    const { client, sent } = server();
    const element = await open(client);
    byRole('checkbox', undefined, element).click();
    await submit(element);
    expect(sent).to.deep.equal([{ newPassword: NEW, signOutOthers: false }]);
    expect(element.textContent).to.include('Other devices stay signed in.');
  });

  it('tells the page, with nothing secret, and leads back to where it started', async () => {
    const element = await open();
    const told = nextEvent<PasswordChangedEvent>(document, 'password-changed');
    await submit(element);
    const event = await told;
    expect(event.sessionsEnded).to.equal(3);
    expect(JSON.stringify(event)).not.to.include(NEW);
    const closed = nextEvent(document, 'password-change-closed');
    byRole('button', 'Done', element).click();
    await closed;
    await settled();
    expect(activeElement()).to.equal(byRole('button', 'Change password', element));
  });

  for (const [how, leave] of [
    ['after saving', (element: PasswordChange) => submit(element)],
    ['after cancelling', async () => byRole('button', 'Cancel').click()],
    ['when it leaves the page', async (element: PasswordChange) => element.remove()],
  ] as const) {
    it(`keeps no password anywhere ${how}`, async () => {
      const element = await open();
      const field = input(element, 'newPassword');
      fill(element.querySelector('form')!, { newPassword: NEW, confirmation: NEW });
      await leave(element);
      await settled();
      await until(() => field.value === '', 'the removed field is empty, too');
      expect(everythingOn(document.body)).not.to.include(NEW);
      expect(everythingOn(element)).not.to.include(NEW);
    });
  }

  it('keeps nothing when the person signs out in another tab', async () => {
    const { client } = server();
    const element = await open(client);
    const field = input(element, 'newPassword');
    fill(element.querySelector('form')!, { newPassword: NEW, confirmation: NEW });
    client.dispatchEvent(new Event('signed-out'));
    await settled();
    expect(field.value).to.equal('');
    expect(element.querySelector('form')).to.equal(null);
    expect(everythingOn(document.body)).not.to.include(ada.email);
  });

  it('tells the next person nothing of a change that the one before asked for', async () => {
    let answer = (): void => undefined;
    const { client } = server({
      password: { change: () => new Promise((done) => (answer = () => done({ sessionsEnded: 3 }))) },
    });
    const element = await open(client);
    await submit(element);
    await client.send(signOut, {});
    answer();
    client.dispatchEvent(new Event('change'));
    await settled();
    await until(() => byRole('button', 'Change password', element));
    expect(element.textContent).not.to.contain('Password changed');
  });

  describe('when the last proof of identity is too old', () => {
    it('asks who it is before anything can be typed, and then not again', async () => {
      const element = await show(fakeClient());
      byRole('button', 'Change password', element).click();
      const password = await until(question);
      expect(element.querySelector('form'), 'nothing to type in yet').to.equal(null);
      fill(password!.form!, { password: ADAS_PASSWORD });
      password!.form!.requestSubmit();
      await until(() => activeElement() === input(element, 'newPassword'));
      await submit(element);
      await until(() => element.textContent.includes('Password changed'));
      expect(question()).to.equal(null);
    });

    it('asks again if it ran out meanwhile, and saves what was typed', async () => {
      let provenUntil: string | null = PROOF.provenUntil;
      let saved = '';
      const element = await open(
        fakeClient({
          reauth: {
            get: () => ({ ...PROOF, provenUntil }),
            withPassword: () => ({ ...PROOF, provenUntil: (provenUntil = PROOF.provenUntil) }),
          },
          password: {
            change({ body }) {
              if (provenUntil === null) throw new Problem('reauthentication-required', OLD_PROOF);
              saved = body.newPassword;
              return { sessionsEnded: 0 };
            },
          },
        }),
      );
      provenUntil = null;
      await submit(element);
      const password = await until(question);
      fill(password!.form!, { password: ADAS_PASSWORD });
      password!.form!.requestSubmit();
      await until(() => element.textContent.includes('Password changed'));
      expect(saved).to.equal(NEW);
      await until(() => activeElement() === byRole('heading', 'Password changed', element));
    });

    it('cancelled then, what was typed is still there, and nothing is claimed', async () => {
      const canvas = await showStory(stories.StepUpCancelled);
      expect(input(canvas, 'newPassword').value).to.equal(NEW);
      expect(input(canvas, 'confirmation').value).to.equal(NEW);
      const said = canvas.querySelector('.account-outcome [role=status]')!;
      expect(said.textContent).to.equal('Not changed — confirmation was cancelled.');
      expect(canvas.querySelector('.account-banner')).to.equal(null);
    });

    it('with `open`, nobody is asked anything before they press the button', async () => {
      const element = await fixture<PasswordChange>(
        html`<password-change open .client=${fakeClient()}></password-change>`,
      );
      await settled();
      expect(question()).to.equal(null);
      expect(element.querySelector('form')).to.equal(null);
      byRole('button', 'Change password', element);
    });

    it('says why the form does not open when the server cannot be reached, and opens at the next try', async () => {
      let reachable = false;
      const { client } = server({
        reauth: {
          get() {
            if (!reachable) throw new Problem('unreachable');
            return PROOF;
          },
        },
      });
      const element = await show(client);
      byRole('button', 'Change password', element).click();
      await until(() => element.querySelector('[role=alert]')?.textContent.includes('No connection'));
      reachable = true;
      byRole('button', 'Change password', element).click();
      await until(() => input(element, 'newPassword'));
    });
  });

  describe('refused', () => {
    for (const [story, words] of [
      [stories.RefusedCommon, 'lists of common passwords'],
      [stories.RefusedGuessable, 'Don’t use your name'],
      [stories.RefusedBreached, 'appeared in a data leak'],
      [stories.RefusedUnchanged, 'That’s your current password'],
      [stories.RefusedTooShort, 'Use at least 15 characters'],
      [stories.RefusedTooLong, 'That’s too long'],
    ] as const) {
      it(`the reason is told at the field, and nothing typed is lost: “${words}”`, async () => {
        const canvas = await showStory(story);
        const field = input(canvas, 'newPassword');
        expect(field.getAttribute('aria-invalid')).to.equal('true');
        expect(descriptionOf(field)).to.include(words);
        expect(field.value).to.equal(NEW);
        expect(input(canvas, 'confirmation').value).to.equal(NEW);
        expect(activeElement()).to.equal(field);
      });
    }

    it('a confirmation that differs is told there, before anything is sent', async () => {
      const { client, sent } = server();
      const element = await open(client);
      await submit(element, { newPassword: NEW, confirmation: `${NEW}s` });
      const field = input(element, 'confirmation');
      expect(descriptionOf(field)).to.include('The two passwords differ');
      expect(input(element, 'newPassword').getAttribute('aria-invalid')).to.equal(null);
      expect(activeElement()).to.equal(field);
      expect(field.value).to.equal(`${NEW}s`);
      expect(sent).to.deep.equal([]);
    });

    it('empty fields are told, and nothing is sent', async () => {
      const { client, sent } = server();
      const element = await open(client);
      await submit(element, {});
      expect(activeElement()).to.equal(input(element, 'newPassword'));
      expect(element.querySelectorAll('[aria-invalid]')).to.have.length(2);
      expect(sent).to.deep.equal([]);
    });

    for (const [story, words] of [
      [stories.RateLimited, /Too many attempts\. Try again in 5 minutes, at \d/],
      [stories.Offline, /No connection to the server.*still here/s],
      [stories.SignedOut, /You’ve been signed out/],
    ] as const) {
      it(`what was typed stays: ${words.source}`, async () => {
        const canvas = await showStory(story);
        expect(byRole('alert', undefined, canvas).textContent).to.match(words);
        expect(input(canvas, 'newPassword').value).to.equal(NEW);
        expect(input(canvas, 'confirmation').value).to.equal(NEW);
        expect(canvas.textContent).not.to.include('Password changed');
      });
    }
  });

  it('sends once, however often the button is pressed meanwhile', async () => {
    let sent = 0;
    const { client } = server({
      password: {
        change() {
          sent += 1;
          return never();
        },
      },
    });
    const element = await open(client);
    await submit(element);
    const button = byRole('button', 'Changing password…', element);
    button.click();
    element.querySelector('form')!.requestSubmit();
    await settled();
    expect(sent).to.equal(1);
    expect(button.getAttribute('aria-disabled')).to.equal('true');
  });

  it('leaves whoever went elsewhere while it opened where they are', async () => {
    let answer = (): void => undefined;
    const gate = new Promise<void>((open) => (answer = open));
    const element = await show(server({ reauth: { get: () => gate.then(() => PROOF) } }).client);
    const elsewhere = await fixture<HTMLInputElement>(html`<input aria-label="Elsewhere" />`);
    byRole('button', 'Change password', element).focus();
    await press('Enter');
    elsewhere.focus();
    answer();
    await until(() => input(element, 'newPassword'));
    await settled();
    expect(activeElement()).to.equal(elsewhere);
  });

  it('a read in the background neither closes the form nor undoes typing', async () => {
    const { client } = server();
    const element = await open(client);
    fill(element.querySelector('form')!, { newPassword: NEW });
    byRole('checkbox', undefined, element).click();
    client.dispatchEvent(new Event('change'));
    await settled();
    expect(input(element, 'newPassword').value).to.equal(NEW);
    expect(byRole<HTMLInputElement>('checkbox', undefined, element).checked).to.equal(false);
  });

  it('an account without a password gets its first one, in words that fit', async () => {
    let state: typeof adasPassword = { set: false, changedAt: null };
    const { client } = server({
      sessions: { others: () => ({ count: 0 }) },
      password: {
        get: () => state,
        change() {
          state = adasPassword;
          return { sessionsEnded: 0 };
        },
      },
    });
    const element = await open(client);
    byRole('heading', 'Add a password', element);
    expect(element.textContent).to.include('You’re not signed in anywhere else');
    await submit(element);
    byRole('heading', 'Password added', element);
    byRole('button', 'Done', element).click();
    await until(() => element.textContent.includes('Last changed'));
  });

  it('says since when the password is what it is, where it can be read and not changed', async () => {
    const canvas = await showStory(stories.ReadOnly);
    const element = canvas.querySelector<PasswordChange>('password-change')!;
    expect(element.innerText).to.match(/Password\s+Last changed .*2026[^]*You can read this here, but not change it/);
    expect(canvas.querySelector('button')).to.equal(null);
    expect(await element.show()).to.equal(true);
    await settled();
    expect(canvas.querySelector('form')).to.equal(null);
  });

  it('is left out where the backend cannot change passwords', async () => {
    const canvas = await showStory(stories.Unsupported);
    expect(allByRole('button', undefined, canvas)).to.have.length(0);
    expect(canvas.textContent).to.include('Not available for this account');
  });

  it('fits into 320 px in every state', async function () {
    this.timeout(180_000);
    await expectReflow(stories);
  });

  it('axe finds nothing, in light and dark, wide and at 320 px', async function () {
    this.timeout(180_000);
    for (const width of [800, 320]) {
      await setViewport({ width, height: 640 });
      for (const scheme of ['light', 'dark']) {
        document.documentElement.style.colorScheme = scheme;
        document.body.style.background = 'Canvas';
        for (const story of [stories.Collapsed, stories.Default, stories.RefusedCommon, stories.Done]) {
          const canvas = await showStory(story);
          await expectAccessible(canvas);
          canvas.remove();
        }
      }
    }
    for (const { style } of [document.documentElement, document.body]) style.cssText = '';
    await setViewport({ width: 800, height: 600 });
  });
});
