import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountData } from 'account-elements/contract/account-data.js';
import { accountLockdown } from 'account-elements/contract/account-lockdown.js';
import { account } from 'account-elements/contract/account.js';
import { activity } from 'account-elements/contract/activity.js';
import { authenticators } from 'account-elements/contract/authenticators.js';
import { password } from 'account-elements/contract/password.js';
import { passwordReset } from 'account-elements/contract/password-reset.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { profile } from 'account-elements/contract/profile.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions as sessionsApi } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { record } from 'account-elements-server/activity/record.js';
import { throttles } from 'account-elements-server/http/throttle.js';
import type { Message } from 'account-elements-server/mail/message.js';
import { notices } from 'account-elements-server/mail/notices.js';
import { de } from 'account-elements-server/mail/words/de.js';
import { en } from 'account-elements-server/mail/words/en.js';
import { writeNotices } from 'account-elements-server/mail/notify.js';
import { post } from 'account-elements-server/mail/outbox.js';
import { mailTokens, outbox, pageLanguages } from 'account-elements-server/mail/schema.js';
import { keepMailToken } from 'account-elements-server/mail/tokens.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { accounts } from 'account-elements-server/accounts/schema.js';
import { disable, requirePasswordChange } from 'account-elements-server/operations/account-commands.js';
import { startSupportSession } from 'account-elements-server/operations/support-session.js';
import { setUpApp } from '../support/authenticator-app.ts';
import type { Browser } from '../support/http-browser.ts';
import { MailingServer, testMail } from '../support/mails.ts';
import { addPasskey } from '../support/passkeys.ts';
import { ada, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const HOUR = 3_600_000;
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const cities: Readonly<Record<string, readonly [country: string, city: string]>> = {
  '198.51.100.7': ['AT', 'Graz'],
  '203.0.113.9': ['JP', 'Tokyo'],
};
const places = {
  of(address: string) {
    const [country, city] = cities[address] ?? [];
    return country && city ? ({ local: false, country, region: null, city } as const) : null;
  },
};

/** What somebody was told since the last time, in the order in which it came. */
async function news(mailing: MailingServer, seen: Set<Message>): Promise<string[]> {
  const mails = (await mailing.mailsTo()).filter((mail) => !seen.has(mail));
  for (const mail of mails) seen.add(mail);
  return mails.map(({ subject }) => subject).toReversed();
}

test('a sign-in with a new browser or from a new place is told, one as always is not', async () => {
  await using mailing = await MailingServer.start({ locations: places });
  const { server } = mailing;
  await server.person();
  const seen = new Set<Message>();
  await news(mailing, seen);
  const browser = server.browser({ userAgent });
  await browser.signIn(ada.email, ada.password);
  assert.deepEqual(await news(mailing, seen), ['New sign-in to your account']);
  await browser.signIn(ada.email, ada.password);
  assert.deepEqual(await news(mailing, seen), []);

  const abroad = server.browser({ userAgent, address: '203.0.113.9' });
  for (const [name, value] of browser.cookies) abroad.cookies.set(name, value);
  await abroad.signIn(ada.email, ada.password);
  const [mail] = await mailing.mailsTo(ada.email);
  assert.deepEqual(await news(mailing, seen), ['New sign-in to your account']);
  for (const part of [
    'When: March 1, 2026 at 9:00:00 AM UTC',
    'Device: Firefox on Linux',
    'Place (approximate): Tokyo, Japan',
    'IP address: 203.0.113.9',
    'This wasn’t me:\nhttps://account.example/account/#not-me=',
  ]) {
    assert.ok(mail?.text.includes(part), `${part} is not in:\n${mail?.text}`);
  }
  assert.ok(mail?.html.includes('Tokyo, Japan') && !mail.html.includes(ada.firstName));
});

test('a browser whose session was signed out from elsewhere is a new one again, and no other', async () => {
  await using mailing = await MailingServer.start({ locations: places });
  const { server } = mailing;
  await server.person();
  const seen = new Set<Message>();
  const owner = server.browser({ userAgent });
  const thief = server.browser({ userAgent });
  const signIns = async (browser: Browser): Promise<number> => {
    await browser.signIn(ada.email, ada.password);
    return (await news(mailing, seen)).filter((subject) => subject === 'New sign-in to your account').length;
  };
  const end = async (all: boolean): Promise<void> => {
    const { result } = await owner.call(sessionsApi.list, {});
    const ids = result.filter(({ current }) => !current).map(({ id }) => id);
    if (all) await owner.call(sessionsApi.revokeSome, { body: { ids } });
    else for (const id of ids) await owner.call(sessionsApi.revoke, { params: { id } });
  };
  assert.equal(await signIns(owner), 1);
  assert.equal(await signIns(thief), 1);
  assert.equal(await signIns(thief), 0);
  for (const all of [false, true]) {
    await end(all);
    await news(mailing, seen);
    assert.equal(await signIns(thief), 1);
    assert.equal(await signIns(thief), 0);
  }
  assert.equal(await signIns(owner), 0);

  // Without its session's cookie, the owner's browser starts a second one, and ends the first.
  owner.cookies.delete('__Host-sid');
  await owner.signIn(ada.email, ada.password);
  await end(true);
  await news(mailing, seen);
  assert.equal(await signIns(owner), 0);
});

test('whoever made an account just now is not told that they are in', async () => {
  await using mailing = await MailingServer.start({ config: { signUp: true } });
  const seen = new Set<Message>();
  await news(mailing, seen);
  await mailing.server.browser().call(signUp.create, { body: ada });
  assert.deepEqual(await news(mailing, seen), []);
});

test('what changes about the ways in is told, each change once', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  await server.browser().signIn(ada.email, ada.password);
  await server.browser().signIn(ada.email, ada.password);
  const seen = new Set<Message>();
  await news(mailing, seen);

  await browser.call(sessionsApi.revokeOthers, {});
  assert.deepEqual(await news(mailing, seen), ['Your account was signed out elsewhere']);
  await server.browser().signIn(ada.email, ada.password);
  await news(mailing, seen);
  await browser.call(password.change, { body: { newPassword: 'a loom that counts in sevens', signOutOthers: true } });
  assert.deepEqual(await news(mailing, seen), ['Your password was changed']);
  const device = new SoftwareAuthenticator();
  await addPasskey(browser, device);
  assert.deepEqual(await news(mailing, seen), ['Your passkeys were changed']);
  const { recoveryCodes } = await setUpApp(browser, server.clock.now);
  assert.deepEqual((await news(mailing, seen)).toSorted(), [
    'Your recovery codes were changed',
    'Your two-factor authentication was changed',
  ]);
  const other = server.browser();
  await other.call(signIn.withPassword, { body: { email: ada.email, password: 'a loom that counts in sevens' } });
  await other.call(signIn.withRecoveryCode, { body: { code: recoveryCodes[0]! } });
  assert.deepEqual((await news(mailing, seen)).toSorted(), ['A recovery code was used', 'New sign-in to your account']);
  const id = (await browser.call(passkeys.list, {})).result[0]?.id ?? '';
  await browser.call(passkeys.rename, { params: { id }, body: { name: 'Mine' } });
  await browser.call(account.updateName, { body: { firstName: 'Ada', lastName: 'King' } });
  assert.deepEqual(await news(mailing, seen), [], 'nothing for what is harmless');
});

