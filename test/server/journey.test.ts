import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { accountData } from 'account-elements/contract/account-data.js';
import { accountLockdown } from 'account-elements/contract/account-lockdown.js';
import { account } from 'account-elements/contract/account.js';
import { activity } from 'account-elements/contract/activity.js';
import { authenticators } from 'account-elements/contract/authenticators.js';
import { capabilities } from 'account-elements/contract/capabilities.js';
import { emailChange } from 'account-elements/contract/email-change.js';
import { emailNotices } from 'account-elements/contract/email-notices.js';
import { liveUpdates } from 'account-elements/contract/live-updates.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { password } from 'account-elements/contract/password.js';
import { passwordReset } from 'account-elements/contract/password-reset.js';
import { profile } from 'account-elements/contract/profile.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { recoveryCodes } from 'account-elements/contract/recovery-codes.js';
import { sessions } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { openAccountServer } from 'account-elements-server';
import { activityTypes } from 'account-elements-server/activity/kinds.js';
import type { ActivityType } from 'account-elements-server/activity/record.js';
import { openDatabase } from 'account-elements-server/db/open.js';
import {
  disable,
  enable,
  makeAdministrator,
  requirePasswordChange,
  unlock,
} from 'account-elements-server/operations/account-commands.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { setUpApp } from '../support/authenticator-app.ts';
import { endpoints } from '../support/check-response.ts';
import { askFor, changeEmail, undo, undoToken } from '../support/email-changes.ts';
import type { Browser } from '../support/http-browser.ts';
import { Ledger, type Booking } from '../support/ledger.ts';
import { lock, lookAt, notMeToken, start } from '../support/lockdowns.ts';
import { MailingServer } from '../support/mails.ts';
import { addPasskey, proveWithPasskey, signInWithPasskey } from '../support/passkeys.ts';
import { withFolder } from '../support/server-process.ts';
import { ada, type Person } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const chosen = 'a loom that counts in sevens';
const attempts = { free: 3, longestWait: 0, cap: 4, perNetwork: 1000, overall: 1000, window: HOUR };

/** What stands for itself: counts, tokens under way, mails, what was used when. Nobody would look for it in the record. */
const bookkeeping = [
  /^(throttles|outbox|webhook_deliveries|webhooks_read|mail_tokens|page_languages|notices_sent|rotated_tokens|known_devices|session_clients|passkey_ceremonies)/,
  /^activity/,
  /\.(last_seen_at|last_used_at|idle_expires_at|last_step|counter|backed_up|user_agent|device|attempts)$/,
  /^(pending_sign_ins|authenticator_setups)[-.]/,
  // An account that is another one's now, or a key that another key seals: there is no such thing.
  /\.(account_id|session_id|id|created_at|key|key_id|credential_id|public_key|rp_id|user_handle|transports|aaguid|backup_eligible)$/,
  // How long it can be undone, and that nobody can any more.
  /^email_changes(-|\.(?!status))/,
  // A day after somebody was through with it.
  /^account_lockdown(s|_kept)-/,
  /^account_deletions\./,
  // Accompanies whatever else changes about credentials.
  /^accounts\.security_version$/,
  /^(profiles\.version|passwords\.set_at|notice_choices\.notice|account_lockdown_kept\.what|recovery_codes\.code_hash)$/,
  /^sessions\.(token_hash|expires_at|address|origin|browser_id|operator)$/,
  // Nobody's doing; what a restore takes from people is told line by line, see after-restore.test.ts.
  /^restore_epoch/,
  // What somebody looked at.
  /^accounts\.sessions_seen_at$/,
  // What others have proven ends with a change of a factor, and the own proof is told as such.
  /^sessions\.(methods|level)$/,
  /^authenticators\.locked_at$/,
];

