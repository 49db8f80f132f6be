import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNotNull } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { activity as api, type ActivityEntry, type ActivityFilter } from 'account-elements/contract/activity.js';
import { record, type ActivityEvent } from 'account-elements-server/activity/record.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import type { Browser } from '../support/http-browser.ts';
import { OWN_ORIGIN, TestServer } from '../support/test-server.ts';

const clients = ['account-portal', 'certificates'].map((id) => ({
  id,
  name: id === 'certificates' ? 'Certificate Manager' : 'Account portal',
  origins: [OWN_ORIGIN],
  capabilities: ['read' as const],
}));

const named = (code: string, name: string) => ({ code, name, version: null });
const devices = [
  {
    kind: 'desktop',
    access: 'browser',
    program: named('firefox', 'Firefox'),
    system: named('windows', 'Windows'),
  },
  { kind: 'phone', access: 'browser', program: named('safari', 'Safari'), system: named('ios', 'iOS') },
  { kind: 'tool', access: 'tool', program: named('curl', 'curl'), system: null },
] as const;
const cities = [
  { local: false, country: 'BR', region: null, city: 'São Paulo' },
  { local: false, country: 'GB', region: null, city: 'London' },
] as const;
const types = [
  'authn_login_success',
  'authn_login_fail',
  'session_created',
  'user_updated',
  'passkey_added',
  'authn_password_change',
] as const;

const MINUTE = 60_000;

/** Adds events of many sorts, one a minute. */
async function history(server: TestServer, accountId: string, events: number): Promise<void> {
  const now = server.clock.now();
  for (let start = 0; start < events; start += 500) {
    await server.db.transaction(async (tx) => {
      for (let i = start; i < Math.min(start + 500, events); i++) {
        const type = types[i % types.length]!;
        const event: ActivityEvent = {
          type,
          outcome: type === 'authn_login_fail' ? 'failure' : 'success',
          at: now - (i + 1) * MINUTE,
          accountId,
          visit: {
            address: `203.0.113.${i % 40}`,
            userAgent: null,
            origin: null,
            device: devices[i % 3]!,
            place: cities[i % 2]!,
            client: clients[i % 5 === 0 ? 0 : 1]!,
          },
        };
        await record(tx, event);
      }
    });
  }
}

const idOf = async (browser: Browser): Promise<string> => (await browser.call(account.get, {})).result.id;

/** What one asks for, and all pages of it. */
async function found(browser: Browser, filter: Partial<ActivityFilter>, cursor?: string): Promise<ActivityEntry[]> {
  const query = { view: 'events', ...filter, ...(cursor !== undefined && { cursor }) } as const;
  const { entries, next } = (await browser.call(api.list, { query })).result;
  return next === null ? entries : [...entries, ...(await found(browser, filter, next))];
}

const kindOf: Readonly<Record<string, string>> = {
  authn_login_success: 'sign-in',
  authn_login_fail: 'sign-in',
  session_created: 'session',
  user_updated: 'profile',
  passkey_added: 'passkey',
  authn_password_change: 'password',
};

test('every filter, and several at once, find all that fits and nothing else, newest first', async () => {
  await using server = await TestServer.start({ config: { clients } });
  const browser = await server.signedIn();
  const stranger = await server.signedIn({ email: 'grace@people.example' });
  await history(server, await idOf(browser), 240);
  await history(server, await idOf(stranger), 60);
  const all = await found(browser, {});
  assert.ok(all.length > 240 && all.length < 260);
  const at = (index: number) => all[index]?.at ?? '';
  const filters: readonly Partial<ActivityFilter>[] = [
    { kind: 'sign-in' },
    { kind: 'passkey' },
    { kind: 'authenticator' },
    { outcome: 'failure' },
    { outcome: 'success' },
    { client: 'account-portal' },
    { client: 'nothing-of-the-kind' },
    { since: at(30), before: at(10) },
    { view: 'access' },
    { view: 'access', kind: 'password' },
    { view: 'access', outcome: 'failure', since: at(100) },
    { kind: 'session', client: 'certificates', before: at(50) },
    { client: 'certificates', outcome: 'failure' },
    { text: 'sao PAULO' },
    { text: 'curl 203.0.113.2', kind: 'session' },
    { text: 'Manager london firefox' },
    { text: 'nowhere' },
    { text: 'angemeldet', codes: 'authn_login_success,GB' },
  ];
  const words = (entry: ActivityEntry) =>
    [
      entry.device?.program?.name,
      entry.device?.system?.name,
      entry.place?.city?.replace('ã', 'a'),
      entry.address,
      entry.client?.name,
    ]
      .join('\n')
      .toLowerCase();
  for (const filter of filters) {
    const { client, codes = '-', kind, outcome, since = '', before = '9', text, view } = filter;
    const expected = all.filter(
      (entry) =>
        (view !== 'access' || /^authn_login_(success|fail)$/.test(entry.type)) &&
        (kind === undefined || kindOf[entry.type] === kind) &&
        (outcome === undefined || entry.outcome === outcome) &&
        (client === undefined || entry.client?.id === client) &&
        entry.at >= since &&
        entry.at < before &&
        (text === undefined ||
          text
            .toLowerCase()
            .split(' ')
            .every((word) => words(entry).includes(word)) ||
          codes.split(',').some((code) => code === entry.type || code === entry.place?.country)),
    );
    assert.deepEqual(await found(browser, filter), expected, JSON.stringify(filter));
  }
});

