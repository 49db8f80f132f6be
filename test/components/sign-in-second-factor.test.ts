import { expect } from 'chai';
import type { Handlers } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import * as stories from '../../stories/sign-in-form.stories.ts';
import { fakeClient, refuse } from '../../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../../components/testing/fake-factors.ts';
import { ADAS_CODE, ADAS_PASSWORD, ada, adasAuthenticator, adasPasskeys } from '../../components/testing/samples.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { activeElement, press, settled, type, until } from '../support/browser.ts';
import { formOf, input, showSignIn, signIn, submit, told } from '../support/sign-in.ts';
import { showStory } from '../support/story.ts';

const withApp: FakeFactorOptions = { authenticators: [adasAuthenticator], recoveryCodesLeft: 8 };
const RECOVERY_CODE = '0k7x 3wqx-9ztm h4rb-c8ve-6nay';

/** As it is sent, whatever was typed. */
const SENT = '0k7x3wqx9ztmh4rbc8ve6nay';

const signedInAs = (element: Element) => until(() => element.textContent.includes('Ada Lindqvist'));

/** At the second step. */
async function atSecondStep(handlers: Handlers = {}, factors = withApp) {
  const element = await showSignIn(fakeClient(handlers, factors));
  await signIn(element);
  return element;
}

const describedBy = (field: Element): string =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');

