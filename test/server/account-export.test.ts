import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNotNull, sql } from 'drizzle-orm';
import { accountData } from 'account-elements/contract/account-data.js';
import { accountLockdown } from 'account-elements/contract/account-lockdown.js';
import { emailChange } from 'account-elements/contract/email-change.js';
import { emailNotices } from 'account-elements/contract/email-notices.js';
import { profile } from 'account-elements/contract/profile.js';
import { record } from 'account-elements-server/activity/record.js';
import type { Client } from 'account-elements-server/clients/client-list.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { setUpApp } from '../support/authenticator-app.ts';
import type { Browser } from '../support/http-browser.ts';
import { addPasskey, recorded } from '../support/passkeys.ts';
import { testMail } from '../support/mails.ts';
import { ada, HOST_ORIGIN, OWN_ORIGIN, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const HOUR = 3_600_000;

const certificates = {
  id: 'certificates',
  name: 'Certificate Manager',
  origins: [OWN_ORIGIN],
  capabilities: ['read'],
} satisfies Client;

type Export = Readonly<Record<string, readonly Record<string, unknown>[]>>;

/** Ada with everything that somebody can have. */
async function everything(server: TestServer): Promise<Browser> {
  const browser = await server.signedIn({}, { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' });
  await addPasskey(browser, new SoftwareAuthenticator());
  await setUpApp(browser, server.clock.now);
  const { version } = (await browser.call(profile.get, {}, { 'account-client': certificates.id })).result;
  await browser.call(profile.update, { version, body: { city: 'Graz', telephone: '+43316877101' } });
  await browser.call(emailNotices.update, { body: { 'profile-changed': true } });
  await browser.call(accountLockdown.start, { body: { scope: 'others' } });
  if (server.config.mail) await browser.call(emailChange.request, { body: { email: 'ada.king@people.example' } });
  return browser;
}

const exported = (browser: Browser, format: 'json' | 'csv' = 'json') =>
  browser.call(accountData.export, { query: { format } });

test('case 108: somebody gets all that is stored about them, and nothing about anybody else', async () => {
  await using server = await TestServer.start();
  const eve = await server.signedIn({ email: 'eve@people.example', firstName: 'Eve', lastName: 'Malory' });
  const browser = await everything(server);
  const { headers, text } = await exported(browser);
  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="account-data-2026-03-01\.json"$/);
  const data = JSON.parse(text) as Export;
  assert.equal(data['account']?.[0]?.['email'], ada.email);
  assert.equal(data['account']?.[0]?.['createdAt'], '2026-03-01T09:00:00.000Z');
  assert.equal(data['profile']?.[0]?.['telephone'], '+43316877101');
  for (const part of ['password', 'passkeys', 'authenticators', 'sessions', 'knownBrowsers']) {
    assert.equal(data[part]?.length, 1, part);
  }
  assert.equal(data['recoveryCodes']?.length, 10);
  const types = data['activity']?.map(({ type }) => type);
  assert.ok(types?.includes('authn_login_success') && types.includes('user_data_exported'));
  assert.doesNotMatch(text, /eve@|Malory/);
  assert.doesNotMatch((await exported(eve)).text, /ada@|Byron|Graz/);
});

test('no column is forgotten: each is in the export, or left out for a reason', async () => {
  await using server = await TestServer.start({ config: { clients: [certificates], mail: testMail } });
  const data = JSON.parse((await exported(await everything(server))).text) as Export;
  const fields = new Map(
    Object.entries(data).map(([part, items]) => [part, new Set(items.flatMap((item) => Object.keys(item)))]),
  );
  const missing: string[] = [];
  const tables = await server.db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\'`,
  );
  for (const { name } of tables) {
    if (name in leftOut && leftOut[name] === 'whole') continue;
    const columns = await server.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${name})`);
    for (const column of columns) {
      const field = column.name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      const known = fields.get(partOf[name] ?? '')?.has(field) ?? false;
      const left = leftOut[name]?.includes(column.name) ?? false;
      if (known === left) missing.push(`${name}.${column.name}`);
    }
  }
  assert.deepEqual(missing, []);
});

/** Where the rows of a table stand in an export. */
const partOf: Readonly<Record<string, string>> = {
  accounts: 'account',
  profiles: 'profile',
  passwords: 'password',
  passkeys: 'passkeys',
  authenticators: 'authenticators',
  recovery_codes: 'recoveryCodes',
  sessions: 'sessions',
  session_clients: 'applications',
  known_devices: 'knownBrowsers',
  email_changes: 'emailChanges',
  notice_choices: 'noticeChoices',
  account_lockdowns: 'lockdown',
  page_languages: 'pageLanguage',
  activity: 'activity',
};

const leftOut: Readonly<Record<string, 'whole' | readonly string[]>> = {
  // Nobody's, or gone within minutes, or only there to refuse what was used before.
  account_lockdown_kept: 'whole',
  account_deletions: 'whole',
  // Which lines of the record, of whoever they are, the operator has still to be told.
  webhook_deliveries: 'whole',
  webhooks_read: 'whole',
  restore_epoch: 'whole',
  activity_checkpoint: 'whole',
  activity_retention: 'whole',
  authenticator_setups: 'whole',
  mail_tokens: 'whole',
  notices_sent: 'whole',
  outbox: 'whole',
  passkey_ceremonies: 'whole',
  pending_sign_ins: 'whole',
  rotated_tokens: 'whole',
  throttles: 'whole',
  schema_migrations: 'whole',
  // Secrets, what only protects them, and whose it is.
  profiles: ['account_id'],
  passwords: ['account_id', 'hash', 'key_id'],
  passkeys: ['account_id'],
  authenticators: ['account_id', 'key', 'key_id', 'last_step'],
  recovery_codes: ['account_id', 'code_hash'],
  sessions: ['account_id', 'token_hash'],
  known_devices: ['account_id', 'token_hash'],
  email_changes: ['account_id', 'security_version'],
  notice_choices: ['account_id'],
  account_lockdowns: ['account_id', 'link_hash'],
  page_languages: ['account_id'],
  activity: ['account_id', 'salt', 'personal_digest', 'previous_digest', 'digest'],
};

test('case 108: it holds no secret, and nothing that a secret could be found with', async () => {
  await using server = await TestServer.start();
  const browser = await everything(server);
  const secrets = await server.db.all<{ secret: string }>(sql`
    SELECT hash AS secret FROM passwords UNION SELECT key FROM authenticators UNION SELECT code_hash FROM recovery_codes
    UNION SELECT token_hash FROM sessions UNION SELECT token_hash FROM known_devices UNION SELECT digest FROM activity`);
  assert.ok(secrets.length > 15);
  for (const format of ['json', 'csv'] as const) {
    const { text } = await exported(browser, format);
    for (const { secret } of [...secrets, { secret: browser.token! }]) assert.ok(!text.includes(secret));
  }
});

test('as a table it opens in a spreadsheet, where no cell is computed', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({ firstName: '=HYPERLINK("https://evil.example")', lastName: 'O,"Neil' });
  const response = await browser.fetch('/api/account/export?format=csv');
  assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8');
  const text = Buffer.from(await response.arrayBuffer()).toString();
  assert.ok(text.startsWith('\uFEFFpart,item,field,value\r\n'));
  assert.ok(text.includes(`account,1,firstName,"'=HYPERLINK(""https://evil.example"")"\r\n`));
  assert.ok(text.includes('account,1,lastName,"O,""Neil"\r\n'));
  assert.ok(text.endsWith('\r\n'));
});

test('case 108: it needs a recent proof of identity, and is on record', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await exported(browser, 'csv');
  server.clock.push(HOUR / 2);
  assert.equal((await exported(browser)).code, 'reauthentication-required');
  const lines = await recorded(server, 'user_data_exported');
  assert.deepEqual(
    lines.map(({ details }) => details),
    ['{"format":"csv"}'],
  );
});

test('a page that may only look gets no file of everything', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const response = await browser.fetch('/api/account/export?format=json', { headers: { origin: HOST_ORIGIN } });
  assert.equal(response.status, 403);
});

test('the file ends, unfinished, when the session ends while it is written', async () => {
  await using server = await TestServer.start();
  const { id } = await server.person();
  const browser = server.browser();
  await browser.signIn(ada.email, ada.password);
  await server.db.transaction(async (tx) => {
    for (let i = 0; i < 1500; i++) {
      const details = { fields: ['x'.repeat(50)] };
      await record(tx, { type: 'user_updated', accountId: id, at: server.clock.now(), details });
    }
  });
  const response = await browser.fetch('/api/account/export?format=json');
  const reader = response.body!.getReader();
  assert.equal((await reader.read()).done, false);
  await server.db.delete(sessions).where(isNotNull(sessions.id));
  await assert.rejects(async () => {
    while (!(await reader.read()).done);
  });
});
