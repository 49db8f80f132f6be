import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { Demo } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

const markup = `<img src=x onerror="window.stolen=1">`;
const hostile = [
  markup,
  `"><svg/onload=window.stolen=1>`,
  'javascript:window.stolen=1',
  '${window.stolen=1}{{constructor.constructor("window.stolen=1")()}}',
  `</style></script><script>window.stolen=1</script>`,
  '<template shadowrootmode="open">',
  '‮Moreau adA‭', // turns the reading direction around
  '<style>*{position:fixed;inset:0}</style>',
];

for (const [index, text] of hostile.entries()) {
  test(`case 103: a name such as ${JSON.stringify(text)} is text and nothing but text`, async () => {
    const me = await Visit.open(browser);
    await me.goTo(`${demo.origin}/`);
    await me.signIn('ada@example.com');
    const name = text.slice(0, 100);
    const statuses = await me.page.evaluate(async (value) => {
      const write = (path: string, body: object, headers = {}) =>
        fetch(`/api/account${path}`, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        });
      const version = (await fetch('/api/account/profile')).headers.get('etag') ?? '';
      const named = await write('/account/name', { firstName: value, lastName: value });
      const saved = await write('/profile', { title: value, street: value, city: value }, { 'if-match': version });
      return [named.status, saved.status];
    }, name);
    assert.deepEqual(statuses, [200, 200]);

    await me.goTo(`${demo.origin}/?${index}`);
    const full = `${name} ${name}`;
    await me.page.waitForSelector('::-p-aria([role="button"])');
    await me.waitForText(full);
    const trigger = await me.page.waitForSelector('>>> .trigger', { visible: true });
    await trigger?.click();
    const profile = await me.page.waitForSelector('>>> [data-choice="profile"]', { visible: true });
    await profile?.click();
    await me.page.waitForSelector('.account-form input[name="title"]', { visible: true });
    assert.equal(await me.valueOf('.account-form input[name="title"]'), name);
    assert.equal(await me.valueOf('.account-form textarea[name="street"]'), name);

    await me.goTo(`${demo.origin}/account/`);
    await me.page.waitForSelector('account-name input[name="firstName"]', { visible: true });
    assert.equal(await me.valueOf('account-name input[name="firstName"]'), name);

    const seen = await me.page.evaluate(() => {
      const roots = (root: ParentNode): ParentNode[] =>
        [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
          shadowRoot ? [shadowRoot, ...roots(shadowRoot)] : [],
        );
      const all = [document, ...roots(document)];
      const menu = document.querySelector('profile-menu')!;
      const shown = menu.shadowRoot!.querySelector('.name')!;
      return {
        stolen: 'stolen' in window,
        // Only what the page and the elements put there themselves.
        foreign: all.flatMap((root) => [
          ...root.querySelectorAll(
            'img:not([src="/shared/mark.svg"]), script:not([src]), style, [shadowrootmode], [onload]',
          ),
        ]).length,
        // A name that turns the direction around must not turn its neighbours.
        isolated: shown.querySelector('bdi') !== null,
        within: menu.getBoundingClientRect().right <= document.documentElement.clientWidth,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
    assert.deepEqual(seen, { stolen: false, foreign: 0, isolated: true, within: true, overflow: 0 });
    assert.deepEqual(me.mishaps, []);
    await me.context.close();
  });
}

test('text from outside never reached the policy that would have stopped it', async () => {
  assert.deepEqual(await demo.reports(), { count: 0, latest: [] });
});