/** Of each thing that can change, which lines of the record tell of it. `1`: as many lines as rows. */
const told: Readonly<Record<string, readonly (ActivityType | 1)[]>> = {
  'accounts+': [1, 'user_created'],
  'accounts-': [1, 'user_deleted'],
  'accounts.email': [1, 'user_email_changed', 'user_email_change_undone'],
  'accounts.first_name': ['user_updated'],
  'accounts.last_name': ['user_updated'],
  'accounts.language': ['user_updated'],
  'accounts.region': ['user_updated'],
  'accounts.time_zone': ['user_updated'],
  'accounts.hour_cycle': ['user_updated'],
  'accounts.first_day_of_week': ['user_updated'],
  'accounts.administrator': [1, 'privilege_permissions_changed'],
  'accounts.disabled_at': [1, 'user_disabled', 'user_enabled'],
  'passwords+': ['user_created', 'authn_password_change'],
  'passwords-': ['user_deleted'],
  'passwords.hash': [1, 'authn_password_change'],
  'passwords.must_change': ['authn_password_change_required', 'authn_password_change'],
  'passwords.locked_at': ['authn_login_lock', 'authn_login_unlock', 'authn_password_change', 'user_locked_down'],
  'profiles+': [1, 'user_updated'],
  'profiles-': ['user_deleted'],
  ...Object.fromEntries(
    ['title', 'telephone', 'street', 'city', 'state', 'postal_code', 'country', 'relationship'].map((column) => [
      `profiles.${column}`,
      ['user_updated'] as const,
    ]),
  ),
  'sessions+': [1, 'session_created'],
  'sessions-': [1, 'session_ended'],
  'sessions.name': [1, 'session_renamed'],
  'authenticators+': [1, 'authenticator_added'],
  'authenticators-': [1, 'authenticator_removed'],
  'authenticators.name': [1, 'authenticator_renamed'],
  'authenticator_setups+': [1, 'authenticator_setup_started'],
  'recovery_codes+': ['recovery_codes_created'],
  'recovery_codes-': ['recovery_codes_created', 'recovery_codes_removed'],
  'recovery_codes.used_at': [1, 'recovery_code_used'],
  'passkeys+': [1, 'passkey_added'],
  'passkeys-': [1, 'passkey_removed'],
  'passkeys.name': [1, 'passkey_renamed'],
  'passkeys.held_at': ['user_locked_down', 'passkey_released'],
  'pending_sign_ins+': [1, 'authn_second_factor_required'],
  'account_deletions+': [1, 'user_deletion_requested'],
  'account_deletions-': [1, 'user_deletion_cancelled'],
  'email_changes+': [1, 'user_email_change_requested'],
  'email_changes.status': [
    'user_email_changed',
    'user_email_change_cancelled',
    'user_email_change_expired',
    'user_email_change_undone',
  ],
  'account_lockdowns+': [1, 'user_locked_down'],
  'account_lockdowns.since': ['user_locked_down'],
  'account_lockdowns.started_at': ['user_locked_down'],
  'account_lockdowns.link_hash': ['user_locked_down'],
  'account_lockdowns.finished_at': ['user_lockdown_finished', 'user_locked_down'],
  'account_lockdown_kept+': [1, 'user_lockdown_kept', 'passkey_released'],
  'notice_choices+': ['user_notices_changed'],
  'notice_choices-': ['user_deleted'],
  'notice_choices.wanted': ['user_notices_changed'],
};

/** With an account all goes that is about it; that is one thing, and told once. */
const withTheAccount = (what: string, events: readonly ActivityType[]): boolean =>
  what.endsWith('-') && what !== 'accounts-' && events.includes('user_deleted');

/** The one row that remembers an erasure goes when it is done, and so do tokens and counts when they are past. */
const afterwards = new Set(['account_deletions-']);

const isBookkeeping = (what: string): boolean => bookkeeping.some((pattern) => pattern.test(what));

