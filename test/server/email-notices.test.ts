import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { emailNotices, optionalNotices, type EmailNoticesChange } from 'account-elements/contract/email-notices.js';
import { sessions } from 'account-elements/contract/sessions.js';
import { record } from 'account-elements-server/activity/record.js';
import { choose } from 'account-elements-server/email-notices/choices.js';
import { noticeChoices } from 'account-elements-server/email-notices/schema.js';
import type { Message } from 'account-elements-server/mail/message.js';
import { notices } from 'account-elements-server/mail/notices.js';
import { MailingServer } from '../support/mails.ts';
import type { Browser } from '../support/http-browser.ts';
import { addPasskey } from '../support/passkeys.ts';
import { ada, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const HOUR = 3_600_000;
const everything = Object.fromEntries(optionalNotices.map((name) => [name, true])) as EmailNoticesChange;
const nothing = Object.fromEntries(optionalNotices.map((name) => [name, false])) as EmailNoticesChange;

const isNotice =
  (wanted: string) =>
  ({ subject }: Message): boolean =>
    subject === wanted;

const wanted = async (browser: Browser): Promise<string[]> =>
  (await browser.call(emailNotices.get, {})).result.notices.filter((n) => n.wanted).map(({ name }) => name);

test('whoever never chose hears of new places and of sign-outs, and not of what is usual', async () => {
  await using mailing = await MailingServer.start();
  const browser = await mailing.server.signedIn();
  const { notices: all } = (await browser.call(emailNotices.get, {})).result;
  assert.deepEqual(
    all.map(({ name }) => name),
    optionalNotices,
  );
  assert.deepEqual(await wanted(browser), ['sign-in-elsewhere', 'sessions-ended']);
});

test('what somebody chose is kept, and is theirs alone', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  const noor = await server.signedIn({ email: 'noor@example.com' });
  const { result } = await browser.call(emailNotices.update, { body: { 'profile-changed': true } });
  assert.deepEqual(
    result.notices.find(({ name }) => name === 'profile-changed'),
    { name: 'profile-changed', wanted: true },
  );
  await browser.call(emailNotices.update, { body: { 'sign-in-elsewhere': false } });
  assert.deepEqual(await wanted(browser), ['sessions-ended', 'profile-changed']);
  assert.deepEqual(await wanted(noor), ['sign-in-elsewhere', 'sessions-ended']);
});

test('somebody hears of a usual sign-in and of their profile if they want to, and how not to', async () => {
  await using mailing = await MailingServer.start();
  const browser = await mailing.server.signedIn();
  const rename = (firstName: string) =>
    browser.call(account.updateName, { body: { firstName, lastName: ada.lastName } });
  await mailing.mailsTo();
  await rename('Augusta');
  await browser.signIn(ada.email, ada.password);
  assert.equal((await mailing.mailsTo(ada.email)).filter(isNotice('Sign-in to your account')).length, 0);
  await browser.call(emailNotices.update, { body: everything });
  await rename('Ada');
  await browser.signIn(ada.email, ada.password);
  const mails = await mailing.mailsTo(ada.email);
  for (const subject of ['Sign-in to your account', 'Your profile was changed']) {
    const [mail, ...more] = mails.filter(isNotice(subject));
    assert.equal(more.length, 0);
    assert.match(mail?.text ?? '', /under “E-mail notices”, whether you get this one/);
    assert.match(mail?.text ?? '', /This wasn’t me:\n.*#not-me=/);
  }
});

test('what is switched off is not sent', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  await server.browser().signIn(ada.email, ada.password);
  await browser.call(emailNotices.update, { body: { 'sessions-ended': false } });
  await browser.call(sessions.revokeOthers, {});
  assert.deepEqual((await mailing.mailsTo(ada.email)).filter(isNotice('Your account was signed out elsewhere')), []);
});

test('nothing that tells of a way into the account can be switched off', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  for (const name of notices) {
    if (optionalNotices.some((optional) => optional === name)) continue;
    const { response } = await browser.call(emailNotices.update, { body: { [name]: false } as EmailNoticesChange });
    assert.equal(response.status, 422, name);
  }
  // Not even by whoever writes to the database.
  await browser.call(emailNotices.update, { body: nothing });
  const { db } = server;
  const { id } = (await browser.call(account.get, {})).result;
  await db.transaction(async (tx) => {
    await choose(tx, id, { 'passkeys-changed': false } as never);
    await tx.insert(noticeChoices).values({ accountId: id, notice: 'passkeys-changed', wanted: false });
  });
  await addPasskey(browser, new SoftwareAuthenticator());
  await server.browser({ userAgent: 'Another' }).signIn(ada.email, ada.password);
  const told = (await mailing.mailsTo(ada.email)).map(({ subject }) => subject);
  assert.ok(told.includes('Your passkeys were changed'));
  assert.ok(told.includes('New sign-in to your account'));
});

test('whoever silences a notice is told so once, and what is on record names it', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  const told = async () => (await mailing.mailsTo(ada.email)).filter(isNotice('You get fewer notices')).length;
  await browser.call(emailNotices.update, { body: everything });
  assert.equal(await told(), 0, 'more is no news');
  await browser.call(emailNotices.update, { body: { 'sessions-ended': false, 'profile-changed': true } });
  await browser.call(emailNotices.update, { body: { 'sessions-ended': false } });
  assert.equal(await told(), 1);
  const lines = await server.db.all<{ details: string }>(
    sql`SELECT details FROM activity WHERE type = 'user_notices_changed'`,
  );
  assert.deepEqual(
    lines.map(({ details }) => JSON.parse(details)),
    [
      { on: ['usual-sign-in', 'profile-changed'], off: [] },
      { on: [], off: ['sessions-ended'] },
    ],
  );
});

test('to choose takes a recent proof', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  await browser.call(emailNotices.update, { body: nothing });
  server.clock.push(HOUR / 2);
  assert.equal((await browser.call(emailNotices.update, { body: everything })).code, 'reauthentication-required');
  assert.deepEqual(await wanted(browser), []);
});

test('a server without mail has nothing to choose', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  assert.deepEqual((await browser.call(emailNotices.get, {})).result, { notices: [] });
});

test('however much somebody does that is harmless, the owner still hears of what is not', async () => {
  await using mailing = await MailingServer.start();
  const { clock, db } = mailing.server;
  const browser = await mailing.server.signedIn();
  await browser.call(emailNotices.update, { body: everything });
  const { id } = (await browser.call(account.get, {})).result;
  await mailing.mailsTo();
  await db.transaction(async (tx) => {
    for (let i = 0; i < 30; i++) await record(tx, { type: 'user_updated', accountId: id, at: clock.now() + i });
    for (let i = 0; i < 30; i++) {
      await record(tx, { type: 'session_ended', reason: 'revoked', accountId: id, at: clock.now() + i });
    }
  });
  await addPasskey(browser, new SoftwareAuthenticator());
  assert.equal((await mailing.mailsTo(ada.email)).filter(isNotice('Your passkeys were changed')).length, 1);
});
