import { expect } from 'chai';
import { html } from 'lit';
import '../../components/passkey-setup/define.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import type { Handlers } from '../../components/client/create-client.ts';
import { passkeys, type Passkey } from '../../components/contract/passkeys.ts';
import { Problem } from '../../components/contract/problem.ts';
import type { PasskeyCreatedEvent, PasskeyRemovedEvent } from '../../components/passkey-setup/events.ts';
import type { PasskeySetup } from '../../components/passkey-setup/passkey-setup.ts';
import { SignedInAs } from '../support/passkey-server.ts';
import * as stories from '../../stories/passkey-setup.stories.ts';
import { withoutPasskeys } from '../../stories/support/browser-answers.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { fill } from '../../stories/support/fill.ts';
import type { FakeFactorOptions } from '../../components/testing/fake-factors.ts';
import { ADAS_PASSWORD, adasAuthenticator, adasPasskeys } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import {
  activeElement,
  cdp,
  deepQuery,
  emulate,
  fixture,
  nextEvent,
  press,
  settled,
  type,
  until,
} from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';
import { virtualAuthenticator } from '../support/virtual-authenticator.ts';
import { setViewport } from '../support/viewport.ts';

const [synced, key] = adasPasskeys as [Passkey, Passkey];

const show = (client: AccountClient) => fixture<PasskeySetup>(html`<passkey-setup .client=${client}></passkey-setup>`);

const showWith = (factors: FakeFactorOptions, own: Handlers['passkeys'] = {}) =>
  show(fakeClient({ passkeys: own }, { proven: true, ...factors }));

const text = (node: Element | null | undefined): string => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const all = (element: Element, selector: string) => [...element.querySelectorAll<HTMLElement>(selector)];
const names = (element: Element) => all(element, '.account-factor-name').map(text);
const rows = (element: Element) => all(element, '.account-factor').map(text);
const said = (element: Element) => all(element, '[role=status]').map(text).filter(Boolean).join(' ');
const alarms = (element: Element) => all(element, '[role=alert]').map(text).filter(Boolean).join(' ');
const button = (name: string | RegExp, element: Element) => byRole<HTMLButtonElement>('button', name, element);
const question = (element: Element) =>
  element.shadowRoot!.querySelector<HTMLDialogElement>('.account-question[open]') ?? undefined;

const proofForm = () => document.querySelector<HTMLInputElement>('input[autocomplete^="current-password"]')?.form;
/** What the dialog says that asks for a proof. */
const reason = () => text(deepQuery(document, '#reason'));

async function open(element: PasskeySetup): Promise<void> {
  button('Set up passkey', element).click();
  await until(() => element.querySelector('form'));
  await settled();
}

/** Presses *Register passkey*, and waits until that came to something. */
async function register(element: PasskeySetup, { signOutOthers = false } = {}): Promise<void> {
  const others = byRole<HTMLInputElement>('checkbox', /^Sign out from other devices/, element);
  if (others.checked !== signOutOthers) others.click();
  button('Register passkey', element).click();
  await element.updateComplete;
  await until(() => !element.querySelector('form [aria-disabled="true"]'), 'it came to nothing');
  await settled();
}

async function askToRemove(element: Element, name: string): Promise<HTMLDialogElement> {
  const opener = button(`Remove ${name}`, element);
  opener.focus();
  opener.click();
  await until(() => question(element));
  await settled();
  return question(element)!;
}

async function remove(element: Element, name: string, { signOutOthers = true } = {}): Promise<void> {
  const dialog = await askToRemove(element, name);
  const checkbox = dialog.querySelector<HTMLInputElement>('input[name="signOutOthers"]')!;
  if (checkbox.checked !== signOutOthers) checkbox.click();
  button('Remove passkey', dialog).click();
  await settled();
}