test('a search says how far it came, and goes on from there', async () => {
  await using server = await TestServer.start({ config: { clients } });
  const browser = await server.signedIn();
  const id = await idOf(browser);
  await history(server, id, 4500);
  const query = { view: 'events', text: 'nowhere' } as const;
  const first = (await browser.call(api.list, { query })).result;
  assert.deepEqual(first.entries, []);
  const minutes = (Date.parse(first.searchedTo ?? '') - server.clock.now()) / MINUTE;
  assert.ok(minutes < -1900 && minutes > -2001, `${minutes}`);
  const second = (await browser.call(api.list, { query: { ...query, cursor: first.next ?? '' } })).result;
  const third = (await browser.call(api.list, { query: { ...query, cursor: second.next ?? '' } })).result;
  assert.deepEqual(third, { entries: [], next: null });
});

test('what no filter can be is refused', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const wrong of [
    'kind=everything',
    'outcome=maybe',
    'since=yesterday',
    'before=2026-13-01T00:00:00.000Z',
    `text=${'x'.repeat(101)}`,
    'text=%00',
    `codes=${'x'.repeat(2001)}`,
    'account=x',
  ]) {
    const response = await browser.fetch(`/api/account/activity?view=events&${wrong}`);
    assert.ok([400, 422].includes(response.status), `${wrong}: ${response.status}`);
  }
  const { entries } = (await browser.call(api.list, { query: { view: 'events', client: "' OR 1=1 --" } })).result;
  assert.deepEqual(entries, []);
});

test('case 107: no filter and no cursor leads to what is somebody else’s', async () => {
  await using server = await TestServer.start({ config: { clients } });
  const stranger = await server.signedIn({ email: 'grace@people.example' });
  await history(server, await idOf(stranger), 60);
  const foreign = (await found(stranger, {}))[30]?.id ?? '';
  const browser = await server.signedIn();
  const own = new Set((await found(browser, {})).map(({ id }) => id));
  for (const filter of [{ kind: 'sign-in' }, { client: 'certificates' }, { text: 'London' }] as const) {
    assert.ok((await found(browser, filter)).every(({ id }) => own.has(id)));
    const answer = await browser.call(api.list, { query: { view: 'events', ...filter, cursor: foreign } });
    assert.equal(answer.code, 'malformed');
  }
  assert.deepEqual((await browser.call(api.clients, {})).result, []);
  assert.deepEqual(
    (await browser.call(api.export, { query: { view: 'access', format: 'json' } })).text.match(/203\.0/),
    null,
  );
});

test('the applications that something happened in are named', async () => {
  await using server = await TestServer.start({ config: { clients } });
  const browser = await server.signedIn();
  await history(server, await idOf(browser), 20);
  assert.deepEqual((await browser.call(api.clients, {})).result, [
    { id: 'account-portal', name: 'Account portal' },
    { id: 'certificates', name: 'Certificate Manager' },
  ]);
});

