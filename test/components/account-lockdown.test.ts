import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-lockdown/define.ts';
import type { AccountLockdown } from '../../components/account-lockdown/account-lockdown.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import type { Lockdown, LockdownScope } from '../../components/contract/account-lockdown.ts';
import { Problem } from '../../components/contract/problem.ts';
import { fakeClient, refuse } from '../../components/testing/fake-client.ts';
import { begun, fakeLockdown, suspicion } from '../../components/testing/fake-lockdown.ts';
import { ada } from '../../components/testing/samples.ts';
import * as stories from '../../stories/account-lockdown.stories.ts';
import { byRole, expectAccessible } from '../support/accessibility.ts';
import { blockFile, unblock } from '../support/blocked-file.ts';
import { activeElement, fixture, nextEvent, settled, until } from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';

const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const heading = (element: Element) => text(element.querySelector('.account-lockdown-heading'));
const shows = (element: Element, words: string) => until(() => text(element).includes(words));
const said = (element: Element) => [...element.querySelectorAll('[role=status]')].map(text).join(' ').trim();
const pressIn = async (name: string, element: Element) => byRole('button', name, element).click();

function open(handlers: Handlers, suspect = '') {
  const client = fakeClient(handlers, { proven: true });
  return fixture<AccountLockdown>(html`<account-lockdown suspect=${suspect} .client=${client}></account-lockdown>`);
}

const goingOn = (changes: Partial<Lockdown> = {}) => open(fakeLockdown({ ...begun, ...changes }));

async function choose(element: Element, newPassword: string, confirmation = newPassword): Promise<void> {
  await until(() => element.querySelector('input[name=newPassword]') !== null);
  element.querySelector<HTMLInputElement>('input[name=newPassword]')!.value = newPassword;
  element.querySelector<HTMLInputElement>('input[name=confirmation]')!.value = confirmation;
  element.querySelector('form')!.requestSubmit();
  await settled(element);
}

// First, while they were not asked for yet.
describe('account-lockdown, when the recovery codes cannot be fetched', () => {
  blockFile('*/recovery-codes/recovery-codes.ts*');

  it('says so, and tries again on demand', async () => {
    const element = await goingOn({ password: 'chosen', factors: [] });
    await shows(element, 'Your recovery codes');
    await shows(element, 'No connection to the server');
    byRole('button', 'I made them myself, keep them', element);
    await unblock();
    await pressIn('Try again', element);
    await shows(element, 'of 10 recovery codes left');
    expect(text(element)).not.to.contain('No connection');
  });
});