test('somebody whose account was erased leaves no mail, no link, no language and no counts behind', async () => {
  await using server = await TestServer.start({ config: { mail: testMail } });
  const { clock, config, db, keys, log } = server;
  const needs = { config, db, keys, log, now: clock.now };
  await writeNotices(needs);
  const browser = await server.signedIn();
  await browser.call(accountData.delete, {});
  clock.push(7 * 24 * HOUR - 1);
  await db.transaction(async (tx) => {
    const { id } = (await tx.select().from(accounts))[0]!;
    await keepMailToken(tx, 'of a mail', { accountId: id, at: clock.now(), life: HOUR, purpose: 'password-reset' });
    const mail = { kind: 'password-reset', link: 'https://account.example/', minutes: 60 } as const;
    await post(tx, needs, { to: { email: ada.email, language: 'en' }, mail }, { accountId: id });
  });
  const counts = async () => [
    (await db.select().from(outbox)).length,
    (await db.select().from(mailTokens)).length,
    (await db.select().from(pageLanguages)).length,
    (await db.select().from(throttles)).filter(({ bucket }) => bucket.startsWith('mail:')).length,
  ];
  assert.deepEqual(await counts(), [1, 1, 1, 1]);
  clock.push(1);
  await sweep({ db, keys, log, now: clock.now });
  assert.deepEqual(await counts(), [0, 0, 0, 0]);
});

