import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import type { Visit } from '../support/visit.ts';

const { demo, visit } = await atTheDemo();

/** The newest link of that sort to that address, from the mailbox. */
async function linkFor(me: Visit, email: string, sort: 'confirm-email' | 'undo-email'): Promise<string> {
  const find = (to: string, fragment: string) =>
    [...document.querySelectorAll('.mail')]
      .filter((mail) => mail.textContent.includes(to))
      .map((mail) => mail.querySelector<HTMLAnchorElement>(`a[href*="#${fragment}="]`)?.href)
      .find(Boolean);
  await me.goTo(`${demo.origin}/mailbox/`);
  await me.page.waitForFunction(find, {}, email, sort);
  return String(await me.page.evaluate(find, email, sort));
}

async function askFor(me: Visit, email: string): Promise<void> {
  await me.click('button', 'Change e-mail address');
  await me.page.waitForSelector('email-change input[name="email"]', { visible: true });
  await me.fill('email-change input[name="email"]', email);
  await me.click('button', 'Send link');
  await me.waitForText('Check your mail');
}

test('I change my e-mail address: a link to the new one, a press, and I sign in with it', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/`);
  await me.signIn('noor@example.com');
  await me.find('heading', 'Account');
  await askFor(me, 'noor.haddad@example.com');

  await me.goTo(await linkFor(me, 'noor.haddad@example.com', 'confirm-email'));
  await me.find('heading', 'Confirm your new e-mail address');
  assert.ok(!me.page.url().includes('confirm-email'), 'the link does not stay in the address');
  await me.click('button', 'Confirm');
  await me.find('heading', 'Your e-mail address was changed');
  await me.click('button', 'Done');
  await me.waitForText('noor.haddad@example.com');

  const again = await visit();
  await again.goTo(`${demo.origin}/account/`);
  await again.signIn('noor.haddad@example.com');
  await again.find('heading', 'Account');
});

test('the old mailbox brings the address back, signed out as I am, and everybody is signed out', async () => {
  const thief = await visit();
  await thief.goTo(`${demo.origin}/account/`);
  await thief.signIn('noor.haddad@example.com');
  await thief.find('heading', 'Account');

  const me = await visit();
  await me.goTo(await linkFor(me, 'noor@example.com', 'undo-email'));
  await me.find('heading', 'Get your e-mail address back');
  await me.click('button', 'Get it back and sign out everywhere');
  await me.find('heading', 'You have your e-mail address back');
  await me.click('button', 'Sign in');
  await me.page.waitForSelector('sign-in-form input[name="email"]', { visible: true });
  await me.signIn('noor@example.com');
  await me.find('heading', 'Account');

  await thief.page.reload();
  await thief.page.waitForSelector('sign-in-form input[name="email"]', { visible: true });
});

test('signed out, I follow the link to the new address, sign in, and confirm', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/`);
  await me.signIn('ada@example.com');
  await me.find('heading', 'Account');
  await askFor(me, 'ada.lindqvist@example.com');
  const link = await linkFor(me, 'ada.lindqvist@example.com', 'confirm-email');

  const elsewhere = await visit();
  await elsewhere.goTo(link);
  await elsewhere.signIn('ada@example.com');
  await elsewhere.find('heading', 'Confirm your new e-mail address');
  await elsewhere.click('button', 'Confirm');
  await elsewhere.find('heading', 'Your e-mail address was changed');
});