describe('account-lockdown', () => {
  it('says what it was, and what will happen, before anything does', async () => {
    let started = 0;
    const fake = fakeLockdown();
    const element = await open(
      { ...fake, accountLockdown: { ...fake.accountLockdown, start: () => (started++, begun) } },
      'session:theirs',
    );
    await shows(element, 'Was this not you?');
    for (const part of ['Signed in', 'Chrome 154 on Windows 11', 'Brazil', '203.0.113.200']) {
      expect(text(element)).to.contain(part);
    }
    expect([...element.querySelectorAll('ol > li')]).to.have.length(3);
    expect(started).to.equal(0);
  });

  for (const [scope, id] of [
    ['others', 'others'],
    ['session', 'session'],
  ] as const) {
    it(`signs out ${scope === 'others' ? 'all others, if nothing else is chosen' : 'one session alone, if that is chosen'}`, async () => {
      let sent: { scope: LockdownScope; suspect?: unknown } | undefined;
      const fake = fakeLockdown();
      const start = ({ body }: { body: { scope: LockdownScope; suspect?: unknown } }) => ((sent = body), begun);
      const element = await open({ ...fake, accountLockdown: { ...fake.accountLockdown, start } }, 'session:theirs');
      await until(() => element.querySelector(`input[value=${id}]`) !== null);
      if (scope === 'session') element.querySelector<HTMLInputElement>(`input[value=${id}]`)!.click();
      const event = nextEvent(element, 'account-locked-down');
      await pressIn('Secure my account', element);
      await event;
      expect(sent).to.deep.equal({ scope, suspect: { by: 'session', id: 'theirs' } });
    });
  }

  it('goes from one thing to the next, takes the focus along, and ends with what was done', async () => {
    const element = await open(fakeLockdown(), 'session:theirs');
    await shows(element, 'Was this not you?');
    await pressIn('Secure my account', element);
    await shows(element, 'Step 1 of 3');
    expect(heading(element)).to.equal('Choose a new password');
    await until(() => text(activeElement()) === 'Choose a new password');
    await choose(element, 'a loom that counts in sevens');
    await shows(element, 'Which of these are yours?');
    expect(said(element)).to.contain('You have a new password.');
    await pressIn('Remove Google Password Manager', element);
    await shows(element, '“Google Password Manager” was removed.');
    await pressIn('The others are mine, go on', element);
    await shows(element, 'Your recovery codes');
    const finished = nextEvent(element, 'lockdown-finished');
    await pressIn('I made them myself, keep them', element);
    await finished;
    await shows(element, 'Your account is yours');
    expect([...element.querySelectorAll('.account-lockdown-done li')].map(text)).to.deep.equal([
      '4 sessions signed out',
      'New password chosen',
      '1 passkey removed',
    ]);
    await until(() => text(activeElement()) === 'Your account is yours');
  });

  it('goes on where somebody stopped', async () => {
    const element = await goingOn({ password: 'chosen' });
    await shows(element, 'Step 2 of 3');
    expect(heading(element)).to.equal('Which of these are yours?');
  });

  it('brings an address back before anything else', async () => {
    const element = await goingOn({ email: { now: 'mallory@evil.example', before: ada.email } });
    await shows(element, 'Your e-mail address was changed');
    expect(text(element)).to.contain('Step 1 of 4');
    await pressIn(`Bring ${ada.email} back`, element);
    await shows(element, 'Choose a new password');
    expect(said(element)).to.contain(`Your address is ${ada.email} again.`);
  });

  it('does not go on past what is new without a word about it', async () => {
    const element = await goingOn({ password: 'chosen' });
    await shows(element, 'New since then');
    expect(text(element)).not.to.contain('The others are mine');
    await pressIn('It’s mine: Google Password Manager', element);
    await shows(element, 'The others are mine, go on');
  });

  it('says at the fields what is wrong with a password, and keeps what was typed', async () => {
    const element = await goingOn();
    await choose(element, 'a loom that counts in sevens', 'a loom that counts in eights');
    expect(activeElement()).to.equal(element.querySelector('input[name=confirmation]'));
    expect(element.querySelector<HTMLInputElement>('input[name=newPassword]')!.value).to.contain('sevens');
    expect(element.dirty).to.equal(true);
  });

  it('takes the link of a mail out of the address, and locks the account down for whoever is not signed in', async () => {
    history.replaceState(history.state, '', '#not-me=made-up');
    let locked: string | undefined;
    const away = refuse('unauthenticated');
    const element = await open({
      account: { get: away },
      accountLockdown: {
        get: away,
        suspect: away,
        look: () => ({ type: suspicion.type, at: suspicion.at, locked: false }),
        lock: ({ body }) => ((locked = body.token), { mailSent: true }),
      },
    });
    await shows(element, 'Was this not you?');
    expect(location.hash).to.equal('');
    expect(locked).to.equal(undefined);
    const event = nextEvent(element, 'account-locked-down');
    await pressIn('Lock the account down', element);
    await event;
    expect(locked).to.equal('made-up');
    await shows(element, 'A mail is on its way to you');
    const wants = nextEvent(element, 'sign-in-request');
    await pressIn('Sign in', element);
    await wants;
  });

  it('says that a link is worth nothing any more, and what to do then', async () => {
    const element = await showStory(stories.LinkExpired);
    await shows(element, 'This link doesn’t work any more');
  });

  it('tells whoever is signed in to another account that the mail is about a different one', async () => {
    const element = await showStory(stories.ByMailElsewhere);
    await shows(element, 'another account than the one you’re signed in to');
  });

  it('keeps nothing on screen once the person is signed out', async () => {
    let signedIn = true;
    const fake = fakeLockdown({ ...begun, password: 'chosen' });
    const check = () => {
      if (!signedIn) throw new Problem('unauthenticated');
    };
    const element = await open({
      ...fake,
      account: { get: () => (check(), ada) },
      accountLockdown: {
        ...fake.accountLockdown,
        get: () => (check(), { lockdown: { ...begun, password: 'chosen' as const } }),
      },
    });
    await shows(element, 'Google Password Manager');
    signedIn = false;
    await element.client!.send((await import('../../components/contract/sign-out.ts')).signOut, {});
    await until(() => !text(element).includes('Google Password Manager'));
  });

  it('is not there in a backend that does not have it', async () => {
    const client = createClient({ account: { get: () => ada } });
    const element = await fixture<AccountLockdown>(html`<account-lockdown .client=${client}></account-lockdown>`);
    await settled(element);
    expect(element.querySelector('button')).to.equal(null);
  });

  it('has no barriers in its main states', async () => {
    for (const story of [stories.Default, stories.ChoosePassword, stories.Factors, stories.Done, stories.ByMail]) {
      const canvas = await showStory({ render: stories.default.render, ...story });
      await expectAccessible(canvas);
      canvas.remove();
    }
  });

  it('fits 320 px', async () => {
    await expectReflow(stories as never);
  });
});