/** What is wrong with a transaction: something that nothing in the record tells of, or tells twice; or a line without what it tells. */
function untold({ changes, events }: Booking, inTransaction: boolean): string[] {
  const wrong: string[] = [];
  for (const [what, times] of changes) {
    const types = told[what];
    if (types === undefined || withTheAccount(what, events)) continue;
    const lines = events.filter((type) => types.includes(type)).length;
    const wanted = types.includes(1) ? times : 1;
    if (!inTransaction && afterwards.has(what)) continue;
    if (lines !== wanted) {
      wrong.push(`${what} ${times} times, and ${lines} lines: ${events.join(', ')}`);
    }
  }
  for (const type of new Set(events)) {
    const things = Object.entries(told).flatMap(([what, types]) => (types.includes(type) ? [what] : []));
    if (things.length > 0 && !things.some((what) => changes.has(what))) {
      wrong.push(`${type}, and nothing of it: ${[...changes.keys()].join(', ')}`);
    }
  }
  return wrong;
}

test('case 105: over everything that people do, each change is in the record once, in its transaction, and nothing is missing', async () => {
  await using mailing = await MailingServer.start({ config: { signUp: true, attempts } });
  const { server } = mailing;
  const { clock } = server;
  const ledger = await Ledger.of(server);
  await mailing.mailsTo();
  for (const walk of walks) {
    await walk(mailing);
    await mailing.mailsTo();
    clock.push(HOUR);
  }
  // Sessions, addresses that nobody confirmed, accounts: all have their time.
  const { config, db, keys, log } = server;
  for (const time of [DAY, 8 * DAY]) {
    clock.push(time);
    await sweep({ config, db, keys, log, now: clock.now });
  }

  const changeable = ledger.changeable.filter((what) => !isBookkeeping(what));
  assert.deepEqual(
    changeable.filter((what) => !(what in told)),
    [],
    'changes that nobody has thought of',
  );
  assert.deepEqual(
    Object.keys(told).filter((what) => !changeable.includes(what)),
    [],
    'changes that there are not',
  );

  const bookings = await ledger.bookings();
  assert.deepEqual(
    bookings.flatMap((booking, i) => untold(booking, i > 0)),
    [],
  );
  const seen = new Set(bookings.flatMap(({ changes }) => [...changes.keys()]));
  // Only the operator of another server could: there is no way to it in ours.
  assert.deepEqual(
    Object.keys(told).filter((what) => !seen.has(what)),
    [],
    'changes that the journey never made',
  );

  const reached = new Set<string>([...bookings.flatMap(({ events }) => events), ...(await ofAProcess())]);
  assert.deepEqual(
    activityTypes.filter((type) => !reached.has(type)),
    [],
    'lines that were never written',
  );
  assert.deepEqual(
    endpoints.map(([name]) => name).filter((name) => !ledger.used.has(name)),
    [],
    'endpoints that were never used',
  );
});

/** What a process writes about itself. */
const ofAProcess = (): Promise<string[]> =>
  withFolder(async (folder) => {
    const databaseUrl = `file:${join(folder, 'test.db')}`;
    const process = { DATABASE_URL: databaseUrl, ORIGIN: 'https://account.example', LOG_LEVEL: 'silent' };
    await (await openAccountServer(process)).close();
    await (await openAccountServer({ ...process, RESTORE_EPOCH: '1' })).close();
    const db = await openDatabase({ url: databaseUrl });
    const { rows } = await db.$client.execute('SELECT type FROM activity');
    db.close();
    return rows.map(({ type }) => String(type));
  });

/** Somebody new, signed in. */
async function somebody({ server }: MailingServer, name: string): Promise<{ person: Person; browser: Browser }> {
  const person = await server.person({ email: `${name}@people.example`, firstName: name });
  return { person, browser: await signedIn({ server }, person) };
}

async function signedIn({ server }: Pick<MailingServer, 'server'>, { email, password }: Person): Promise<Browser> {
  const browser = server.browser();
  await browser.signIn(email, password);
  return browser;
}