test('the deletion of an account is told, and so is that it stays', async () => {
  await using mailing = await MailingServer.start();
  const browser = await mailing.server.signedIn();
  const seen = new Set<Message>();
  await news(mailing, seen);
  await browser.call(accountData.delete, {});
  assert.deepEqual(await news(mailing, seen), ['Your account is about to be deleted']);
  await browser.signIn(ada.email, ada.password);
  assert.deepEqual(await news(mailing, seen), ['Your account stays']);
});

test('a file of everything is told, one of the activity is not, and a second one of the day neither', async () => {
  await using mailing = await MailingServer.start();
  const { clock } = mailing.server;
  const browser = await mailing.server.signedIn();
  const seen = new Set<Message>();
  await news(mailing, seen);
  await browser.call(activity.export, { query: { view: 'events', format: 'csv' } });
  assert.deepEqual(await news(mailing, seen), []);
  await browser.call(accountData.export, { query: { format: 'json' } });
  assert.deepEqual(await news(mailing, seen), ['Your data was downloaded']);
  assert.match((await mailing.mailsTo(ada.email))[0]?.text ?? '', /This wasn’t me:\n.*#not-me=/);
  clock.push(HOUR / 60);
  await browser.call(accountData.export, { query: { format: 'csv' } });
  assert.deepEqual(await news(mailing, seen), [], 'or twenty of them would keep other news away');
  const other = mailing.server.browser({ userAgent });
  await other.signIn(ada.email, ada.password);
  await news(mailing, seen);
  await other.call(accountData.export, { query: { format: 'csv' } });
  assert.deepEqual(await news(mailing, seen), ['Your data was downloaded'], 'somebody else may have this session');
});

test('a replaced token that somebody uses is told, once a day, and the link locks out whoever has it', async () => {
  await using mailing = await MailingServer.start();
  const { clock } = mailing.server;
  const browser = await mailing.server.signedIn();
  const stolen = { cookie: `__Host-sid=${browser.token}` };
  await browser.call(reauth.withPassword, { body: { password: ada.password } });
  const seen = new Set<Message>();
  await news(mailing, seen);
  const thief = mailing.server.browser({ userAgent, address: '203.0.113.9' });
  const use = async () => (await thief.call(account.get, {}, stolen)).code;
  assert.equal(await use(), 'unauthenticated');
  assert.deepEqual(await news(mailing, seen), ['A session of yours may have been copied']);
  clock.push(HOUR);
  assert.equal(await use(), 'unauthenticated');
  assert.deepEqual(await news(mailing, seen), []);

  const token = await mailing.linkToken(ada.email, 'not-me');
  await mailing.server.browser().call(accountLockdown.lock, { body: { token } });
  assert.equal((await browser.call(account.get, {})).code, 'unauthenticated');
});

test('case 020: too many wrong passwords are told once', async () => {
  await using mailing = await MailingServer.start({
    config: { attempts: { free: 3, longestWait: 0, cap: 3, perNetwork: 1000, overall: 1000, window: HOUR } },
  });
  const { server } = mailing;
  await server.person();
  const seen = new Set<Message>();
  await news(mailing, seen);
  for (let i = 0; i < 6; i++) {
    await server.browser().call(signIn.withPassword, { body: { email: ada.email, password: 'not the right one' } });
    server.clock.push(HOUR);
  }
  assert.deepEqual(await news(mailing, seen), ['Too many wrong passwords']);
});

for (const [what, guess] of [
  ['authenticator applications', (browser: Browser) => browser.call(signIn.withCode, { body: { code: '000000' } })],
  ['recovery', (browser: Browser) => browser.call(signIn.withRecoveryCode, { body: { code: '0'.repeat(24) } })],
] as const) {
  test(`case 030, 032: too many wrong codes of ${what} are told once`, async () => {
    await using mailing = await MailingServer.start({
      config: { attempts: { free: 3, longestWait: 0, cap: 3, perNetwork: 1000, overall: 1000, window: HOUR } },
    });
    const { server } = mailing;
    await setUpApp(await server.signedIn(), server.clock.now);
    const seen = new Set<Message>();
    await news(mailing, seen);
    for (let i = 0; i < 6; i++) {
      server.clock.push(HOUR);
      const stranger = server.browser();
      await stranger.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
      assert.equal((await guess(stranger)).code, 'wrong-credential');
    }
    assert.deepEqual(await news(mailing, seen), ['Too many wrong codes']);
  });
}

test('case 097: with the last second factor the recovery codes go, others are signed out where wanted, and both is told', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  const { app, authenticator } = await setUpApp(browser, server.clock.now);
  const elsewhere = server.browser();
  server.clock.push(HOUR / 60);
  await elsewhere.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  assert.equal((await elsewhere.call(signIn.withCode, { body: { code: app.code() } })).status, 200);
  const seen = new Set<Message>();
  await news(mailing, seen);
  const removal = { params: { id: authenticator.id }, body: { signOutOthers: true } };
  assert.deepEqual((await browser.call(authenticators.remove, removal)).result, {
    sessionsEnded: 1,
    recoveryCodesRemoved: true,
  });
  assert.equal((await elsewhere.call(account.get, {})).code, 'unauthenticated');
  assert.equal((await browser.call(account.get, {})).status, 200);
  const told = ['Your recovery codes were changed', 'Your two-factor authentication was changed'];
  assert.deepEqual((await news(mailing, seen)).toSorted(), told);
});

