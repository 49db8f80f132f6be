import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNotNull } from 'drizzle-orm';
import { accountData } from 'account-elements/contract/account-data.js';
import { accountLockdown } from 'account-elements/contract/account-lockdown.js';
import { account } from 'account-elements/contract/account.js';
import { activity } from 'account-elements/contract/activity.js';
import { password as passwordApi } from 'account-elements/contract/password.js';
import { passwordReset } from 'account-elements/contract/password-reset.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { notices } from 'account-elements-server/mail/notices.js';
import { mailTokens } from 'account-elements-server/mail/schema.js';
import { defaultAttemptLimits } from 'account-elements-server/config.js';
import { disable } from 'account-elements-server/operations/account-commands.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { passwords } from 'account-elements-server/password/schema.js';
import { setUpApp } from '../support/authenticator-app.ts';
import { wholeDatabase } from '../support/database-state.ts';
import { ADAS_OTHER, changeEmail } from '../support/email-changes.ts';
import type { Browser } from '../support/http-browser.ts';
import { lock, lockdownOf, lookAt, notMeToken, start } from '../support/lockdowns.ts';
import { MailingServer } from '../support/mails.ts';
import { addPasskey, recorded, signInWithPasskey } from '../support/passkeys.ts';
import { ada } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const chosen = 'a loom that counts in sevens';

const signInWith = (browser: Browser, password: string, email = ada.email) =>
  browser.call(signIn.withPassword, { body: { email, password } });
const isSignedIn = async (browser: Browser) => (await browser.call(account.get, {})).status === 200;
const finishReset = (browser: Browser, token: string) =>
  browser.call(passwordReset.finish, { body: { token, newPassword: chosen } });

/** Ada in a browser of hers, and somebody with her password in theirs; the link is that of the notice about the latter. */
async function withNotice(mailing: MailingServer): Promise<{ owner: Browser; thief: Browser; token: string }> {
  const { server } = mailing;
  const owner = await server.signedIn();
  await mailing.mailsTo();
  server.clock.push(MINUTE);
  const thief = server.browser({ address: '203.0.113.9' });
  await signInWith(thief, ada.password);
  return { owner, thief, token: await notMeToken(mailing) };
}

test('the link of a notice locks the account down without signing in, and the owner comes back by mail', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, thief, token } = await withNotice(mailing);
  const reader = server.browser();
  assert.deepEqual((await lookAt(reader, token)).result, {
    type: 'authn_login_success',
    at: '2026-03-01T09:01:00.000Z',
    locked: false,
  });
  assert.deepEqual((await lock(reader, token)).result, { mailSent: true });
  assert.deepEqual([await isSignedIn(owner), await isSignedIn(thief), await isSignedIn(reader)], [false, false, false]);
  for (const browser of [owner, thief, reader]) {
    assert.equal((await signInWith(browser, ada.password)).code, 'wrong-credential');
  }
  const reset = await mailing.resetToken(ada.email);
  assert.equal((await finishReset(reader, reset)).result.status, 'signed-in');
  const { done, password, since } = await lockdownOf(reader);
  assert.deepEqual(
    { password, since, ended: done.sessionsEnded },
    {
      password: 'chosen',
      since: '2026-03-01T09:01:00.000Z',
      ended: 2,
    },
  );
  assert.equal((await reader.call(accountLockdown.finish, {})).status, 204);
});

test('an account that a thief has deleted stays, although nobody who could keep it can sign in', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { thief } = await withNotice(mailing);
  await setUpApp(thief, server.clock.now);
  await mailing.mailsTo();
  server.clock.push(MINUTE);
  assert.equal((await thief.call(accountData.delete, {})).status, 200);
  const token = await notMeToken(mailing);
  const reader = server.browser();
  assert.equal((await lookAt(reader, token)).result.type, 'user_deletion_requested');
  assert.equal((await recorded(server, 'user_deletion_cancelled')).length, 0, 'not by looking');
  assert.equal((await lock(reader, token)).status, 200);
  assert.equal((await recorded(server, 'user_deletion_cancelled')).length, 1);
  assert.ok((await mailing.mailsTo(ada.email)).some(({ subject }) => subject === 'Your account stays'));
  server.clock.push(8 * 24 * HOUR);
  const { clock, config, db, keys, log } = server;
  await sweep({ config, db, keys, log, now: clock.now });
  assert.equal((await recorded(server, 'user_deleted')).length, 0);
});

