import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import { demoPassword } from '../support/demo.ts';
import { oathtool } from '../support/oathtool.ts';
import type { Visit } from '../support/visit.ts';

// A second factor's whole life: set up in the portal, asked for at sign-in, lost, replaced, removed.

const { demo, visit, visitAs } = await atTheDemo();
const STEP = 30_000;

/** The key as the page shows it to whoever cannot scan. */
async function keyOn(me: Visit): Promise<string> {
  await me.press('authenticator-setup details summary');
  const text = await me.page.$eval('authenticator-setup .account-setup-code', (code) => code.textContent);
  return text.replaceAll(/\s/g, '');
}

/** Codes that were used are not used again: the next one, which the server takes a little early. */
function codes(key: string): () => Promise<string> {
  let last = 0;
  return () => {
    last = Math.max(Math.floor(Date.now() / STEP), last + 1);
    return oathtool(key, last * STEP);
  };
}

/** Up to the second factor. */
async function signInTo(me: Visit, email: string): Promise<void> {
  await me.goTo(`${demo.origin}/account/#/security`);
  await me.fill('sign-in-form input[name="email"]', email);
  await me.fill('sign-in-form input[name="password"]', demoPassword);
  await me.page.keyboard.press('Enter');
  await me.find('heading', 'Enter your code');
}

describe('Account portal: Security: Set up authenticator application', () => {
  it('asks who I am if that is long ago, shows QR code and key, and lists the application', async () => {
    const email = 'ada@example.com';
    const me = await visitAs(email, '/account/#/security');
    await me.find('button', 'Set up authenticator application');
    await demo.anHourPasses();
    await me.click('button', 'Set up authenticator application');
    await me.find('dialog', 'Confirm it’s you');
    await me.fill('input[autocomplete^="current-password"]', demoPassword);
    await me.page.keyboard.press('Enter');

    await me.find('heading', 'Add the account to your app');
    await me.find('image', 'QR code for your authenticator app. You can also enter the key by hand.');
    const nextCode = codes(await keyOn(me));
    await me.click('button', 'Continue');
    await me.fill('authenticator-setup input[name="code"]', '000000');
    await me.page.keyboard.press('Enter');
    await me.waitForText('That code didn’t match.');
    await me.fill('authenticator-setup input[name="code"]', await nextCode());
    await me.fill('authenticator-setup input[name="name"]', 'Work phone');
    await me.click('button', 'Submit');

    await me.shown('.account-codes');
    const saved = await me.texts('authenticator-setup .account-codes li');
    assert.equal(saved.length, 10);
    await me.click('checkbox', 'I’ve saved these codes somewhere safe');
    await me.click('button', 'Done');
    await me.find('heading', '“Work phone” is set up');
    await me.click('button', 'Done');
    await me.find('heading', 'Work phone');
    await me.waitForText('On: Work phone');
    await me.waitForText('10 of 10 left');

    // From now on a password alone lets nobody in.
    const again = await visit();
    await signInTo(again, email);
    assert.equal(await again.page.evaluate(async () => (await fetch('/api/account/account')).status), 401);
    await again.fill('sign-in-form input[name="code"]', await nextCode());
    await again.page.keyboard.press('Enter');
    await again.find('heading', 'Security');

    // The telephone is lost: a recovery code, once.
    const lost = await visit();
    await signInTo(lost, email);
    await lost.click('button', 'Use a recovery code instead');
    await lost.fill('sign-in-form input[name="code"]', saved[0]!.toLowerCase());
    await lost.page.keyboard.press('Enter');
    await lost.waitForText('You have 9 recovery codes left.');
    await lost.click('button', 'Continue');
    await lost.find('heading', 'Security');
    const twice = await visit();
    await signInTo(twice, email);
    await twice.click('button', 'Use a recovery code instead');
    await twice.fill('sign-in-form input[name="code"]', saved[0]!);
    await twice.page.keyboard.press('Enter');
    await twice.waitForText('That isn’t one of your recovery codes, or it was used before.');
  });

  it('asks for both factors before one of them goes, and says what goes with it', async () => {
    const email = 'mei@example.com';
    const [person] = await demo.rows('SELECT id FROM accounts WHERE email = ?', email);
    const people = (await (await fetch(`${demo.origin}/demo/people`)).json()) as {
      email: string;
      authenticatorKey: string;
    }[];
    const nextCode = codes(people.find((one) => one.email === email)!.authenticatorKey);
    const me = await visit();
    await signInTo(me, email);
    await me.fill('sign-in-form input[name="code"]', await nextCode());
    await me.page.keyboard.press('Enter');
    await me.find('heading', 'Phone');
    await demo.anHourPasses();

    await me.click('button', 'Remove Phone');
    await me.click('button', 'Remove application');
    await me.find('dialog', 'Confirm it’s you');
    await me.click('button', 'Use your password');
    await me.fill('input[autocomplete^="current-password"]', demoPassword);
    await me.page.keyboard.press('Enter');
    await me.waitForText('One more step.');
    assert.equal(
      (await demo.rows('SELECT id FROM authenticators WHERE account_id = ?', String(person!['id']))).length,
      1,
    );
    await me.fill('reauth-dialog input[name="code"]', await nextCode());
    await me.page.keyboard.press('Enter');
    await me.waitForText('Off. Add a code from an app to your password.');
    assert.equal(
      (await demo.rows('SELECT id FROM authenticators WHERE account_id = ?', String(person!['id']))).length,
      0,
    );
  });
});
