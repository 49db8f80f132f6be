import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { Demo } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

/** How the first field of an element looks. */
const looks = async (me: Visit) => {
  await me.shown('account-name .account-input');
  return me.page.$eval('account-name', (form) => {
    const field = getComputedStyle(form.querySelector('.account-input') ?? form);
    return { font: field.fontFamily, size: field.fontSize, corner: field.borderTopLeftRadius, height: field.height };
  });
};

const expected = [
  ['', { font: /^system-ui/, size: '15px', corner: '8px', height: '40px' }],
  ['bootstrap', { font: /Segoe UI/, size: '16px', corner: '6px', height: '40px' }],
  ['enterprise', { font: /^Arial/, size: '13px', corner: '0px', height: '32px' }],
] as const;

for (const [look, { font, ...rest }] of expected) {
  test(`the demo wears the look ${look || 'of its own'}, on both pages, under its strict policy`, async () => {
    const me = await Visit.open(browser);
    await me.goTo(`${demo.origin}/?look=${look}`);
    assert.equal(new URL(me.page.url()).search, '');
    await me.signIn('ada@example.com');
    assert.deepEqual(await me.barriers(), []);
    await me.goTo(`${demo.origin}/account/`);
    const { font: worn, ...worns } = await looks(me);
    assert.match(worn, font);
    assert.deepEqual(worns, rest);
    assert.deepEqual(await me.barriers(), []);
    assert.deepEqual(await demo.reports(), { count: 0, latest: [] });
  });
}

test('a look that does not exist is ours', async () => {
  const answer = await fetch(`${demo.origin}/?look=%0d%0anothing`, { redirect: 'manual' });
  assert.equal(answer.headers.get('set-cookie'), 'demo-look=; Path=/; HttpOnly; SameSite=Lax');
});