test('it opens nothing and sets no cookie: whoever finds it is told what the mail told, and no name', async () => {
  await using mailing = await MailingServer.start();
  const { token } = await withNotice(mailing);
  const stranger = mailing.server.browser();
  const answers = [await lookAt(stranger, token), await lock(stranger, token), await lookAt(stranger, token)];
  for (const { headers, text } of answers) {
    assert.deepEqual(headers.getSetCookie(), []);
    assert.doesNotMatch(text, /people\.example|Ada|Byron|203\.0\.113/);
  }
  assert.equal(stranger.cookies.size, 0);
});

test('case 100: looking changes nothing, GET and HEAD do nothing, and of two that press at once it happens once', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { token } = await withNotice(mailing);
  const before = await wholeDatabase(server.db);
  await lookAt(server.browser(), token);
  for (const method of ['GET', 'HEAD']) {
    const { status } = await server.browser().fetch('/api/account/lockdown/link/lock', { method });
    assert.ok(status === 404 || status === 405);
  }
  assert.equal(await wholeDatabase(server.db), before);
  const answers = await Promise.all([lock(server.browser(), token), lock(server.browser(), token)]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  );
  assert.equal((await recorded(server, 'user_locked_down')).length, 1);
  assert.equal((await recorded(server, 'session_ended')).length, 2);
});

test('pressed again by the owner who is on the way back, it ends nothing more', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { token } = await withNotice(mailing);
  const owner = server.browser();
  await lock(owner, token);
  await finishReset(owner, await mailing.resetToken(ada.email));
  assert.equal((await lookAt(owner, token)).result.locked, true);
  assert.equal((await lock(server.browser(), token)).status, 200);
  assert.equal(await isSignedIn(owner), true);
  await owner.call(accountLockdown.finish, {});
  assert.equal((await lock(server.browser(), token)).code, 'link-expired');
  assert.equal((await lookAt(owner, token)).code, 'link-expired');
});

test('case 101: after 72 hours, made up, of another purpose, of somebody who is disabled: all the same', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { token } = await withNotice(mailing);
  await server.browser().call(passwordReset.request, { body: { email: ada.email } });
  const reset = await mailing.resetToken(ada.email);
  for (const wrong of ['made up', reset]) {
    assert.deepEqual(
      [(await lookAt(server.browser(), wrong)).code, (await lock(server.browser(), wrong)).code],
      ['link-expired', 'link-expired'],
    );
  }
  server.clock.push(71 * HOUR);
  assert.equal((await lookAt(server.browser(), token)).status, 200);
  server.clock.push(HOUR);
  assert.equal((await lookAt(server.browser(), token)).code, 'link-expired');
  assert.equal((await lock(server.browser(), token)).code, 'link-expired');
  await signInWith(server.browser(), ada.password);
  const another = await notMeToken(mailing);
  assert.equal((await lookAt(server.browser(), another)).status, 200);
  await disable(server.operator, ada.email);
  assert.equal((await lock(server.browser(), another)).code, 'link-expired');
});

test('no change that a thief makes ends it', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { thief, token } = await withNotice(mailing);
  await thief.call(passwordApi.change, { body: { newPassword: chosen, signOutOthers: true } });
  await setUpApp(thief, server.clock.now);
  assert.equal((await lock(server.browser(), token)).status, 200);
  assert.equal(await isSignedIn(thief), false);
  assert.equal((await signInWith(thief, chosen)).code, 'wrong-credential');
});

