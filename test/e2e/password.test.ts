import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { Demo, demoPassword } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

// *Password: Change* and *Security: Change password*, on the demo as people start it.

const visits: Visit[] = [];

after(async () => {
  assert.deepEqual(
    visits.flatMap(({ mishaps }) => mishaps),
    [],
  );
  assert.deepEqual(await demo.reports(), { count: 0, latest: [] }, 'the policy of the pages was violated');
});

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

async function visit(look = {}): Promise<Visit> {
  const opened = await Visit.open(browser, look);
  visits.push(opened);
  return opened;
}

/** As if everybody had signed in an hour ago. */
const anHourPasses = () => demo.rows('UPDATE sessions SET proven_at = proven_at - 3600000 RETURNING id');

async function typeNewPassword(me: Visit, password: string): Promise<void> {
  await me.fill('input[name="newPassword"]', password);
  await me.fill('input[name="confirmation"]', password);
  await me.page.keyboard.press('Enter');
}

test('Security: Change password asks who I am first, signs out my other devices and says how many', async () => {
  const email = 'noor@example.com';
  const other = await visit();
  await other.goTo(`${demo.origin}/`);
  await other.signIn(email);
  await other.find('heading', 'Certificates');

  const me = await visit();
  await me.goTo(`${demo.origin}/account/#/security`);
  await me.signIn(email);
  await me.find('button', 'Change password');
  await anHourPasses();

  await me.click('button', 'Change password');
  await me.find('dialog', 'Confirm it’s you');
  assert.equal(await me.has('textbox', 'New password'), false, 'nothing to type in before');
  await me.waitForText('We won’t ask again for 10 minutes.');
  await me.fill('input[autocomplete="current-password"]', 'not my password');
  await me.page.keyboard.press('Enter');
  await me.waitForText('That isn’t your password.');
  await me.fill('input[autocomplete="current-password"]', demoPassword);
  await me.page.keyboard.press('Enter');

  await typeNewPassword(me, 'passwordpassword');
  await me.waitForText('lists of common passwords');
  await typeNewPassword(me, 'plum orbit seven lantern');
  await me.find('heading', 'Password changed');
  await me.waitForText(/We signed out \d+ other devices?\./);

  await other.page.reload();
  await other.page.waitForSelector('sign-in-form input[name="password"]', { visible: true });
  await other.signIn(email, 'plum orbit seven lantern');
  await other.find('heading', 'Certificates');
});

test('Password: Change in My Profile, with a profile that is not saved yet and a question cancelled once', async () => {
  const me = await visit({ width: 320, height: 640 });
  await me.goTo(`${demo.origin}/`);
  await me.signIn('ada@example.com');
  await me.page.click('profile-menu >>> button');
  await me.click('menuitem', 'My Profile');
  await me.fill('input[name="title"]', 'Chief of Everything');
  await anHourPasses();

  await me.click('button', 'Change Password');
  await me.find('dialog', 'Confirm it’s you');
  await me.page.keyboard.press('Escape');
  await me.page.waitForSelector('reauth-dialog', { hidden: true });
  assert.equal(await me.valueOf('input[name="title"]'), 'Chief of Everything');

  await me.click('button', 'Change Password');
  await me.fill('input[autocomplete="current-password"]', demoPassword);
  await me.page.keyboard.press('Enter');
  await me.fill('input[name="newPassword"]', 'plum orbit seven lantern');
  await me.fill('input[name="confirmation"]', 'plum orbit seven lantern');
  await me.click('checkbox', 'Sign out from other devices');
  assert.deepEqual(await me.barriers(), []);
  assert.equal(await me.overflow(), 0);
  await me.click('button', 'Change password');
  await me.find('heading', 'Password changed');
  await me.waitForText('Other devices stay signed in.');
  await me.click('button', 'Done');
  await me.find('button', 'Change Password');
  assert.equal(await me.valueOf('input[name="title"]'), 'Chief of Everything');
});