const isOk = (what: string, { status, text }: { readonly status: number; readonly text: string }): void =>
  assert.ok(status < 300, `${what}: ${status} ${text}`);

/** What people do, from the first sign-up to the last sign-out. Each has somebody of their own. */
const walks: readonly ((mailing: MailingServer) => Promise<void>)[] = [
  async function signsUpAndFillsIn({ server }) {
    const browser = server.browser();
    isOk('capabilities', await browser.call(capabilities.get, {}));
    isOk('sign up', await browser.call(signUp.create, { body: ada }));
    isOk('who', await browser.call(account.get, {}));
    isOk('name', await browser.call(account.updateName, { body: { firstName: 'Augusta', lastName: 'King' } }));
    for (const [i, title] of ['Countess', 'Programmer'].entries()) {
      const { version } = (await browser.call(profile.get, {})).result;
      const address = {
        street: `${i} St James`,
        city: `City ${i}`,
        state: `${i}`,
        postalCode: `100${i}`,
        country: i ? 'AT' : 'GB',
      };
      const locale = {
        language: i ? 'de' : 'en',
        region: i ? 'AT' : 'GB',
        timeZone: i ? 'Europe/Vienna' : 'Europe/London',
        hourCycle: i ? 'h12' : 'h23',
        firstDayOfWeek: i + 1,
      } as const;
      const relationship = server.config.relationships[i] ?? '';
      const body = { title, telephone: `+4331687710${i}`, ...address, relationship, locale };
      isOk('profile', await browser.call(profile.update, { version, body }));
    }
    isOk('notices', await browser.call(emailNotices.get, {}));
    isOk('choice', await browser.call(emailNotices.update, { body: { 'profile-changed': true } }));
    isOk('another', await browser.call(emailNotices.update, { body: { 'profile-changed': false } }));
    const { body: updates } = await browser.fetch(`/api/account${liveUpdates.changes.path}`);
    await updates?.cancel();
    isOk('activity', await browser.call(activity.list, { query: { view: 'events' } }));
    isOk('clients', await browser.call(activity.clients, {}));
    isOk('file', await browser.call(activity.export, { query: { view: 'events', format: 'csv' } }));
    isOk('out', await browser.call(signIn.signOut, {}));
  },

  async function guessesAndOperators({ server }) {
    const { email, password: right } = await server.person({ email: 'grace@people.example' });
    for (let i = 0; i < attempts.cap; i++) {
      await server.browser().call(signIn.withPassword, { body: { email, password: 'not the right one' } });
      server.clock.push(MINUTE);
    }
    await unlock(server.operator, email);
    await signedIn({ server }, { ...ada, email, id: '' });
    await makeAdministrator(server.operator, email);
    await requirePasswordChange(server.operator, email);
    const body = { email, password: right, newPassword: chosen };
    isOk('the password that was due', await server.browser().call(signIn.withPassword, { body }));
    await disable(server.operator, email);
    await enable(server.operator, email);
  },

  async function sessionsAndProofs(mailing) {
    const { server } = mailing;
    const { browser, person } = await somebody(mailing, 'noor');
    for (let i = 0; i < 4; i++) await signedIn(mailing, person);
    isOk('others', await browser.call(sessions.others, {}));
    const list = (await browser.call(sessions.list, {})).result;
    const [one, two] = list.filter(({ current }) => !current).map(({ id }) => id);
    isOk('name', await browser.call(sessions.rename, { params: { id: one! }, body: { name: 'Library' } }));
    isOk('one', await browser.call(sessions.revoke, { params: { id: one! } }));
    isOk('some', await browser.call(sessions.revokeSome, { body: { ids: [two!] } }));
    const until = new Date(server.clock.now()).toISOString();
    isOk('seen', await browser.call(sessions.seen, { body: { until } }));
    isOk('all', await browser.call(sessions.revokeOthers, {}));
    const old = { cookie: `__Host-sid=${browser.token}` };
    isOk('proof', await browser.call(reauth.withPassword, { body: { password: person.password } }));
    await browser.call(reauth.withPassword, { body: { password: 'not the right one' } });
    isOk('how far', await browser.call(reauth.get, { query: { for: 'highest' } }));
    isOk('end', await browser.call(reauth.end, {}));
    assert.equal((await server.browser().call(account.get, {}, old)).status, 401);
  },

  async function applications(mailing) {
    const { server } = mailing;
    const { now, push } = { now: server.clock.now, push: (time: number) => server.clock.push(time) };
    const { browser, person } = await somebody(mailing, 'mei');
    const { app, authenticator, recoveryCodes: codes } = await setUpApp(browser, now);
    push(MINUTE);
    isOk('list', await browser.call(authenticators.list, {}));
    const own = { params: { id: authenticator.id } };
    isOk('name', await browser.call(authenticators.rename, { ...own, body: { name: 'Telephone' } }));
    isOk('code', await browser.call(reauth.withCode, { body: { code: app.code() } }));
    const half = async (): Promise<Browser> => {
      const other = server.browser();
      await other.call(signIn.withPassword, { body: { email: person.email, password: person.password } });
      return other;
    };
    push(MINUTE);
    const byCode = await half();
    isOk('two steps', await byCode.call(signIn.withCode, { body: { code: app.code() } }));
    isOk('a code of paper', await (await half()).call(signIn.withRecoveryCode, { body: { code: codes[0]! } }));
    push(HOUR / 2);
    await byCode.call(reauth.withPassword, { body: { password: person.password } });
    const enrol = { code: codes[1]!, for: 'enrolment' } as const;
    isOk('to enrol', await byCode.call(reauth.withRecoveryCode, { body: enrol }));
    isOk('left', await browser.call(recoveryCodes.get, {}));
    isOk('proof', await browser.call(reauth.withPassword, { body: { password: person.password } }));
    isOk('its code', await browser.call(reauth.withCode, { body: { code: app.code() } }));
    isOk('new codes', await browser.call(recoveryCodes.create, { body: { signOutOthers: false } }));
    for (let i = 0; i < attempts.cap; i++) {
      await (await half()).call(signIn.withCode, { body: { code: app.wrongCode() } });
      push(MINUTE);
    }
    await server.db.$client.execute("UPDATE authenticators SET key_id = 'gone', locked_at = NULL WHERE 1");
    await (await half()).call(signIn.withCode, { body: { code: app.code() } });
    isOk('removed', await browser.call(authenticators.remove, { ...own, body: { signOutOthers: true } }));
  },

  async function keys(mailing) {
    const { server } = mailing;
    const { browser } = await somebody(mailing, 'kaya');
    const device = new SoftwareAuthenticator();
    isOk('added', await addPasskey(browser, device, { counter: 5 }));
    const { id } = (await browser.call(passkeys.list, {})).result[0]!;
    isOk('accepted', await browser.call(passkeys.accepted, {}));
    isOk('named', await browser.call(passkeys.rename, { params: { id }, body: { name: 'Blue' } }));
    isOk('proof', await proveWithPasskey(browser, device, { counter: 6 }));
    isOk('in', await signInWithPasskey(server.browser(), device, { counter: 7 }));
    isOk('a counter that went back', await signInWithPasskey(server.browser(), device, { counter: 2 }));
    isOk('removed', await browser.call(passkeys.remove, { params: { id }, body: { signOutOthers: true } }));
  },

  async function passwords(mailing) {
    const { server } = mailing;
    const { browser, person } = await somebody(mailing, 'omar');
    isOk('whether', await browser.call(password.get, {}));
    isOk('another', await browser.call(password.change, { body: { newPassword: chosen, signOutOthers: true } }));
    const stranger = server.browser();
    isOk('forgotten', await stranger.call(passwordReset.request, { body: { email: person.email } }));
    const token = await mailing.resetToken(person.email);
    isOk('look', await stranger.call(passwordReset.look, { body: { token } }));
    const body = { token, newPassword: 'seven looms that count' };
    isOk('by mail', await stranger.call(passwordReset.finish, { body }));
  },

  async function addresses(mailing) {
    const { browser, person } = await somebody(mailing, 'lena');
    const other = 'lena.other@people.example';
    isOk('asked', await askFor(browser, other));
    isOk('waits', await browser.call(emailChange.get, {}));
    const token = await mailing.linkToken(other, 'confirm-email');
    isOk('look', await browser.call(emailChange.look, { body: { token } }));
    isOk('rather not', await browser.call(emailChange.cancel, {}));
    await changeEmail(mailing, browser, other);
    const back = await undoToken(mailing, person.email);
    isOk('look', await browser.call(emailChange.lookUndo, { body: { token: back } }));
    isOk('back', await undo(browser, back));
    // Nobody confirms this one.
    isOk('asked', await askFor(await signedIn(mailing, person), 'lena.third@people.example'));
  },

  async function thieves(mailing) {
    const { server } = mailing;
    const { browser, person } = await somebody(mailing, 'ines');
    const device = new SoftwareAuthenticator();
    await addPasskey(browser, device);
    server.clock.push(MINUTE);
    const thief = server.browser();
    await signInWithPasskey(thief, device);
    const { result: list } = await browser.call(sessions.list, {});
    const id = list.find(({ current }) => !current)!.id;
    await addPasskey(thief, new SoftwareAuthenticator());
    await changeEmail(mailing, thief, 'thief@people.example');
    isOk('proof', await proveWithPasskey(browser, device));
    isOk('what it was', await browser.call(accountLockdown.suspect, { body: { by: 'session', id } }));
    isOk('thrown out', await start(browser, { by: 'session', id }));
    server.clock.push(SECOND);
    const earlier = (await browser.call(activity.list, { query: { view: 'events' } })).result.entries.at(-1)!.id;
    isOk('since longer', await start(browser, { by: 'activity', id: earlier }));
    isOk('address', await browser.call(accountLockdown.restoreEmail, {}));
    const { lockdown } = (await browser.call(accountLockdown.get, {})).result;
    for (const { id: own, kind } of lockdown!.factors) {
      isOk('kept', await browser.call(accountLockdown.keep, { body: { what: kind, id: own } }));
    }
    isOk('kept, too', await browser.call(accountLockdown.keep, { body: { what: 'email' } }));
    isOk('password', await browser.call(password.change, { body: { newPassword: chosen, signOutOthers: true } }));
    isOk('through', await browser.call(accountLockdown.finish, {}));
    await server.browser().signIn(person.email, chosen);
    const token = await notMeToken(mailing, person.email);
    isOk('look', await lookAt(server.browser(), token));
    isOk('locked', await lock(server.browser(), token));
    isOk('locked again', await lock(server.browser(), await notMeToken(mailing, person.email)));
  },

  async function leaves(mailing) {
    const { server } = mailing;
    const { browser, person } = await somebody(mailing, 'yuki');
    const device = new SoftwareAuthenticator();
    await addPasskey(browser, device);
    await browser.call(emailNotices.update, { body: { 'usual-sign-in': true } });
    const { version } = (await browser.call(profile.get, {})).result;
    await browser.call(profile.update, { version, body: { city: 'Graz' } });
    isOk('file', await browser.call(accountData.export, { query: { format: 'json' } }));
    isOk('gone', await browser.call(accountData.delete, {}));
    const again = await signedIn(mailing, person);
    isOk('proof', await proveWithPasskey(again, device));
    isOk('gone for good', await again.call(accountData.delete, {}));
    assert.equal((await server.browser().call(account.get, {})).status, 401);
  },
];
