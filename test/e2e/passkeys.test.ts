import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CDPSession } from 'puppeteer-core';
import { atTheDemo } from '../support/at-the-demo.ts';
import type { Visit } from '../support/visit.ts';

// A passkey's whole life, with an authenticator in the browser and the server behind the portal.

const { demo, visitAs } = await atTheDemo();

/** An authenticator in this person's browser: the device's own, unlocked. */
class Authenticator {
  readonly #devtools: CDPSession;
  readonly #id: string;

  private constructor(devtools: CDPSession, id: string) {
    this.#devtools = devtools;
    this.#id = id;
  }

  static async of({ page }: Visit): Promise<Authenticator> {
    const devtools = await page.createCDPSession();
    await devtools.send('WebAuthn.enable');
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Authenticator(devtools, authenticatorId);
  }

  async passkeys(): Promise<number> {
    const { credentials } = await this.#devtools.send('WebAuthn.getCredentials', { authenticatorId: this.#id });
    return credentials.length;
  }

  /** Password managers are told in the background. */
  async emptied(): Promise<void> {
    for (const end = Date.now() + 30_000; (await this.passkeys()) > 0;) {
      assert.ok(Date.now() < end, 'it still has a passkey');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async unlocked(isUserVerified: boolean): Promise<void> {
    await this.#devtools.send('WebAuthn.setUserVerified', { authenticatorId: this.#id, isUserVerified });
  }

  async unplug(): Promise<void> {
    await this.#devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.#id });
  }

  /** Whether somebody is there who answers. */
  async attended(enabled: boolean): Promise<void> {
    await this.#devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.#id, enabled });
  }

  /** As if it did not do what the browser asks of it. */
  async lies(bits: { isBadUV?: boolean; isBadUP?: boolean; isBogusSignature?: boolean }): Promise<void> {
    await this.#devtools.send('WebAuthn.setResponseOverrideBits', { authenticatorId: this.#id, ...bits });
  }
}

const passkeysOf = (email: string) =>
  demo.rows('SELECT p.* FROM passkeys p JOIN accounts a ON a.id = p.account_id WHERE a.email = ?', email);

const sessionsOf = (email: string) =>
  demo.rows('SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = ?', email);

async function register(me: Visit): Promise<void> {
  await me.click('button', 'Set up passkey');
  await me.find('heading', 'Set up a passkey');
  await me.click('button', 'Register passkey');
}

/** Has the page tell, from now on, that the browser was asked to suggest passkeys. */
const noteSuggestion = ({ page }: Visit): Promise<void> =>
  page.evaluate(() => {
    const { credentials } = navigator;
    credentials.get = (options) => {
      if (options?.mediation === 'conditional') document.documentElement.dataset['suggests'] = '';
      return CredentialsContainer.prototype.get.call(credentials, options);
    };
  });

const rows = (me: Visit) => me.texts('passkey-setup .account-factor-text');

describe('Account portal: Security: Set up passkey', () => {
  it('makes one and lists it, signs in with it alone, confirms with it, and removes it', async () => {
    const email = 'noor@example.com';
    const me = await visitAs(email, '/account/#/security');
    const authenticator = await Authenticator.of(me);

    await register(me);
    await me.waitForText('Passkey created.');
    await me.fill('passkey-setup input[name="name"]', 'Reading glasses');
    await me.page.keyboard.press('Enter');
    await me.find('heading', 'Reading glasses');
    assert.match((await rows(me)).join(), /^Reading glasses This device only Created .* Never used$/);
    assert.deepEqual([await authenticator.passkeys(), (await passkeysOf(email)).length], [1, 1]);

    await authenticator.attended(false);
    await noteSuggestion(me);
    await me.click('button', 'Sign out');
    const signIn = await me.find('button', 'Sign in with a passkey');
    // What the field suggests is nobody's wish: asked for later, somebody would be there to take it.
    await me.page.waitForSelector('html[data-suggests]');
    await authenticator.attended(true);
    await signIn.evaluate((button) => (button as HTMLElement).click());
    await me.waitForText('Used to sign in now');
    assert.match((await rows(me)).join(), /Last used/);

    await demo.anHourPasses();
    await me.click('button', 'Remove Reading glasses');
    await me.find('alertdialog', 'Remove “Reading glasses”?');
    await me.click('button', 'Remove passkey');
    await me.find('dialog', 'Confirm it’s you');
    await me.waitForText('To remove a passkey, confirm that it’s really you.');
    await me.click('button', 'Use your passkey');
    await me.waitForText('“Reading glasses” was removed.');
    await me.find('heading', 'Sign in without a password');
    assert.deepEqual(await passkeysOf(email), []);
    await authenticator.emptied();
  });

  it('signs out my other devices, unless I do not want that', async () => {
    const email = 'ada@example.com';
    const me = await visitAs(email, '/account/#/security');
    const authenticator = await Authenticator.of(me);
    const before = (await sessionsOf(email)).length;
    assert.ok(before > 1);
    await me.click('button', 'Set up passkey');
    await me.click('checkbox', 'Sign out from other devices');
    await me.click('button', 'Register passkey');
    await me.waitForText('Passkey created.');
    assert.equal((await sessionsOf(email)).length, before);

    await authenticator.unplug();
    await Authenticator.of(me);
    await me.click('button', 'Keep “Passkey on Linux”');
    await register(me);
    await me.waitForText(/Passkey created\. We signed out \d+ other devices?\./);
    assert.equal((await sessionsOf(email)).length, 1);
  });

  it('does not make a second one in the same place', async () => {
    const email = 'ravi@example.com';
    const me = await visitAs(email, '/account/#/security');
    const authenticator = await Authenticator.of(me);
    await register(me);
    await me.click('button', 'Keep “Passkey on Linux”');
    await register(me);
    await me.waitForText('already has a passkey for your account');
    assert.deepEqual([await authenticator.passkeys(), (await passkeysOf(email)).length], [1, 1]);
  });

  it('makes none on a device that nobody unlocked, nor on one that lies about it', async () => {
    const email = 'noor@example.com';
    const me = await visitAs(email, '/account/#/security');
    const authenticator = await Authenticator.of(me);
    await authenticator.unlocked(false);
    await register(me);
    await me.waitForText('No passkey was created. You can try again any time.');
    await authenticator.unlocked(true);
    for (const lie of [{ isBadUV: true }, { isBadUP: true }]) {
      await authenticator.lies(lie);
      await me.click('button', 'Register passkey');
      await me.waitForText('The passkey didn’t pass our check and wasn’t saved.');
      await me.click('button', 'Cancel');
      await me.click('button', 'Set up passkey');
      await me.find('heading', 'Set up a passkey');
    }
    assert.deepEqual(await passkeysOf(email), []);
    // The password manager keeps nothing that would never work.
    await authenticator.emptied();
  });
});
