import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import type { Visit } from '../support/visit.ts';

const { demo, visit } = await atTheDemo();

const chosen = 'seven lamps along a quay';

async function choosePassword(me: Visit): Promise<void> {
  await me.page.waitForSelector('account-lockdown input[name="newPassword"]', { visible: true });
  await me.fill('account-lockdown input[name="newPassword"]', chosen);
  await me.fill('account-lockdown input[name="confirmation"]', chosen);
  await me.click('button', 'Set password');
}

/** The newest link in a mail to somebody. */
async function linkTo(me: Visit, email: string, sort: string): Promise<string> {
  await me.goTo(`${demo.origin}/mailbox/`);
  await me.waitForText(email);
  const find = () =>
    me.page.evaluate(
      (to, kind) =>
        [...document.querySelectorAll('.mail')]
          .filter((mail) => mail.textContent.includes(to))
          .map((mail) => mail.querySelector<HTMLAnchorElement>(`a[href*="#${kind}="]`)?.href)
          .find(Boolean),
      email,
      sort,
    );
  for (let round = 0; round < 100; round++) {
    const href = await find();
    if (href) return href;
    await new Promise((resolve) => setTimeout(resolve, 200));
    await me.goTo(`${demo.origin}/mailbox/`);
  }
  throw new Error(`no ${sort} to ${email}`);
}

test('not you? I throw a session out, choose another password, and read what was done', async () => {
  const stranger = await visit();
  await stranger.goTo(`${demo.origin}/account/`);
  await stranger.signIn('noor@example.com');
  const me = await visit();
  await me.goTo(`${demo.origin}/account/#/sessions`);
  await me.signIn('noor@example.com');
  await me.press('session-list >>> a[part="link"]');
  await me.waitForText('Was this not you?');
  await me.click('button', 'Secure my account');
  await choosePassword(me);
  await me.waitForText('Your account is yours');
  await me.waitForText('New password chosen');

  await stranger.goTo(`${demo.origin}/account/`);
  await stranger.find('button', 'Sign in');
  await stranger.fill('sign-in-form input[name="email"]', 'noor@example.com');
  await stranger.fill('sign-in-form input[name="password"]', chosen);
  await stranger.page.keyboard.press('Enter');
  await stranger.find('heading', 'Account');
});

test('from the log, too, and whoever leaves in the middle goes on there', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/#/activity`);
  await me.signIn('ada@example.com');
  await me.press('activity-log >>> a[part="link"]');
  await me.waitForText('Was this not you?');
  await me.click('button', 'Secure my account');
  await me.page.waitForSelector('account-lockdown input[name="newPassword"]', { visible: true });
  await me.goTo(`${demo.origin}/account/`);
  await me.goTo(`${demo.origin}/account/#/lockdown`);
  await choosePassword(me);
  await me.waitForText('Your account is yours');
});

test('a mail told me of a sign-in: I lock the account down without signing in, and come back by mail', async () => {
  const stranger = await visit();
  await stranger.goTo(`${demo.origin}/account/`);
  await stranger.signIn('ravi@example.com');
  const me = await visit();
  const link = await linkTo(me, 'ravi@example.com', 'not-me');
  await me.goTo(link);
  await me.waitForText('Was this not you?');
  assert.ok(!me.page.url().includes('not-me'), 'the link does not stay in the address');
  await me.click('button', 'Lock the account down');
  await me.waitForText('The account is locked down');
  await stranger.goTo(`${demo.origin}/account/`);
  await stranger.find('button', 'Sign in');

  await me.goTo(await linkTo(me, 'ravi@example.com', 'reset-password'));
  await me.page.waitForSelector('sign-in-form input[name="newPassword"]', { visible: true });
  await me.fill('sign-in-form input[name="newPassword"]', chosen);
  await me.fill('sign-in-form input[name="confirmation"]', chosen);
  await me.click('button', 'Set password and sign in');
  await me.find('heading', 'Account');
  await me.goTo(`${demo.origin}/mailbox/`);
  await me.goTo(link);
  await me.waitForText(/Step \d of \d|That’s all|Your account is yours/);
});