test('once it was pressed, older links to the same mailbox do nothing, so that the owner is not thrown out again', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { thief, token } = await withNotice(mailing);
  server.clock.push(MINUTE);
  await thief.call(passwordApi.change, { body: { newPassword: chosen, signOutOthers: true } });
  const newer = await notMeToken(mailing);
  assert.notEqual(newer, token);
  await lock(server.browser(), newer);
  assert.equal((await lock(server.browser(), token)).code, 'link-expired');
});

test('a thief who has changed the address loses it again, and the way back goes to the old mailbox', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { thief, token } = await withNotice(mailing);
  await changeEmail(mailing, thief);
  server.clock.push(MINUTE);
  const { result } = await lock(server.browser(), token);
  assert.deepEqual(result, { mailSent: true });
  assert.equal((await recorded(server, 'user_email_change_undone')).length, 1);
  await thief.call(passwordReset.request, { body: { email: ADAS_OTHER } });
  assert.equal(await mailing.resetToken(ADAS_OTHER), 'no link');
  const owner = server.browser();
  await finishReset(owner, await mailing.resetToken(ada.email));
  assert.equal((await owner.call(account.get, {})).result.email, ada.email);
});

test('a link in the mailbox of a thief does not end those in the mailbox of the owner, and brings back no address', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { thief, token } = await withNotice(mailing);
  await changeEmail(mailing, thief);
  server.clock.push(MINUTE);
  await thief.call(passwordApi.change, { body: { newPassword: chosen, signOutOthers: true } });
  const theirs = await notMeToken(mailing, ADAS_OTHER);
  assert.equal((await lock(thief, theirs)).status, 200);
  assert.equal((await recorded(server, 'user_email_change_undone')).length, 0);
  assert.equal((await lock(server.browser(), token)).status, 200);
  assert.equal((await recorded(server, 'user_email_change_undone')).length, 1);
});

test('of several changes of the address, only those since the mail are undone', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner } = await withNotice(mailing);
  await changeEmail(mailing, owner);
  server.clock.push(MINUTE);
  const thief = server.browser({ address: '203.0.113.9' });
  await signInWith(thief, ada.password, ADAS_OTHER);
  const token = await notMeToken(mailing, ADAS_OTHER);
  await changeEmail(mailing, thief, 'third@people.example');
  assert.deepEqual((await lock(server.browser(), token)).result, { mailSent: true });
  await finishReset(owner, await mailing.resetToken(ADAS_OTHER));
  assert.equal((await owner.call(account.get, {})).result.email, ADAS_OTHER);
});

test('it never lowers the level: a second factor is asked for as before, whenever it was added', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, token } = await withNotice(mailing);
  const { app } = await setUpApp(owner, server.clock.now);
  const reader = server.browser();
  await lock(reader, token);
  const { result } = await finishReset(reader, await mailing.resetToken(ada.email));
  assert.equal(result.status, 'second-factor');
  assert.equal(await isSignedIn(reader), false);
  server.clock.push(MINUTE);
  assert.equal((await reader.call(signIn.withCode, { body: { code: app.code() } })).status, 200);
});

test('nor does it let a mailbox alone remove a passkey that was added since', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, token } = await withNotice(mailing);
  await addPasskey(owner, new SoftwareAuthenticator());
  const reader = server.browser();
  await lock(reader, token);
  await finishReset(reader, await mailing.resetToken(ada.email));
  const [factor] = (await lockdownOf(reader)).factors;
  assert.equal(factor?.held, true);
  const kept = await reader.call(accountLockdown.keep, { body: { what: 'passkey', id: factor?.id ?? '' } });
  assert.equal(kept.code, 'reauthentication-required');
});

test('a passkey of a thief does not open the account again, one of before does', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const owner = await server.signedIn();
  const mine = new SoftwareAuthenticator();
  await addPasskey(owner, mine);
  await mailing.mailsTo();
  server.clock.push(MINUTE);
  const thief = server.browser({ address: '203.0.113.9' });
  await signInWithPasskey(thief, mine);
  const theirs = new SoftwareAuthenticator();
  await addPasskey(thief, theirs);
  await lock(server.browser(), await notMeToken(mailing));
  assert.equal((await signInWithPasskey(thief, theirs)).code, 'passkey-refused');
  const back = server.browser();
  assert.equal((await signInWithPasskey(back, mine)).status, 200);
  assert.equal((await lockdownOf(back)).password, 'due');
});

