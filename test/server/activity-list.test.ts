import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asc, sql } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { activity as api, type ActivityView } from 'account-elements/contract/activity.js';
import { password } from 'account-elements/contract/password.js';
import { profile } from 'account-elements/contract/profile.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions as sessionsApi } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { record } from 'account-elements-server/activity/record.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { wholeDatabase } from '../support/database-state.ts';
import type { Browser } from '../support/http-browser.ts';
import { ada, TestServer } from '../support/test-server.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

const page = async (browser: Browser, view: ActivityView, cursor?: string) =>
  (await browser.call(api.list, { query: { view, ...(cursor !== undefined && { cursor }) } })).result;

/** Every page, from the first to the last. */
async function pages(browser: Browser, view: ActivityView) {
  const found = [await page(browser, view)];
  for (let next = found[0]?.next; next; next = found.at(-1)?.next) found.push(await page(browser, view, next));
  return found;
}

/** Adds events of many kinds, several in the same millisecond. */
async function history(server: TestServer, accountId: string, events: number): Promise<void> {
  await server.db.transaction(async (tx) => {
    for (let i = 0; i < events; i++) {
      const type = (['authn_login_success', 'user_updated', 'authn_login_fail'] as const)[i % 3] ?? 'user_updated';
      await record(tx, { type, accountId, at: server.clock.now() - 1000 * Math.floor(i / 4) });
    }
  });
}

test('the two views show who got in or tried to, and everything, the newest first', async () => {
  const locations = { of: () => ({ local: false, country: 'PT', region: null, city: 'Lisbon' }) as const };
  await using server = await TestServer.start({ locations });
  await server.person();
  const browser = server.browser({ userAgent: FIREFOX });
  await browser.call(signIn.withPassword, { body: { email: ada.email, password: 'this was my guess' } });
  server.clock.push(1000);
  await browser.signIn(ada.email, ada.password);
  server.clock.push(1000);
  const { version } = (await browser.call(profile.get, {})).result;
  await browser.call(profile.update, { version, body: { city: 'London' } });

  const access = await page(browser, 'access');
  assert.equal(access.next, null);
  assert.deepEqual(
    access.entries.map(({ type, outcome, reason }) => [type, outcome, reason]),
    [
      ['authn_login_success', 'success', null],
      ['authn_login_fail', 'failure', 'password'],
    ],
  );
  const [latest, failed] = access.entries;
  assert.deepEqual(latest?.details, { methods: ['password'], newBrowser: true });
  assert.deepEqual([failed?.device?.program?.name, failed?.device?.system?.name], ['Firefox', 'Linux']);
  assert.deepEqual(failed?.place, { local: false, country: 'PT', city: 'Lisbon' });
  assert.deepEqual([failed?.address, failed?.client, failed?.details], ['198.51.100.7', null, {}]);
  assert.ok(!JSON.stringify(await pages(browser, 'events')).includes('guess'), 'what was guessed is nobody’s business');

  const events = await page(browser, 'events');
  assert.deepEqual(
    events.entries.map(({ type }) => type),
    ['user_updated', 'authn_login_success', 'session_created', 'authn_login_fail', 'user_created'],
  );
  assert.deepEqual(events.entries[0]?.details, { fields: ['city'] });
  assert.equal(events.entries.at(-1)?.actor, 'operator');
});

for (const view of ['access', 'events'] as const) {
  test(`${view}: pages follow each other without a gap or a repetition, also while things happen`, async () => {
    await using server = await TestServer.start();
    const browser = await server.signedIn();
    const { id } = (await browser.call(account.get, {})).result;
    await history(server, id, 130);
    const [first, ...rest] = await pages(browser, view);
    await history(server, id, 10);
    const again = [];
    for (let next = first?.next; next;) {
      const found = await page(browser, view, next);
      again.push(found);
      ({ next } = found);
    }
    assert.deepEqual(again, rest);
    const ids = [first, ...rest].flatMap((found) => found?.entries.map((entry) => entry.id) ?? []);
    const expected = await server.db.all<{ id: string }>(
      sql`SELECT id FROM activity WHERE account_id = ${id} ${view === 'access' ? sql`AND type LIKE 'authn_login_%'` : sql``}
        AND sequence <= (SELECT max(sequence) - 10 FROM activity) ORDER BY at DESC, sequence DESC`,
    );
    assert.deepEqual(
      ids,
      expected.map((row) => row.id),
    );
    assert.ok([first, ...rest].slice(0, -1).every((found) => found?.entries.length === 25));
  });
}