describe('passkey-setup', () => {
  // Dates are those of the time zone in which somebody sits.
  before(() => cdp('Emulation.setTimezoneOverride', { timezoneId: 'UTC' }));
  after(() => cdp('Emulation.setTimezoneOverride', { timezoneId: '' }));

  describe('the list', () => {
    it('tells of each name, provider, created, last used, and where it is the exception what kind it is', async () => {
      const local: Passkey = { ...synced, id: 'passkey-3', name: 'Laptop', provider: 'Windows Hello', synced: false };
      const element = await showWith({ passkeys: [synced, key, { ...local, usedHere: false }] });
      expect(rows(element)).to.deep.equal([
        'iCloud Keychain Used to sign in now Created Mar 12, 2026 Last used Nov 22, 2026, 6:03 PM Rename Remove',
        'Blue security key Security key YubiKey 5 Series with NFC Created May 30, 2026 Never used Rename Remove',
        'Laptop This device only Windows Hello Created Mar 12, 2026 Last used Nov 22, 2026, 6:03 PM Rename Remove',
      ]);
    });

    it('calls none used that was only just made, though that confirmed who made it', async () => {
      const element = await showWith({ passkeys: [{ ...synced, lastUsedAt: null }] });
      expect(rows(element)).to.deep.equal(['iCloud Keychain Created Mar 12, 2026 Never used Rename Remove']);
    });

    it('says whose button it is, read out', async () => {
      const element = await showWith({ passkeys: adasPasskeys });
      expect(allByRole('button', undefined, element).map((one) => one.getAttribute('aria-label') ?? text(one))).to.eql([
        'Set up passkey',
        'Rename iCloud Keychain',
        'Remove iCloud Keychain',
        'Rename Blue security key',
        'Remove Blue security key',
      ]);
    });

    it('explains what a passkey is, and where it is saved, while there is none', async () => {
      const element = await showWith({ passkeys: [] });
      expect(text(element)).to.contain('Sign in without a password').and.to.contain('can’t be guessed');
      const details = element.querySelector('details')!;
      expect(details.open).to.equal(false);
      element.querySelector('summary')!.click();
      expect(details.open).to.equal(true);
      expect(text(details)).to.contain('password manager').and.to.contain('security key');
    });

    it('is there in a browser without passkeys, which is told instead of failing later', async () => {
      const bringBack = withoutPasskeys();
      try {
        const element = await showWith({ passkeys: adasPasskeys });
        expect(names(element)).to.deep.equal(['iCloud Keychain', 'Blue security key']);
        expect(text(element)).to.contain('This browser can’t create passkeys.');
        expect(allByRole('button', 'Set up passkey', element)).to.deep.equal([]);
        expect(await element.show()).to.equal(true);
        expect(element.querySelector('form')).to.equal(null);
      } finally {
        bringBack();
      }
    });

    it('shows what a backend can only read, with nothing to press', async () => {
      const element = await showStory(stories.ReadOnly);
      expect(names(element)).to.have.length(2);
      expect(allByRole('button', undefined, element)).to.deep.equal([]);
    });
  });

  describe('registering one', () => {
    it('makes a passkey, lists it, and lets it be named at once', async () => {
      const authenticator = await virtualAuthenticator();
      const server = new SignedInAs();
      const element = await show(server.client);
      await open(element);
      expect(text(activeElement())).to.equal('Set up a passkey');
      expect(text(element)).to.contain('we never see them');

      const created = nextEvent<PasskeyCreatedEvent>(element, 'passkey-created');
      await register(element);
      const [stored] = await authenticator.credentials();
      expect(stored?.rpId).to.equal('localhost');
      expect(server.kept).to.have.length(1);
      expect(server.kept[0]?.signOutOthers).to.equal(false);
      expect((await created).passkey.name).to.equal('Passkey on this device');
      expect((await created).sessionsEnded).to.equal(0);
      expect(said(element)).to.equal('Passkey created.');

      const field = activeElement() as HTMLInputElement;
      expect([field.name, field.value]).to.deep.equal(['name', 'Passkey on this device']);
      expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).to.equal(field.value);
      await type('Work laptop');
      await press('Enter');
      await until(() => names(element).includes('Work laptop'));
      await settled();
      expect(activeElement()?.getAttribute('aria-label')).to.equal('Rename Work laptop');
      expect(said(element)).to.equal('It’s called “Work laptop” now.');
    });

    it('keeps the passkey and its name when the person does not care for another one', async () => {
      await virtualAuthenticator();
      const server = new SignedInAs();
      const element = await show(server.client);
      await open(element);
      await register(element);
      button('Keep “Passkey on this device”', element).click();
      await settled();
      expect(names(element)).to.deep.equal(['Passkey on this device']);
      expect(said(element)).to.equal('Passkey created.');
      expect(server.renamed).to.deep.equal([]);
    });

    it('signs out from other devices while that is ticked, as it is beside every change of a factor', async () => {
      await virtualAuthenticator();
      const server = new SignedInAs();
      const element = await show(server.client);
      await open(element);
      expect(byRole<HTMLInputElement>('checkbox', undefined, element).checked).to.equal(true);
      const created = nextEvent<PasskeyCreatedEvent>(element, 'passkey-created');
      await register(element, { signOutOthers: true });
      expect(server.kept[0]?.signOutOthers).to.equal(true);
      expect((await created).sessionsEnded).to.equal(3);
      expect(said(element)).to.equal('Passkey created. We signed out 3 other devices.');
    });

    it('asks who it is before anything else, and begins nothing when that is cancelled', async () => {
      await virtualAuthenticator();
      const element = await show(fakeClient());
      button('Set up passkey', element).click();
      await until(proofForm);
      const form = proofForm()!;
      expect(reason()).to.contain('To set up a passkey, confirm that it’s really you.');
      button('Cancel', form).click();
      await until(() => !form.isConnected);
      await settled();
      expect(element.querySelector('form')).to.equal(null);
      expect(said(element)).to.equal('Not changed — confirmation was cancelled.');

      button('Set up passkey', element).click();
      await until(proofForm);
      const again = proofForm()!;
      fill(again, { password: ADAS_PASSWORD });
      again.requestSubmit();
      await until(() => element.querySelector('form'));
    });

    it('reads what the server wants ahead, so that the browser’s dialog comes right after the press', async () => {
      await virtualAuthenticator();
      const server = new SignedInAs();
      const element = await show(server.client);
      await open(element);
      expect(server.started).to.equal(1);
      await register(element);
      expect(server.started).to.equal(1);
    });

    it('case 085: takes it calmly when the person cancels, and works the next time', async () => {
      const authenticator = await virtualAuthenticator({ isUserVerified: false });
      const server = new SignedInAs();
      server.timeout = 1500;
      const element = await show(server.client);
      await open(element);
      await register(element);
      expect(said(element)).to.equal('No passkey was created. You can try again any time.');
      expect(alarms(element)).to.equal('');
      expect(server.kept).to.deep.equal([]);
      await authenticator.setUserVerified(true);
      server.timeout = 60_000;
      await register(element);
      expect(server.kept).to.have.length(1);
    });

    it('says where there is a passkey already', async () => {
      await virtualAuthenticator();
      const server = new SignedInAs();
      const element = await show(server.client);
      await open(element);
      await register(element);
      button(/^Keep/, element).click();
      await settled();
      await open(element);
      await register(element);
      expect(said(element)).to.equal(
        'This device or password manager already has a passkey for your account. Choose another place to save it.',
      );
      expect(server.kept).to.have.length(1);
    });

    it('says when a security key cannot hold one', async () => {
      const element = await showStory(stories.Unsuitable);
      expect(await until(() => alarms(element))).to.equal(
        'That security key can’t hold a passkey. Try another key, or set a PIN on it first.',
      );
    });

    it('takes the passkey back from the password manager when the server refuses it', async () => {
      const authenticator = await virtualAuthenticator();
      const server = new SignedInAs({ create: new Problem('passkey-refused') });
      const element = await show(server.client);
      await open(element);
      await register(element);
      expect(alarms(element)).to.equal('The passkey didn’t pass our check and wasn’t saved. Try again.');
      await until(async () => (await authenticator.credentials()).length === 0);
      // A challenge is good for one passkey.
      await register(element);
      expect(server.started).to.equal(2);
    });

    it('says that it was not saved without a connection, and takes nothing back', async () => {
      const authenticator = await virtualAuthenticator();
      const element = await show(new SignedInAs({ create: new Problem('unreachable') }).client);
      await open(element);
      await register(element);
      expect(alarms(element)).to.equal(
        'No connection to the server. Check your network and try again. The passkey wasn’t saved.',
      );
      expect(await authenticator.credentials()).to.have.length(1);
    });

    it('ends the browser’s dialog with Cancel, and says nothing about it', async () => {
      await virtualAuthenticator({ automaticPresenceSimulation: false });
      const server = new SignedInAs();
      const element = await show(server.client);
      await open(element);
      button('Register passkey', element).click();
      await until(() => said(element).includes('Follow the steps'));
      await settled();
      button('Cancel', element).click();
      await until(() => !element.querySelector('form'));
      await settled();
      expect(text(activeElement())).to.equal('Set up passkey');
      await open(element);
      expect(said(element) + alarms(element)).to.equal('');
      expect(server.kept).to.deep.equal([]);
    });

    it('asks the browser once, however often the button is pressed', async () => {
      await virtualAuthenticator();
      const server = new SignedInAs();
      const element = await show(server.client);
      await open(element);
      for (let presses = 0; presses < 5; presses += 1) button('Register passkey', element).click();
      await until(() => server.kept.length > 0);
      await settled();
      expect(server.kept).to.have.length(1);
    });

    it('ends with the session, and when the element is gone', async () => {
      await virtualAuthenticator({ automaticPresenceSimulation: false });
      for (const end of ['signed-out', 'removed']) {
        const server = new SignedInAs();
        const element = await show(server.client);
        await open(element);
        button('Register passkey', element).click();
        await until(() => said(element).includes('Follow the steps'));
        if (end === 'removed') element.remove();
        else server.client.dispatchEvent(new Event('signed-out'));
        await until(() => !element.querySelector('form [aria-disabled="true"]'));
        await settled();
        expect(element.querySelector('form'), end).to.equal(null);
      }
    });

    it('says at the first press that there is no room for another one', async () => {
      const element = await showStory(stories.LimitReached);
      expect(await until(() => alarms(element))).to.equal('You have as many as you can have. Remove one first.');
      expect(element.querySelector('form')).to.equal(null);
    });

    it('is what the element begins with where a page says so, unless a proof is wanted first', async () => {
      const begun = (proven: boolean) =>
        fixture<PasskeySetup>(html`<passkey-setup open .client=${fakeClient({}, { proven })}></passkey-setup>`);
      await until(async () => (await begun(true)).querySelector('form'));
      const element = await begun(false);
      await settled();
      expect(element.querySelector('form')).to.equal(null);
      expect(reason()).to.equal('');
    });
  });

  describe('removing one', () => {
    it('tells what follows, removes it, and tells password managers what is left', async () => {
      const authenticator = await virtualAuthenticator();
      const server = new SignedInAs({}, { passkeys: [synced] });
      const element = await show(server.client);
      await open(element);
      await register(element);
      button(/^Keep/, element).click();
      await settled();
      const removed = nextEvent<PasskeyRemovedEvent>(element, 'passkey-removed');
      await remove(element, 'Passkey on this device', { signOutOthers: false });
      expect((await removed).sessionsEnded).to.equal(0);
      expect(names(element)).to.deep.equal(['iCloud Keychain']);
      expect(said(element)).to.equal('“Passkey on this device” was removed.');
      expect(activeElement()?.getAttribute('aria-label')).to.equal('Remove iCloud Keychain');
      await until(async () => (await authenticator.credentials()).length === 0);
    });

    it('changes nothing with Cancel, which has the focus', async () => {
      const element = await showWith({ passkeys: adasPasskeys });
      const dialog = await askToRemove(element, 'iCloud Keychain');
      expect(text(dialog)).to.contain('Remove “iCloud Keychain”?');
      expect(text(dialog)).to.contain(
        'You won’t be able to sign in with it any more. You may also have to delete it in iCloud Keychain.',
      );
      expect(text(dialog)).not.to.contain('only passkey');
      expect(text(activeElement())).to.equal('Cancel');
      await press('Enter');
      await settled();
      expect(names(element)).to.have.length(2);
      expect(activeElement()?.getAttribute('aria-label')).to.equal('Remove iCloud Keychain');
    });

    it('says of the only one how the person signs in from then on', async () => {
      const password = await showWith({ passkeys: [key] });
      expect(text(await askToRemove(password, key.name))).to.contain('from now on you sign in with your password.');
      const codes = await showWith({ passkeys: [key], recoveryCodesLeft: 3 });
      expect(text(await askToRemove(codes, key.name))).to.contain('Your recovery codes will stop working.');
      const app = await showWith({ passkeys: [key], authenticators: [adasAuthenticator], recoveryCodesLeft: 3 });
      const asked = text(await askToRemove(app, key.name));
      expect(asked).to.contain('with your password and a code from your app.').and.not.to.contain('recovery codes');
    });

    it('signs out from other devices when that is ticked', async () => {
      const element = await showWith({ passkeys: adasPasskeys });
      await remove(element, 'iCloud Keychain');
      expect(said(element)).to.contain('We signed out 3 other devices.');
    });

    it('explains before anybody tries why the last way in stays, and what to do first', async () => {
      const element = await showWith({ passkeys: [{ ...synced, removable: false }] });
      expect(rows(element)[0]).to.contain(
        'You can’t remove it yet: it’s your only way to sign in. Add a password or another passkey first.',
      );
      expect(allByRole('button', /^Remove/, element)).to.deep.equal([]);
    });

    it('says so as well when it became the last way in meanwhile', async () => {
      const refused = () => {
        throw new Problem('last-way-in');
      };
      const element = await showWith({ passkeys: [synced] }, { remove: refused });
      await remove(element, 'iCloud Keychain');
      expect(alarms(element)).to.contain('Without this you couldn’t sign in any more.').and.to.contain('still works');
      expect(names(element)).to.deep.equal(['iCloud Keychain']);
    });

    it('asks who it is, and says what for', async () => {
      const element = await show(fakeClient({}, { passkeys: adasPasskeys }));
      await remove(element, 'iCloud Keychain');
      await until(reason);
      expect(reason()).to.contain('To remove a passkey, confirm that it’s really you.');
    });
  });

  it('signals nothing when a passkey gets another name', async () => {
    const authenticator = await virtualAuthenticator();
    const server = new SignedInAs();
    const element = await show(server.client);
    await open(element);
    await register(element);
    await type('Work laptop');
    await press('Enter');
    await until(() => names(element).includes('Work laptop'));
    expect(server.acceptedReads).to.equal(0);
    expect(await authenticator.credentials()).to.have.length(1);
  });

  it('begins no registration over a name that is typed meanwhile, nor for whoever signs in next', async () => {
    let answer: (() => void) | undefined;
    const begin = async () => {
      const client = fakeClient({}, { proven: true, passkeys: adasPasskeys });
      const send = client.send.bind(client);
      client.send = (async (endpoint, input, options) => {
        if (endpoint === (passkeys.start as unknown)) await new Promise<void>((done) => (answer = done));
        return send(endpoint, input, options);
      }) as AccountClient['send'];
      const element = await show(client);
      answer = undefined;
      button('Set up passkey', element).click();
      await until(() => answer);
      return { client, element };
    };
    const first = await begin();
    first.element.querySelector<HTMLElement>('.account-factor-rename')!.click();
    await settled();
    fill(first.element.querySelector('form')!, { name: 'Blue key' });
    answer?.();
    await settled();
    expect(first.element.querySelector<HTMLInputElement>('input[name="name"]')?.value).to.equal('Blue key');
    const second = await begin();
    second.client.dispatchEvent(new Event('signed-out'));
    second.client.dispatchEvent(new Event('change'));
    answer?.();
    await settled();
    await until(() => names(second.element).length > 0);
    expect(second.element.querySelector('form')).to.equal(null);
  });

  it('changes one name after the other: what is typed for the second is not lost when the first is saved', async () => {
    let answer = (): void => undefined;
    const element = await showWith(
      { passkeys: adasPasskeys },
      { rename: () => new Promise((done) => (answer = () => done({ ...synced, name: 'Blue key' }))) },
    );
    const [one, two] = all(element, '.account-factor-rename');
    one!.click();
    await settled();
    fill(element.querySelector('form')!, { name: 'Blue key' });
    element.querySelector('form')!.requestSubmit();
    await settled();
    expect(two!.getAttribute('aria-disabled')).to.equal('true');
    two!.click();
    await settled();
    expect(element.querySelector<HTMLInputElement>('input[name="name"]')?.value).to.equal('Blue key');
    answer();
    await until(() => !element.querySelector('form'));
    two!.click();
    await until(() => element.querySelector('form'));
  });

  it('asks nobody about removing one after signing out, or over a name that is typed', async () => {
    let answer = (): void => undefined;
    const client = fakeClient(
      { authenticators: { list: () => new Promise((done) => (answer = () => done([]))) } },
      { proven: true, passkeys: [synced] },
    );
    const element = await show(client);
    const ask = async () => {
      button(`Remove ${synced.name}`, element).click();
      await settled();
    };
    await ask();
    element.querySelector<HTMLElement>('.account-factor-rename')!.click();
    await settled();
    fill(element.querySelector('form')!, { name: 'Blue key' });
    answer();
    await settled();
    expect(question(element)).to.equal(undefined);
    button('Cancel', element).click();
    await settled();
    await ask();
    client.dispatchEvent(new Event('signed-out'));
    answer();
    await settled();
    expect(question(element)).to.equal(undefined);
  });

  it('takes Esc as Cancel while a name is changed', async () => {
    const element = await showWith({ passkeys: adasPasskeys });
    button('Rename Blue security key', element).click();
    await until(() => activeElement()?.localName === 'input');
    await type('Something else');
    await press('Escape');
    await settled();
    expect(names(element)).to.deep.equal(['iCloud Keychain', 'Blue security key']);
    expect(activeElement()?.getAttribute('aria-label')).to.equal('Rename Blue security key');
  });

  it('follows what another page does', async () => {
    const client = fakeClient({}, { passkeys: adasPasskeys, proven: true });
    const element = await show(client);
    await client.send(passkeys.remove, { params: { id: synced.id }, body: { signOutOthers: false } });
    await settled();
    expect(names(element)).to.deep.equal(['Blue security key']);
  });

  it('has nothing that axe finds wrong, in any state', async () => {
    await emulate({ 'prefers-reduced-motion': 'reduce' });
    for (const story of [stories.Default, stories.None, stories.Cancelled, stories.Created, stories.Remove]) {
      await expectAccessible(await showStory(story));
    }
    await emulate();
  });

  it('fits a page of 320 px in every state', () => expectReflow(stories));

  it('fits 280 px', async () => {
    await setViewport({ width: 280, height: 600 });
    for (const story of [stories.LongNames, stories.None, stories.Created, stories.German]) {
      const canvas = await showStory(story);
      expect(document.documentElement.scrollWidth).to.equal(280);
      canvas.remove();
    }
    await setViewport({ width: 800, height: 600 });
  });
});
