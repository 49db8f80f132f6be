import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import type { Visit } from '../support/visit.ts';

const { demo, visitAs } = await atTheDemo();

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

/** What a page shows that nobody but the elements may have put there, and text that turns what stands beside it around. */
const seen = (me: Visit) =>
  me.page.evaluate(() => {
    const roots = (root: ParentNode): ParentNode[] =>
      [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? [shadowRoot, ...roots(shadowRoot)] : [],
      );
    const all = [document, ...roots(document)];
    const turning: string[] = [];
    for (const root of all) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const holder = node.parentElement?.closest('bdi, [dir="auto"], option, textarea, script');
        if (node.textContent?.includes('\u202e') && !holder) {
          turning.push(node.parentElement?.outerHTML ?? '');
        }
      }
    }
    return {
      stolen: 'stolen' in window,
      foreign: all.flatMap((root) => [
        ...root.querySelectorAll(
          'img:not([src="/shared/mark.svg"]), script:not([src]), style, [shadowrootmode], [onload]',
        ),
      ]).length,
      links: all.flatMap((root) => [...root.querySelectorAll('[href^="javascript:" i]')]).length,
      turning,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  });
const nothingBut = { stolen: false, foreign: 0, links: 0, turning: [], overflow: 0 };

for (const [index, text] of hostile.entries()) {
  test(`case 103: a name such as ${JSON.stringify(text)} is text and nothing but text`, async () => {
    const me = await visitAs('ada@example.com');
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
    await me.press('>>> .trigger');
    await me.press('>>> [data-choice="profile"]');
    await me.page.waitForSelector('.account-form input[name="title"]', { visible: true });
    assert.equal(await me.valueOf('.account-form input[name="title"]'), name);
    assert.equal(await me.valueOf('.account-form textarea[name="street"]'), name);

    await me.goTo(`${demo.origin}/account/`);
    await me.page.waitForSelector('account-name input[name="firstName"]', { visible: true });
    assert.equal(await me.valueOf('account-name input[name="firstName"]'), name);

    await me.shown('.trigger');
    const menu = await me.page.$eval('profile-menu', (element) => ({
      // A name that turns the direction around must not turn its neighbours.
      isolated: element.shadowRoot!.querySelector('.name bdi') !== null,
      within: element.getBoundingClientRect().right <= document.documentElement.clientWidth,
    }));
    assert.deepEqual(menu, { isolated: true, within: true });
    assert.deepEqual(await seen(me), nothingBut);
  });
}

const email = 'noor@example.com';

/** Puts a text wherever the database has one that came from outside, in one more row each. */
async function plant(id: string, text: string): Promise<void> {
  const name = text.slice(0, 64);
  const program = { code: 'x', name, version: name };
  const device = JSON.stringify({ kind: 'desktop', access: 'browser', program, system: program });
  const details = JSON.stringify({
    operator: name,
    methods: [name],
    fields: [name],
    on: [name],
    off: [name],
    by: name,
  });
  const account = `(SELECT id FROM accounts WHERE email = '${email}')`;
  await demo.rows(
    `INSERT INTO passkeys (id, account_id, credential_id, public_key, rp_id, counter, aaguid, transports, name, backup_eligible, backed_up, created_at)
     SELECT ?1, ${account}, ?1, public_key, rp_id, 0, aaguid, transports, ?2, 1, 1, unixepoch() * 1000 FROM passkeys LIMIT 1`,
    id,
    name,
  );
  await demo.rows(
    `INSERT INTO authenticators (id, account_id, name, key, key_id, last_step, created_at)
     SELECT ?1, ${account}, ?2, key, key_id, 0, unixepoch() * 1000 FROM authenticators LIMIT 1`,
    id,
    name,
  );
  await demo.rows(
    `INSERT INTO sessions (id, token_hash, account_id, created_at, last_seen_at, idle_expires_at, expires_at, level, methods, address, user_agent, device, name, operator)
     SELECT ?1, ?1, account_id, created_at, last_seen_at, idle_expires_at, expires_at, 1, '[]', address, ?2, ?3, ?2, ?2
     FROM sessions WHERE account_id = ${account} ORDER BY created_at DESC LIMIT 1`,
    id,
    name,
    device,
  );
  // As many as the first page of the log shows.
  for (const type of ['authn_login_success', 'user_notices_changed', name]) {
    await demo.rows(
      `INSERT INTO activity (id, at, account_id, type, outcome, reason, actor, address, user_agent, device, country, city, origin, client, details, personal_digest, digest)
       SELECT ?1, unixepoch() * 1000, ${account}, ?2, 'failure', ?3, 'operator', ?3, ?3, ?4, 'GB', ?3, ?3, ?3, ?5, ?1, ?1`,
      `${id}-${type.replaceAll(/\W/g, '').slice(0, 20)}`,
      type,
      name,
      device,
      details,
    );
  }
}

test('case 103: what devices, passkeys, browsers and places are called is text and nothing but text, in every section', async () => {
  // A person whose own name is none of the texts.
  const me = await visitAs(email, '/account/');
  for (const [index, text] of hostile.entries()) await plant(`hostile-${index}`, text);
  for (const width of [1280, 320]) {
    await me.page.setViewport({ width, height: 860 });
    for (const section of ['security', 'sessions', 'activity']) {
      await me.goTo(`${demo.origin}/account/?${width}${section}#/${section}`);
      await me.waitForText(markup);
      for (const button of await me.page.$$('>>> .more-button'))
        await button.evaluate((more) => (more as HTMLElement).click());
      const text = await me.readableText();
      for (const planted of hostile) {
        assert.ok(text.includes(planted.slice(0, 64)), `${section}: ${planted}`);
      }
      assert.deepEqual(await seen(me), nothingBut, `${section}, ${width} px`);
    }
  }
});

test('text from outside never reached the policy that would have stopped it', async () => {
  assert.deepEqual(await demo.reports(), { count: 0, latest: [] });
});