test('whoever is signed in takes the account back with the link, and stays signed in', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, thief, token } = await withNotice(mailing);
  const { result } = await owner.call(accountLockdown.suspect, { body: { by: 'link', token } });
  assert.deepEqual([result.type, result.session, result.others], ['authn_login_success', 'alive', 1]);
  assert.equal((await start(owner, { by: 'link', token })).status, 200);
  assert.deepEqual([await isSignedIn(owner), await isSignedIn(thief)], [true, false]);
  assert.equal((await lock(server.browser(), token)).code, 'link-expired', 'it is used up');
  assert.equal((await start(owner, { by: 'link', token })).code, 'link-expired');
});

test('a link about somebody else’s account is nothing to whoever is signed in to another', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, token } = await withNotice(mailing);
  const eve = await server.signedIn({ email: 'eve@people.example' });
  assert.equal((await eve.call(accountLockdown.suspect, { body: { by: 'link', token } })).code, 'link-expired');
  assert.equal((await start(eve, { by: 'link', token })).code, 'link-expired');
  assert.equal(await isSignedIn(owner), true);
});

test('the database keeps a digest of the link alone, and the record what was told', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { token } = await withNotice(mailing);
  assert.ok(!(await wholeDatabase(server.db)).includes(token));
  await lock(server.browser(), token);
  assert.ok(!(await wholeDatabase(server.db)).includes(token));
  const [line] = await recorded(server, 'user_locked_down');
  assert.deepEqual(JSON.parse(line?.details ?? '{}'), { by: 'link', event: 'authn_login_success' });
  assert.equal(line?.sessionId, null);
});

test('whoever has no password gets no mail about one', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { token } = await withNotice(mailing);
  await server.db.delete(passwords).where(isNotNull(passwords.accountId));
  assert.deepEqual((await lock(server.browser(), token)).result, { mailSent: false });
  assert.equal(await mailing.resetToken(ada.email), 'no link');
});

test('a network presses so many links in a quarter of an hour, and no more', async () => {
  const attempts = { ...defaultAttemptLimits, perNetwork: 3 };
  await using mailing = await MailingServer.start({ config: { attempts } });
  const { server } = mailing;
  const tokens: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    const email = `${name}@people.example`;
    await server.person({ email });
    await mailing.mailsTo();
    await signInWith(server.browser({ address: `192.0.2.${name.charCodeAt(0)}` }), ada.password, email);
    tokens.push(await notMeToken(mailing, email));
  }
  const answers = [];
  for (const token of tokens) answers.push(await lock(server.browser(), token));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 429],
  );
});

test('each notice has a link of its own, and every word for it', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner } = await withNotice(mailing);
  await owner.call(passwordApi.change, { body: { newPassword: chosen, signOutOthers: true } });
  const tokens = (await mailing.mailsTo(ada.email)).map(({ text }) => /#not-me=([\w-]{43})\n/.exec(text)?.[1]);
  assert.ok(tokens.length >= 2 && !tokens.includes(undefined));
  assert.equal(new Set(tokens).size, tokens.length);
  assert.equal((await server.db.select().from(mailTokens)).length, tokens.length);
  assert.ok(notices.includes('locked-down'));
});

test('the owner sees in the record what happened', async () => {
  await using mailing = await MailingServer.start();
  const { token } = await withNotice(mailing);
  const owner = mailing.server.browser();
  await lock(owner, token);
  await finishReset(owner, await mailing.resetToken(ada.email));
  const { result } = await owner.call(activity.list, { query: { view: 'events' } });
  const types = result.entries.map(({ type }) => type);
  for (const type of ['user_locked_down', 'authn_password_change', 'session_ended'])
    assert.ok(types.includes(type), type);
});