test('an operator who acts in a person’s place is told every time, and makes no place a known one', async () => {
  await using mailing = await MailingServer.start({ locations: places });
  const { server } = mailing;
  const browser = server.browser({ userAgent });
  await server.person();
  await browser.signIn(ada.email, ada.password);
  const seen = new Set<Message>();
  await news(mailing, seen);
  const { config, db } = server;
  const help = (address: string) =>
    startSupportSession(
      { config, db, locations: places as never, now: server.clock.now },
      {
        email: ada.email,
        operator: 'Jo Miller, Example support',
        request: { headers: new Headers({ 'user-agent': userAgent }) },
        address,
      },
    );
  // The second is nowhere that a mail would be worth.
  for (const address of ['203.0.113.9', '192.0.2.1']) {
    await help(address);
    assert.deepEqual(await news(mailing, seen), ['New sign-in to your account']);
    assert.match((await mailing.mailsTo(ada.email))[0]?.text ?? '', /An administrator did this/);
  }

  const abroad = server.browser({ userAgent, address: '203.0.113.9' });
  for (const [name, value] of browser.cookies) abroad.cookies.set(name, value);
  await abroad.signIn(ada.email, ada.password);
  assert.match((await mailing.mailsTo(ada.email))[0]?.text ?? '', /from a place where you haven’t signed in before/);
});

test('what the operator did is told as such, to nobody who is disabled', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  const seen = new Set<Message>();
  await news(mailing, seen);
  await requirePasswordChange(server.operator, ada.email);
  assert.deepEqual(await news(mailing, seen), ['Please choose a new password']);
  assert.match((await mailing.mailsTo(ada.email))[0]?.text ?? '', /An administrator did this/);
  await requirePasswordChange(server.operator, ada.email);
  await disable(server.operator, ada.email);
  assert.deepEqual(await news(mailing, seen), []);
});

