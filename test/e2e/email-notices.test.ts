import { test } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';

const { demo, visit } = await atTheDemo();

test('I choose to hear of every sign-in, and the next one is in my mailbox', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/`);
  await me.signIn('noor@example.com');
  await me.find('heading', 'Account');
  await me.click('button', 'Choose notices');
  await me.click('checkbox', 'All other sign-ins');
  await me.press('[data-part="notices"] button[type="submit"]');
  await me.waitForText('Saved at');
  await me.click('button', 'Sign out');
  await me.waitForText('You are signed out.');
  await me.goTo(`${demo.origin}/account/`);
  await me.signIn('noor@example.com');
  await me.find('heading', 'Account');

  await me.goTo(`${demo.origin}/mailbox/`);
  await me.page.waitForFunction(() =>
    [...document.querySelectorAll('.mail')].some(
      ({ textContent }) => textContent.includes('noor@example.com') && textContent.includes('Sign-in to your account'),
    ),
  );
});
