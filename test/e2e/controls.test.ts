import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import { Demo, demoPassword } from '../support/demo.ts';
import type { Visit } from '../support/visit.ts';

// The panel *Demo controls*, which is there when the demo is run by `npm start`.

const { demo, visit, visitAs } = await atTheDemo({ args: ['--controls'] });

async function openControls(me: Visit): Promise<void> {
  await me.click('button', 'Demo controls');
  await me.find('button', 'Ravi Menon');
}

test('without being asked for, there are no demo controls, and nothing goes wrong on demand', async () => {
  const plain = await Demo.start();
  assert.doesNotMatch(await (await fetch(`${plain.origin}/`)).text(), /control-panel/);
  for (const path of ['/demo/controls', '/control-panel/panel.js']) {
    assert.equal((await fetch(plain.origin + path)).status, 404);
  }
  const cookie = 'demo-troubles=0~unavailable~any~1';
  assert.equal((await fetch(`${plain.origin}/api/account/capabilities`, { headers: { cookie } })).status, 200);
  assert.equal((await fetch(`${demo.origin}/api/account/capabilities`, { headers: { cookie } })).status, 503);
  assert.equal((await fetch(`${demo.origin}/api/account/capabilities`, { headers: { cookie } })).status, 200);
});

test('the panel opens and closes by keyboard, is without barriers, and nothing sticks out', async () => {
  for (const look of [{ width: 1280 }, { width: 320, dark: true }]) {
    const me = await visitAs('ada@example.com', '/account/', look);
    assert.equal(await me.has('button', 'Ravi Menon'), false, 'closed for whoever wants to see the product');
    await openControls(me);
    assert.deepEqual(await me.barriers(), []);
    assert.equal(await me.overflow(), 0);
    await me.page.keyboard.press('Escape');
    assert.equal(await me.has('button', 'Ravi Menon'), false);
    await me.waitForFocus('Demo controls');
  }
});

test('one click makes somebody else of me, with a second factor too', async () => {
  const me = await visitAs('ada@example.com');
  await openControls(me);
  for (const name of ['Ravi Menon', 'Mei Tanaka']) {
    await Promise.all([me.page.waitForNavigation(), me.click('button', name)]);
    await me.page.waitForSelector('.view[data-view="certificates"]:not([hidden])');
    const menu = await me.page.waitForSelector('profile-menu >>> button');
    assert.match((await menu?.evaluate((button) => button.textContent)) ?? '', new RegExp(name));
  }
});

test('the next change fails as I choose, once, and for nobody else', async () => {
  const me = await visitAs('noor@example.com', '/account/');
  const other = await visitAs('ada@example.com', '/account/');
  await openControls(me);
  await me.page.select('.demo-panel label:nth-of-type(2) select', 'write');
  await me.click('button', 'Let it fail');
  await me.waitForText('Armed: it fails once.');
  await me.page.keyboard.press('Escape');

  for (const person of [other, me]) {
    await person.fill('account-name input[name="lastName"]', 'Haddad-Lund');
    await person.click('button', 'Save');
    await person.waitForText(person === me ? 'The service is busy.' : /Saved at \d/);
  }
  await me.click('button', 'Save');
  await me.waitForText(/Saved at \d/);
});

test('my session ends without a word, and the page asks me to sign in when it finds out', async () => {
  const me = await visitAs('ada@example.com', '/account/');
  // It would find out by itself, sooner or later.
  const devtools = await me.page.createCDPSession();
  await devtools.send('Network.enable');
  await devtools.send('Network.setBlockedURLs', { urls: ['*/live-updates*'] });
  await me.page.reload();
  await openControls(me);
  await me.click('button', 'End my session');
  await me.waitForText('Your session has ended. The page finds out');
  await me.page.keyboard.press('Escape');
  await me.fill('account-name input[name="lastName"]', 'Moreau-Lund');
  await me.click('button', 'Save');
  await me.click('button', 'Sign in again');
  await me.find('dialog', 'Sign in');
});

test('logs tell what happens, and no secret', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/`);
  await openControls(me);
  await me.signIn('ada@example.com');
  await me.waitForText('POST /api/account/sign-in/password 200');
  await me.waitForText('<sign-in-form> signed-in');
  await me.waitForText('<account-portal> section-changed');
  const [panel = ''] = await me.texts('.demo-panel');
  assert.doesNotMatch(panel, new RegExp(demoPassword));
  assert.match(panel, /<account-provider api="\/api\/account" client-id="account-portal">/);
});

test('what I set stays over a reload', async () => {
  const me = await visitAs('ada@example.com');
  await openControls(me);
  await me.page.select('.demo-panel fieldset:nth-of-type(4) select', 'dark');
  const scheme = () => me.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  assert.equal(await scheme(), 'dark');
  await Promise.all([
    me.page.waitForNavigation(),
    me.page.select('.demo-panel fieldset:nth-of-type(4) label:nth-of-type(2) select', 'de'),
  ]);
  await me.find('heading', 'Zertifikate');
  await me.find('button', 'Demo-Steuerung');
  await me.find('button', 'Ravi Menon');
  assert.equal(await scheme(), 'dark');
});
