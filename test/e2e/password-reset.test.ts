import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';

const { demo, visit } = await atTheDemo();

test('forgotten: I ask for a mail, follow its link from the mailbox, choose another password, and am in', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/`);
  await me.fill('sign-in-form input[name="email"]', 'noor@example.com');
  await me.click('button', 'Forgot your password?');
  await me.click('button', 'Send link');
  await me.waitForText('Check your mail');

  await me.goTo(`${demo.origin}/mailbox/`);
  await me.waitForText('noor@example.com');
  const link = await me.page.waitForSelector('a[href*="#reset-password="]');
  await me.goTo(String(await link?.evaluate((anchor) => (anchor as HTMLAnchorElement).href)));
  await me.page.waitForSelector('sign-in-form input[name="newPassword"]', { visible: true });
  assert.ok(!me.page.url().includes('reset-password'), 'the link does not stay in the address');
  await me.fill('sign-in-form input[name="newPassword"]', 'seven lamps along a quay');
  await me.fill('sign-in-form input[name="confirmation"]', 'seven lamps along a quay');
  await me.click('button', 'Set password and sign in');
  await me.find('button', 'Noor Haddad');

  const again = await visit();
  await again.goTo(`${demo.origin}/`);
  await again.fill('sign-in-form input[name="email"]', 'noor@example.com');
  await again.fill('sign-in-form input[name="password"]', 'seven lamps along a quay');
  await again.page.keyboard.press('Enter');
  await again.find('button', 'Noor Haddad');
});

test('a second factor is still asked for after a new password', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/`);
  await me.fill('sign-in-form input[name="email"]', 'mei@example.com');
  await me.click('button', 'Forgot your password?');
  await me.click('button', 'Send link');
  await me.waitForText('Check your mail');
  await me.goTo(`${demo.origin}/mailbox/`);
  await me.waitForText('mei@example.com');
  const href = await me.page.evaluate(
    () =>
      [...document.querySelectorAll('.mail')]
        .find((mail) => mail.textContent.includes('mei@example.com'))
        ?.querySelector<HTMLAnchorElement>('a[href*="#reset-password="]')?.href,
  );
  await me.goTo(String(href));
  await me.page.waitForSelector('sign-in-form input[name="newPassword"]', { visible: true });
  await me.fill('sign-in-form input[name="newPassword"]', 'seven lamps along a quay');
  await me.fill('sign-in-form input[name="confirmation"]', 'seven lamps along a quay');
  await me.click('button', 'Set password and sign in');
  await me.waitForText('Enter your code');
});