describe('sign-in-form: a second factor', () => {
  it('asks for the code of the app, says whose, and forgets the password', async () => {
    const element = await atSecondStep();
    const field = input(element, 'code');
    expect(activeElement()).to.equal(field);
    byRole('heading', 'Enter your code', element);
    expect(formOf(element).getAttribute('aria-label')).to.equal('Enter your code');
    expect(element.textContent).to.include(ada.email);
    expect(field.autocomplete).to.equal('one-time-code');
    expect(field.inputMode).to.equal('numeric');
    expect(field.maxLength, 'room for spaces').to.equal(-1);
    expect(field.getRootNode()).to.equal(document);
    expect(describedBy(field)).to.include('type the 6 digits');
    expect(element.querySelectorAll('input'), 'one field').to.have.length(1);
    expect(document.documentElement.outerHTML).not.to.include(ADAS_PASSWORD);
  });

  it('takes the code as it was copied, by keys alone, and signs in', async () => {
    const sent: unknown[] = [];
    const element = await atSecondStep({
      signIn: {
        withCode({ body }) {
          sent.push(body);
          return { account: ada };
        },
      },
    });
    let signedIn = 0;
    element.addEventListener('signed-in', () => (signedIn += 1));
    await type('123 456');
    await press('Enter');
    await signedInAs(element);
    expect(sent).to.deep.equal([{ code: '123456' }]);
    expect(signedIn).to.equal(1);
    expect(activeElement()?.textContent).to.include('You’re signed in');
  });

  it('pasting is allowed', async () => {
    const element = await atSecondStep();
    const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true });
    expect(input(element, 'code').dispatchEvent(paste)).to.equal(true);
  });

  it('tells at the field that a code is wrong, clears it and starts there again', async () => {
    const element = await atSecondStep();
    await submit(element, { code: '654321' });
    const field = input(element, 'code');
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    expect(describedBy(field)).to.include('That code isn’t right');
    expect(field.value).to.equal('');
    expect(activeElement()).to.equal(field);
    expect(told(element), 'nothing is said twice').to.deep.equal([]);
    await submit(element, { code: ADAS_CODE });
    await signedInAs(element);
  });

  it('uses up no try for what is no code', async () => {
    let sent = 0;
    const element = await atSecondStep({ signIn: { withCode: () => (sent += 1) as never } });
    for (const [typed, problem] of [
      ['', 'Fill this in'],
      ['12345', 'Type the 6 digits'],
      ['abcdef', 'Type the 6 digits'],
    ] as const) {
      await submit(element, { code: typed });
      expect(describedBy(input(element, 'code'))).to.include(problem);
      expect(activeElement()).to.equal(input(element, 'code'));
    }
    expect(sent).to.equal(0);
  });

  it('case 045: after too long or too many wrong codes it begins anew, calmly, with the e-mail address kept', async () => {
    const element = await atSecondStep({ signIn: { withCode: refuse('unauthenticated') } });
    await submit(element, { code: ADAS_CODE });
    expect(told(element)).to.deep.equal([
      'That took too long, too many codes were wrong, or another tab went on with it. Sign in again.',
    ]);
    expect(element.querySelector('[role=alert]')!.textContent, 'no alarm').to.equal('');
    expect(input(element, 'email').value).to.equal(ada.email);
    expect(input(element, 'password').value).to.equal('');
    expect(activeElement()).to.equal(input(element, 'password'));
    await submit(element, { password: ADAS_PASSWORD });
    expect(told(element)).to.deep.equal([]);
    expect(activeElement()).to.equal(input(element, 'code'));
  });

  it('says when to try again after too many attempts, and stays where it is', async () => {
    const element = await atSecondStep({ signIn: { withCode: refuse('too-many-attempts', { retryAfter: 300 }) } });
    await submit(element, { code: ADAS_CODE });
    expect(told(element).join()).to.match(/Try again in 5 minutes/);
    expect(input(element, 'code').value).to.equal(ADAS_CODE);
  });

  it('a required new password is sent with the old one, and the code comes after it', async () => {
    const sent: unknown[] = [];
    const element = await showSignIn(
      fakeClient({
        signIn: {
          withPassword({ body }) {
            sent.push(body);
            if (body.newPassword === undefined) throw new Problem('password-change-required');
            return { status: 'second-factor', methods: ['code'] };
          },
        },
      }),
    );
    await signIn(element);
    const newPassword = 'plum orbit seven lantern';
    await submit(element, { newPassword, confirmation: newPassword });
    expect(sent[1]).to.deep.equal({ email: ada.email, password: ADAS_PASSWORD, newPassword });
    expect(activeElement()).to.equal(input(element, 'code'));
    expect(element.textContent).to.include(ada.email);
    await submit(element, { code: ADAS_CODE });
    await signedInAs(element);
  });

  describe('a recovery code', () => {
    async function withRecoveryCode(left: number) {
      const element = await atSecondStep({}, { ...withApp, recoveryCodesLeft: left });
      byRole('button', 'Use a recovery code instead', element).click();
      await settled();
      return element;
    }

    it('has a field of its own, which password managers leave alone and nothing of the other one is in', async () => {
      const element = await atSecondStep();
      input(element, 'code').value = '123';
      byRole('button', 'Use a recovery code instead', element).click();
      await settled();
      const field = byRole<HTMLInputElement>('textbox', 'Recovery code', element);
      expect(activeElement()).to.equal(field);
      expect(field.value).to.equal('');
      expect(field.getAttribute('autocomplete')).to.equal('off');
      byRole('heading', 'Enter a recovery code', element);
      byRole('button', 'Use a code from your app instead', element).click();
      await settled();
      expect(activeElement()).to.equal(byRole('textbox', 'Code from your app', element));
    });

    it('is taken however it is typed', async () => {
      let sent: unknown;
      const element = await atSecondStep({
        signIn: {
          withRecoveryCode({ body }) {
            sent = body;
            return { account: ada, recoveryCodesLeft: 9 };
          },
        },
      });
      byRole('button', 'Use a recovery code instead', element).click();
      await settled();
      await submit(element, { code: RECOVERY_CODE });
      await signedInAs(element);
      expect(sent).to.deep.equal({ code: SENT });
    });

    it('says how many are left before anything goes on, and warns at three', async () => {
      for (const [left, said] of [
        [9, 'You have 8 recovery codes left.'],
        [4, 'You have 3 recovery codes left. Make new ones on your security page before you run out.'],
        [2, 'You have 1 recovery code left. Make new ones on your security page before you run out.'],
        [1, 'That was your last recovery code. Make new ones on your security page now.'],
      ] as const) {
        const element = await withRecoveryCode(left);
        let signedIn = 0;
        element.addEventListener('signed-in', () => (signedIn += 1));
        await submit(element, { code: RECOVERY_CODE });
        await signedInAs(element);
        const panel = activeElement()!;
        expect(panel.textContent.replaceAll(/\s+/g, ' ')).to.include(said);
        expect(panel.textContent.includes('Make new ones')).to.equal(left <= 4);
        expect(signedIn).to.equal(0);
        await press('Tab');
        expect(activeElement()).to.equal(byRole('button', 'Continue', element));
        await press('Enter');
        expect(signedIn).to.equal(1);
        element.remove();
      }
    });

    it('a wrong one is told at its field', async () => {
      const canvas = await showStory(stories.WrongRecoveryCode);
      await until(() => describedBy(input(canvas, 'code')).includes('isn’t one of your recovery codes'));
    });

    it('uses up no try for what is no recovery code', async () => {
      let sent = 0;
      const element = await atSecondStep({ signIn: { withRecoveryCode: () => (sent += 1) as never } });
      byRole('button', 'Use a recovery code instead', element).click();
      await settled();
      await submit(element, { code: '123456' });
      expect(describedBy(input(element, 'code'))).to.include('24 letters and digits');
      expect(sent).to.equal(0);
    });
  });

  it('an account that was to be deleted stays: said after the second factor, before anything goes on', async () => {
    const kept = { account: ada, accountKept: true } as const;
    for (const story of [stories.AccountKept, stories.AccountKeptByRecoveryCode]) {
      const canvas = await showStory(story);
      await until(() => activeElement()?.textContent.includes('Your account stays'));
      expect(canvas.querySelectorAll('button'), 'one way on').to.have.length(1);
    }
    const element = await atSecondStep({ signIn: { withCode: () => kept } });
    const today = () => new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(new Date());
    const before = today();
    let signedIn = 0;
    element.addEventListener('signed-in', () => (signedIn += 1));
    await submit(element, { code: ADAS_CODE });
    await signedInAs(element);
    await until(() => activeElement()?.textContent.includes('Your account stays'), 'what has the focus is read out');
    const panel = activeElement()!;
    // Midnight may come in between.
    expect([before, today()].some((since) => panel.textContent.includes(since))).to.equal(true);
    expect(signedIn).to.equal(0);
    await press('Tab');
    expect(activeElement()).to.equal(byRole('button', 'Continue', element));
    await press('Enter');
    expect(signedIn).to.equal(1);
  });

  it('with another account it begins anew, after what waited for the code has ended', async () => {
    const sent: string[] = [];
    let ended = () => {};
    const element = await atSecondStep({
      signIn: {
        signOut: () => {
          sent.push('signOut');
          return new Promise<void>((resolve) => (ended = resolve));
        },
        withPassword() {
          sent.push('withPassword');
          return { status: 'second-factor', methods: ['code'] };
        },
      },
    });
    byRole('button', 'Use another account', element).click();
    await settled();
    expect(activeElement()).to.equal(input(element, 'email'));
    expect(input(element, 'email').value).to.equal('');
    await submit(element, { email: 'grace@example.com', password: 'another password' });
    expect(sent).to.deep.equal(['withPassword', 'signOut']);
    ended();
    await until(() => sent.length === 3);
    expect(sent[2]).to.equal('withPassword');
    await until(() => element.textContent.includes('grace@example.com'));
  });

  it('offers what the account has and this page can, strongest first for whoever typed a password', async () => {
    const offered = async (handlers: Handlers, factors: FakeFactorOptions) => {
      const element = await atSecondStep(handlers, factors);
      const { textContent } = element.querySelector('h2, [part=heading]') ?? element.shadowRoot!.querySelector('h2')!;
      const buttons = allByRole('button', undefined, element).map((button) => button.textContent.trim());
      element.remove();
      return [textContent, ...buttons];
    };
    const all: FakeFactorOptions = { ...withApp, passkeys: adasPasskeys };
    const withoutCodes: Handlers = { signIn: { withCode: undefined as never, withRecoveryCode: undefined as never } };
    const withoutPasskeys: Handlers = { signIn: { withPasskey: undefined as never } };
    expect(await offered({}, all)).to.deep.equal([
      'Enter your code',
      'Sign in',
      'Use a passkey instead',
      'Use a recovery code instead',
      'Use another account',
    ]);
    expect(await offered({}, { authenticators: [adasAuthenticator] })).to.deep.equal([
      'Enter your code',
      'Sign in',
      'Use another account',
    ]);
    expect(await offered(withoutCodes, all)).to.deep.equal([
      'Use your passkey',
      'Use your passkey',
      'Use another account',
    ]);
    expect(await offered(withoutPasskeys, { passkeys: adasPasskeys })).to.deep.equal([
      'One more step',
      'Use another account',
    ]);
  });

  it('forgets who began to sign in when it leaves the page', async () => {
    const element = await atSecondStep();
    const place = element.parentElement!;
    element.remove();
    await settled();
    place.append(element);
    await settled(element);
    expect(element.textContent).not.to.include(ada.email);
    expect(input(element, 'password').value).to.equal('');
  });

  it('speaks German where the page does', async () => {
    const canvas = await showStory(stories.GermanSecondFactor);
    await until(() => describedBy(input(canvas, 'code')).includes('Dieser Code stimmt nicht'));
    byRole('textbox', 'Code aus Ihrer App', canvas);
  });
});