test('it is in the language of the account, else in that of the page of the last sign-in', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  const seen = new Set<Message>();
  await news(mailing, seen);
  const browser = server.browser();
  const body = { email: ada.email, password: ada.password };
  await browser.call(signIn.withPassword, { body }, { 'accept-language': 'de-CH' });
  assert.deepEqual(await news(mailing, seen), ['Neue Anmeldung in Ihrem Konto']);
  const { version } = (await browser.call(profile.get, {})).result;
  const locale = { language: 'en', region: 'GB', timeZone: 'Europe/London', hourCycle: null, firstDayOfWeek: null };
  await browser.call(profile.update, { version, body: { locale } });
  await server.browser().call(signIn.withPassword, { body }, { 'accept-language': 'de-CH' });
  assert.deepEqual(await news(mailing, seen), ['New sign-in to your account']);
  assert.match((await mailing.mailsTo(ada.email))[0]?.text ?? '', /When: 1 March 2026 at 09:00:00 GMT/);
});

test('what happened before there was mail, or too long ago, is no news', async () => {
  await using server = await TestServer.start({
    config: { mail: testMail },
  });
  const { clock, config, db, keys, log } = server;
  await server.signedIn();
  const needs = { config, db, keys, log, now: clock.now };
  await writeNotices(needs);
  await writeNotices(needs);
  assert.deepEqual(await db.select().from(outbox), []);
  await server.browser().signIn(ada.email, ada.password);
  clock.push(72 * HOUR);
  await writeNotices(needs);
  assert.deepEqual(await db.select().from(outbox), []);
});

test('two processes that read on at once tell everything once', async () => {
  await using server = await TestServer.start({
    config: { mail: testMail },
  });
  const { clock, config, db, keys, log } = server;
  const { id } = await server.person();
  const needs = { config, db, keys, log, now: clock.now };
  await writeNotices(needs);
  await db.transaction(async (tx) => {
    for (let i = 0; i < 12; i++) await record(tx, { type: 'passkey_added', accountId: id, at: clock.now() + i });
  });
  await Promise.all([writeNotices(needs), writeNotices(needs), writeNotices(needs)]);
  assert.equal((await db.select().from(outbox)).length, 12);
});

test('beyond its share of mails an address is told no more, and the log says so', async () => {
  await using server = await TestServer.start({ config: { mail: testMail } });
  const { clock, config, db, keys, log } = server;
  const { id } = await server.person();
  const needs = { config, db, keys, log, now: clock.now };
  await writeNotices(needs);
  await db.transaction(async (tx) => {
    for (let i = 0; i < 21; i++) await record(tx, { type: 'passkey_added', accountId: id, at: clock.now() + i });
  });
  await writeNotices(needs);
  assert.equal((await db.select().from(outbox)).length, 20);
  const dropped = log.lines.filter((line) => line.includes('"event":"notice_dropped"'));
  assert.equal(dropped.length, 1);
  assert.match(dropped[0] ?? '', new RegExp(`"account":"${id}".*"notice":"passkeys-changed"`));
});

test('a line that cannot be told keeps no link back, and the log says so', async () => {
  await using mailing = await MailingServer.start();
  const { clock, db, log } = mailing.server;
  const { id } = await mailing.server.person();
  await mailing.mailsTo();
  await db.transaction((tx) => record(tx, { type: 'passkey_added', accountId: id, at: clock.now() }));
  await db.$client.execute('DROP TRIGGER activity_is_not_changed');
  await db.$client.execute(`UPDATE activity SET device = '{' WHERE type = 'passkey_added'`);
  await mailing.server.browser().call(passwordReset.request, { body: { email: ada.email } });
  assert.match(await mailing.resetToken(ada.email), /^[\w-]{43}$/);
  assert.match(log.lines.join(), /notices cannot be written/);
});

test('every notice has its words, in every language', () => {
  for (const words of [en, de]) assert.deepEqual(Object.keys(words.notices).toSorted(), notices.toSorted());
});
