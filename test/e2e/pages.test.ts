import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { Demo } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

test('search, filters and sorting of the list work, and say how much they found', async () => {
  const me = await Visit.open(browser);
  await me.goTo(`${demo.origin}/`);
  await me.signIn('ada@example.com');
  const names = () => me.page.$$eval('.table .name', (links) => links.map((link) => link.textContent));
  assert.equal((await names()).length, 26);
  await me.fill('.find input', 'depot');
  await me.waitForText('4 of 26 certificates');
  assert.deepEqual((await names()).length, 4);
  await me.fill('.find input', 'nothing like this');
  await me.click('button', 'Show all certificates');
  await me.press('[data-status="expired"]');
  assert.deepEqual(await names(), ['customs.lindholm.example', 'registry.internal']);
  await me.click('button', 'Certificate');
  await me.press('[data-status=""]');
  const sorted = await names();
  assert.deepEqual(
    sorted,
    sorted.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })),
  );
});

test('what violates the policy would be refused and reported: the collector is awake', async () => {
  const { count } = await demo.reports();
  assert.equal(count, 0);
  const me = await Visit.open(browser);
  await me.goTo(`${demo.origin}/`);
  const outcome = await me.page.evaluate(() => {
    const made = document.createElement('div');
    made.setAttribute('style', 'color: red');
    document.body.append(made);
    try {
      made.innerHTML = '<b>a string</b>';
      return 'accepted';
    } catch {
      return 'refused';
    }
  });
  assert.equal(outcome, 'refused');
  for (let wait = 0; wait < 600 && (await demo.reports()).count < 2; wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { latest } = await demo.reports();
  assert.match(latest.join('\n'), /require-trusted-types-for/);
  assert.match(latest.join('\n'), /style-src/);
});

test('only what is in the list of files is served, and nothing beside it', async () => {
  for (const path of [
    '/main.ts',
    '/people.ts',
    '/host/',
    '/host',
    '/host/index.html',
    '/package.json',
    '/host/..%2fmain.ts',
    '/elements/',
    '/shared/../main.ts',
    '//host/host.js',
  ]) {
    const { status } = await fetch(demo.origin + path, { redirect: 'manual' });
    assert.ok(status === 404 || status === 400, `${path} answered ${status}`);
  }
});