test('each filter reads the lines that fit from an index, in order', async () => {
  await using server = await TestServer.start({ config: { clients } });
  const browser = await server.signedIn();
  await history(server, await idOf(browser), 60);
  const { execute } = server.db.$client;
  const plansFor = async (filter: Partial<ActivityFilter>): Promise<string> => {
    const statements: { sql: string; args: unknown[] }[] = [];
    server.db.$client.execute = ((statement: { sql: string; args: unknown[] }) => {
      if (statement.sql.includes('UNION ALL') || statement.sql.includes('LIMIT')) statements.push(statement);
      return execute.call(server.db.$client, statement as never);
    }) as typeof execute;
    await browser.call(api.list, { query: { view: 'events', ...filter } });
    server.db.$client.execute = execute;
    const [first] = statements;
    const { rows } = await execute.call(server.db.$client, {
      sql: `EXPLAIN QUERY PLAN ${first?.sql}`,
      args: first?.args,
    } as never);
    return rows.map((row) => String(row['detail'])).join('; ');
  };
  const expected: readonly (readonly [Partial<ActivityFilter>, string, number])[] = [
    [{}, 'activity_of_account (account_id=?)', 1],
    [{ view: 'access' }, 'activity_by_type (account_id=? AND type=?)', 2],
    [{ kind: 'sign-in' }, 'activity_by_type (account_id=? AND type=?)', 9],
    [{ outcome: 'failure' }, 'activity_by_outcome (account_id=? AND outcome=?)', 1],
    [{ client: 'certificates' }, 'activity_by_client (account_id=? AND client=?)', 1],
    [{ since: '2026-01-01T00:00:00.000Z' }, 'activity_of_account (account_id=? AND at>?)', 1],
    [{ text: 'London' }, 'activity_of_account (account_id=?)', 1],
  ];
  for (const [filter, index, times] of expected) {
    const plan = await plansFor(filter);
    assert.equal(plan.split(`USING COVERING INDEX ${index}`).length - 1, times, plan);
    assert.ok(!plan.includes('SCAN activity'), plan);
    // The lines of one page are put in order once more; what was looked through for them is not.
    assert.ok(plan.split('TEMP B-TREE').length - 1 <= 1, plan);
  }
});

test('a file has all that fits, as JSON and as CSV in the person’s own time, and is on record', async () => {
  await using server = await TestServer.start({ config: { clients } });
  const browser = await server.signedIn();
  await history(server, await idOf(browser), 1300);
  const filter = { view: 'events', kind: 'sign-in', outcome: 'failure' } as const;
  const expected = await found(browser, filter);
  const json = await browser.call(api.export, { query: { ...filter, format: 'json' } });
  assert.equal(json.headers.get('content-disposition'), 'attachment; filename="account-activity-2026-03-01.json"');
  assert.deepEqual(JSON.parse(json.text), expected);
  const none = await browser.call(api.export, { query: { ...filter, format: 'json', text: 'nowhere' } });
  assert.deepEqual(JSON.parse(none.text), []);

  const csv = await browser.call(api.export, { query: { ...filter, format: 'csv', timeZone: 'Asia/Tokyo' } });
  const [heading, ...lines] = csv.text.trimEnd().split('\r\n');
  assert.match(heading ?? '', /^time \(UTC\),time \(Asia\/Tokyo\),event,outcome,/);
  assert.equal(lines.length, expected.length);
  assert.match(
    lines[0] ?? '',
    /^2026-03-01T08:58:00\.000Z,2026-03-01 17:58:00,authn_login_fail,failure,,person,browser,Safari,iOS,203\.0\.113\.1,GB,London,Certificate Manager,,/,
  );
  const noted = (await found(browser, { kind: 'account' })).filter(({ type }) => type === 'user_data_exported');
  assert.deepEqual(
    noted.map(({ reason, details }) => [reason, details['format']]),
    [
      ['activity', 'csv'],
      ['activity', 'json'],
      ['activity', 'json'],
    ],
  );
  const wrong = await browser.call(api.export, { query: { ...filter, format: 'csv', timeZone: 'Mars/Olympus' } });
  assert.equal(wrong.code, 'invalid-input');
});

test('no text of a file is computed by a spreadsheet, wherever it divides cells', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const id = await idOf(browser);
  const cities = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', 'a;=cmd|x', 'a\n=1', 'a,"=1"', 'Fine; +1'];
  await server.db.transaction(async (tx) => {
    for (const city of cities) {
      const place = { local: false, country: 'GB', region: null, city } as const;
      const visit = { address: '203.0.113.1', userAgent: null, origin: null, place };
      await record(tx, { type: 'user_updated', accountId: id, at: server.clock.now(), visit });
    }
  });
  const { text } = await browser.call(api.export, { query: { view: 'events', kind: 'profile', format: 'csv' } });
  for (const divider of [/,/, /;/, /\t/, /\r?\n/]) {
    for (const cell of text.split(divider)) assert.doesNotMatch(cell, /^"?[=+\-@＝\t]/, JSON.stringify(cell));
  }
});

test('a file ends, unfinished, when the session does', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await history(server, await idOf(browser), 1300);
  const response = await browser.fetch('/api/account/activity/export?view=events&format=json');
  assert.equal(response.status, 200);
  const reader = response.body!.getReader();
  await reader.read();
  await server.db.delete(sessions).where(isNotNull(sessions.id));
  await assert.rejects(async () => {
    while (!(await reader.read()).done);
  });
});