test('case 107: a cursor that is forged, foreign or nonsense is refused, and never shows anything of somebody else', async () => {
  await using server = await TestServer.start();
  const stranger = await server.signedIn({ email: 'grace@people.example', password: 'nanoseconds on a string' });
  const { id } = (await stranger.call(account.get, {})).result;
  await history(server, id, 60);
  const foreign = (await page(stranger, 'events')).next ?? '';
  const browser = await server.signedIn();
  const own = (await page(browser, 'events')).entries[0]?.id ?? '';
  for (const cursor of [foreign, '-1', '0', '', ' ', 'null', `${own}x`, own.toLowerCase(), "' OR 1=1 --", '1e9', 'é']) {
    const answer = await browser.call(api.list, { query: { view: 'events', cursor } });
    assert.equal(answer.code, 'malformed', cursor);
  }
  const long = await browser.call(api.list, { query: { view: 'events', cursor: 'x'.repeat(65) } });
  assert.equal(long.code, 'invalid-input');
  const { entries } = await page(browser, 'events', own);
  const mine = (await server.db.select().from(activity))
    .filter(({ accountId }) => accountId !== id)
    .map((row) => row.id);
  assert.ok(entries.length > 0 && entries.every((entry) => mine.includes(entry.id)));
});

test('a view that does not exist, or none, is refused', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const query of ['', '?view=all', '?view=access&view=events', '?view=access&account=x']) {
    const response = await browser.fetch(`/api/account/activity${query}`);
    assert.ok([400, 422].includes(response.status), query);
  }
});

test('case 105: each change of password, sessions and proofs is on the record once, in its own transaction', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  const third = server.browser();
  await third.signIn(ada.email, ada.password);
  const added = async (job: () => Promise<unknown>) => {
    const before = (await server.db.select().from(activity)).length;
    await job();
    const rows = await server.db.select().from(activity).orderBy(asc(activity.sequence));
    return rows.slice(before).map(({ type, reason }) => (reason === null ? type : `${type} ${reason}`));
  };
  const prove = (text: string) => browser.call(reauth.withPassword, { body: { password: text } });
  const change = { newPassword: 'a loom that counts in sevens', signOutOthers: true };
  const [target] = (await browser.call(sessionsApi.list, {})).result.filter(({ current }) => !current);
  const old = `__Host-sid=${browser.token}`;

  assert.deepEqual(await added(() => prove('not the right password')), ['authn_reauth_fail password']);
  assert.deepEqual(await added(() => prove(ada.password)), ['authn_reauth_success', 'session_renewed reauthenticated']);
  assert.deepEqual(await added(() => browser.call(account.get, {}, { cookie: old })), ['session_use_after_rotation']);
  const revoke = () => browser.call(sessionsApi.revoke, { params: { id: target?.id ?? '' } });
  assert.deepEqual(await added(revoke), ['session_ended revoked']);
  assert.deepEqual(await added(revoke), []);
  assert.deepEqual(await added(() => browser.call(password.change, { body: change })), [
    'authn_password_change',
    'session_renewed password-changed',
    'session_ended password-changed',
  ]);
  assert.deepEqual(await added(() => browser.call(password.change, { body: change })), [], 'unchanged');
  assert.deepEqual(await added(() => browser.call(sessionsApi.revokeOthers, {})), [], 'nobody else was left');
  assert.deepEqual(await added(() => browser.call(api.list, { query: { view: 'events' } })), []);

  // And without its line on the record nothing changes.
  await server.db.$client.execute(
    "CREATE TRIGGER no_record BEFORE INSERT ON activity BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  const before = await wholeDatabase(server.db);
  const again = { newPassword: 'a loom that counts in eights', signOutOthers: true };
  assert.equal((await browser.call(password.change, { body: again })).status, 500);
  const { result } = await browser.call(sessionsApi.list, {});
  assert.equal((await browser.call(sessionsApi.revoke, { params: { id: result[0]?.id ?? '' } })).status, 500);
  assert.equal(await wholeDatabase(server.db), before);
});

test('what happened in the session that asks is marked, and nothing else', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await server.browser().signIn(ada.email, ada.password);
  const { entries } = (await browser.call(api.list, { query: { view: 'access' } })).result;
  assert.deepEqual(
    entries.map(({ current }) => current),
    [undefined, true],
  );
});
