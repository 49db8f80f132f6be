import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountLockdown } from 'account-elements/contract/account-lockdown.js';
import { account } from 'account-elements/contract/account.js';
import { activity } from 'account-elements/contract/activity.js';
import { authenticators } from 'account-elements/contract/authenticators.js';
import { emailChange } from 'account-elements/contract/email-change.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { password as passwordApi } from 'account-elements/contract/password.js';
import { passwordReset } from 'account-elements/contract/password-reset.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { recoveryCodes } from 'account-elements/contract/recovery-codes.js';
import { sessions } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { afterVerifying } from '../support/after-verifying.ts';
import { setUpApp } from '../support/authenticator-app.ts';
import { wholeDatabase } from '../support/database-state.ts';
import { ADAS_OTHER, askFor, changeEmail, confirm } from '../support/email-changes.ts';
import type { Browser } from '../support/http-browser.ts';
import { lockdownOf, start } from '../support/lockdowns.ts';
import { MailingServer, testMail } from '../support/mails.ts';
import {
  addPasskey,
  listPasskeys,
  proveWithPasskey,
  recorded,
  signInWithPasskey,
  whyRefused,
} from '../support/passkeys.ts';
import { ada, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const chosen = 'a loom that counts in sevens';

const signInWith = (browser: Browser, password: string) =>
  browser.call(signIn.withPassword, { body: { email: ada.email, password } });
const isSignedIn = async (browser: Browser) => (await browser.call(account.get, {})).status === 200;
const prove = (browser: Browser) => browser.call(reauth.withPassword, { body: { password: ada.password } });
const changePassword = (browser: Browser) =>
  browser.call(passwordApi.change, { body: { newPassword: chosen, signOutOthers: false } });
const begin = async (...call: Parameters<typeof start>) => (await start(...call)).result;
const suspect = (browser: Browser, id: string, by: 'session' | 'activity' = 'session') =>
  browser.call(accountLockdown.suspect, { body: { by, id } });

/** The id of a session that is not the one that asks. */
async function otherSession(browser: Browser): Promise<string> {
  const { result } = await browser.call(sessions.list, {});
  return result.find(({ current }) => !current)?.id ?? 'none';
}

/** The id of the newest line of that type. */
async function lineOf(browser: Browser, type: string): Promise<string> {
  const { result } = await browser.call(activity.list, { query: { view: 'events' } });
  return result.entries.find((entry) => entry.type === type)?.id ?? 'none';
}

/** Ada in her browser, and somebody who knows her password in theirs, a minute later. */
async function withThief(server: TestServer): Promise<{ owner: Browser; thief: Browser }> {
  const owner = await server.signedIn();
  server.clock.push(MINUTE);
  const thief = server.browser({ address: '203.0.113.9' });
  await thief.signIn(ada.email, ada.password);
  return { owner, thief };
}

test('somebody who finds a session that is not theirs throws it out, and chooses another password', async () => {
  await using server = await TestServer.start();
  const { owner, thief } = await withThief(server);
  const id = await otherSession(owner);
  const { result: seen } = await suspect(owner, id);
  assert.deepEqual(
    { type: seen.type, at: seen.at, session: seen.session, others: seen.others, address: seen.address },
    { type: 'session_created', at: '2026-03-01T09:01:00.000Z', session: 'alive', others: 1, address: '203.0.113.9' },
  );
  const { result } = await start(owner, { by: 'session', id });
  assert.equal(await isSignedIn(thief), false);
  assert.equal(result.password, 'due');
  assert.equal(result.done.sessionsEnded, 1);
  assert.equal((await owner.call(accountLockdown.finish, {})).code, 'conflict', 'the password is still to be chosen');
  assert.equal((await changePassword(owner)).status, 200);
  assert.equal((await owner.call(accountLockdown.finish, {})).status, 204);
  const { done, finishedAt, password } = await lockdownOf(owner);
  assert.deepEqual(
    { password, finished: finishedAt !== null, chosen: done.passwordChosen },
    {
      password: 'chosen',
      finished: true,
      chosen: true,
    },
  );
  assert.equal((await signInWith(server.browser(), ada.password)).code, 'wrong-credential');
  assert.equal((await signInWith(server.browser(), chosen)).status, 200);
});

test('whoever stops in the middle is told so wherever they are signed in, until they are through', async () => {
  await using server = await TestServer.start();
  const { owner } = await withThief(server);
  const isOpen = async (browser: Browser) => (await browser.call(account.get, {})).result.lockdown;
  assert.equal(await isOpen(owner), undefined);
  await start(owner);
  assert.equal(await isOpen(owner), true);
  await changePassword(owner);
  const elsewhere = server.browser();
  await signInWith(elsewhere, chosen);
  assert.equal(await isOpen(elsewhere), true);
  await owner.call(accountLockdown.finish, {});
  assert.deepEqual([await isOpen(owner), await isOpen(elsewhere)], [undefined, undefined]);
});

for (const [browser, isKnown] of [
  ['a new browser', false],
  ['a browser that was known', true],
] as const) {
  test(`whoever signs in with ${browser} while the account is locked down does not get in any more`, async () => {
    let meanwhile = async (): Promise<unknown> => undefined;
    const passwords = afterVerifying(() => meanwhile());
    await using server = await TestServer.start({ config: { mail: testMail }, passwords });
    const { owner, thief } = await withThief(server);
    const late = isKnown ? thief : server.browser();
    meanwhile = () => {
      meanwhile = async () => undefined;
      return start(owner);
    };
    assert.equal((await signInWith(late, ada.password)).code, 'wrong-credential');
    assert.deepEqual([await isSignedIn(late), await isSignedIn(owner)], [false, true]);
  });
}

test('one session alone ends where the person wants that, and what it has proven elsewhere is past', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, thief } = await withThief(server);
  const id = await otherSession(owner);
  const telephone = server.browser();
  await telephone.signIn(ada.email, ada.password);
  await begin(owner, { by: 'session', id }, 'session');
  assert.deepEqual([await isSignedIn(thief), await isSignedIn(telephone)], [false, true]);
  assert.equal((await signInWith(thief, ada.password)).code, 'wrong-credential', 'nor does its browser come back');
  assert.equal((await telephone.call(sessions.revokeOthers, {})).code, 'reauthentication-required');
});

test('something in the record leads to the session that did it, and to all that came since it began', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, thief } = await withThief(server);
  server.clock.push(5 * MINUTE);
  await addPasskey(thief, new SoftwareAuthenticator());
  const { result: seen } = await suspect(owner, await lineOf(owner, 'passkey_added'), 'activity');
  assert.deepEqual([seen.type, seen.session], ['passkey_added', 'alive']);
  await prove(owner);
  const { result } = await start(owner, { by: 'activity', id: await lineOf(owner, 'passkey_added') });
  assert.equal(result.since, '2026-03-01T09:01:00.000Z', 'from the sign-in on');
  assert.deepEqual(
    result.factors.map(({ held, isNew, kind }) => ({ held, isNew, kind })),
    [{ held: true, isNew: true, kind: 'passkey' }],
  );
  assert.equal(await isSignedIn(thief), false);
});

test('what is nobody’s own reads as missing: sessions and lines of others, and none at all', async () => {
  await using server = await TestServer.start();
  const eve = await server.signedIn({ email: 'eve@people.example' });
  const { owner } = await withThief(server);
  const [theirs, line] = [await otherSession(owner), await lineOf(owner, 'session_created')];
  await eve.call(account.get, {});
  await server.settled();
  const before = await wholeDatabase(server.db);
  assert.equal((await suspect(eve, theirs)).code, 'not-found');
  assert.equal((await suspect(eve, line, 'activity')).code, 'not-found');
  assert.equal((await suspect(eve, 'none')).code, 'not-found');
  assert.equal((await start(eve, { by: 'session', id: theirs })).code, 'not-found');
  assert.equal((await start(eve, { by: 'activity', id: line })).code, 'not-found');
  assert.equal(await wholeDatabase(server.db), before);
});

test('looking at what it was changes nothing', async () => {
  await using server = await TestServer.start();
  const { owner } = await withThief(server);
  const id = await otherSession(owner);
  // That the session was used is noted beside the answer, before whatever is written next.
  await server.db.transaction(async () => undefined);
  const before = await wholeDatabase(server.db);
  await suspect(owner, id);
  await owner.call(accountLockdown.get, {});
  assert.equal(await wholeDatabase(server.db), before);
});

test('nobody is thrown out by a session whose last proof is too old, and nothing is kept or brought back by one', async () => {
  await using server = await TestServer.start();
  const { owner, thief } = await withThief(server);
  const id = await otherSession(owner);
  server.clock.push(11 * MINUTE);
  assert.equal((await start(owner, { by: 'session', id })).code, 'reauthentication-required');
  assert.equal(await isSignedIn(thief), true);
  await prove(owner);
  assert.equal((await start(owner, { by: 'session', id })).status, 200);
  server.clock.push(11 * MINUTE);
  const refusals = [
    await owner.call(accountLockdown.keep, { body: { what: 'email' } }),
    await owner.call(accountLockdown.restoreEmail, {}),
  ];
  for (const { code } of refusals) assert.equal(code, 'reauthentication-required');
});

test('with a second factor that a thief has added, others are thrown out all the same, and nothing else gets easier', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, thief } = await withThief(server);
  await addPasskey(thief, new SoftwareAuthenticator());
  assert.equal((await prove(owner)).status, 200);
  assert.equal((await start(owner, { by: 'session', id: await otherSession(owner) })).status, 200);
  assert.equal(await isSignedIn(thief), false);
  const [key] = await listPasskeys(owner);
  const kept = await owner.call(accountLockdown.keep, { body: { what: 'passkey', id: key?.id ?? '' } });
  assert.equal(kept.code, 'reauthentication-required');
  assert.equal((await changePassword(owner)).code, 'reauthentication-required');
});

test('the old password works for nobody without a known browser, from the first moment on', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, thief } = await withThief(server);
  await begin(owner, { by: 'session', id: await otherSession(owner) });
  assert.equal((await signInWith(thief, ada.password)).code, 'wrong-credential');
  assert.equal((await signInWith(server.browser(), ada.password)).code, 'wrong-credential');
  assert.equal((await prove(owner)).status, 200, 'the owner still confirms with it');
});

test('where there is neither mail nor a passkey, the password is no way in less', async () => {
  await using server = await TestServer.start();
  const { owner } = await withThief(server);
  await begin(owner, { by: 'session', id: await otherSession(owner) });
  assert.equal((await signInWith(server.browser(), ada.password)).status, 200);
});

test('whoever stops in the middle goes on there, also in another browser, and nothing that was done is undone', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, thief } = await withThief(server);
  const theirs = new SoftwareAuthenticator();
  await addPasskey(thief, theirs);
  await prove(owner);
  await begin(owner, { by: 'activity', id: await lineOf(owner, 'passkey_added') });
  server.clock.push(3 * DAY);
  const { factors, password } = await lockdownOf(await signedInWithMail(mailing));
  assert.equal(password, 'chosen');
  assert.equal(factors[0]?.held, true);
  assert.equal((await signInWithPasskey(server.browser(), theirs)).code, 'passkey-refused');
});

/** Ada's browser after a new password by mail. */
async function signedInWithMail(mailing: MailingServer): Promise<Browser> {
  const browser = mailing.server.browser();
  await browser.call(passwordReset.request, { body: { email: ada.email } });
  const token = await mailing.resetToken(ada.email);
  await browser.call(passwordReset.finish, { body: { token, newPassword: 'a loom that counts in eights' } });
  return browser;
}

test('a passkey that was added since signs nobody in, until its owner has said that it is theirs', async () => {
  await using server = await TestServer.start();
  const owner = await server.signedIn();
  const first = new SoftwareAuthenticator();
  await addPasskey(owner, first);
  server.clock.push(MINUTE);
  const thief = server.browser();
  await signInWithPasskey(thief, first);
  const second = new SoftwareAuthenticator();
  await addPasskey(thief, second);
  const fresh = server.browser();
  await signInWithPasskey(fresh, first);
  await begin(fresh, { by: 'activity', id: await lineOf(fresh, 'passkey_added') });

  assert.equal((await signInWithPasskey(server.browser(), second)).code, 'passkey-refused');
  const [refusal] = await recorded(server, 'authn_login_fail');
  assert.equal(JSON.parse(refusal?.details ?? '{}').because, 'held');
  assert.equal((await signInWithPasskey(server.browser(), first)).status, 200, 'the one of before works');

  const { factors } = await lockdownOf(fresh);
  const held = factors.find((factor) => factor.held);
  assert.equal((await fresh.call(accountLockdown.keep, { body: { what: 'passkey', id: held?.id ?? '' } })).status, 204);
  assert.equal((await signInWithPasskey(server.browser(), second)).status, 200);
  assert.equal((await recorded(server, 'passkey_released')).length, 1);
  await fresh.call(accountLockdown.keep, { body: { what: 'passkey', id: held?.id ?? '' } });
  assert.equal((await recorded(server, 'passkey_released')).length, 1, 'said twice, done once');

  await begin(fresh, { by: 'activity', id: await lineOf(fresh, 'passkey_added') });
  assert.equal((await signInWithPasskey(server.browser(), second)).status, 200, 'said once, kept from then on');
});

test('a held passkey is still asked for beside a password, and works there', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const owner = await server.signedIn();
  const { app } = await setUpApp(owner, server.clock.now);
  server.clock.push(MINUTE);
  const key = new SoftwareAuthenticator();
  await addPasskey(owner, key);
  server.clock.push(MINUTE);
  const fresh = server.browser();
  await signInWith(fresh, ada.password);
  await fresh.call(signIn.withCode, { body: { code: app.code() } });
  await begin(fresh, { by: 'activity', id: await lineOf(fresh, 'passkey_added') });
  const again = server.browser();
  assert.equal((await signInWithPasskey(again, key)).code, 'passkey-refused');
  await changePassword(fresh);
  assert.equal((await signInWith(again, chosen)).result.status, 'second-factor');
  assert.equal((await signInWithPasskey(again, key)).status, 200);
  const stranger = server.browser();
  const eve = await server.person({ email: 'eve@people.example' });
  await setUpApp(await signedInAs(server, eve.email), server.clock.now);
  await stranger.call(signIn.withPassword, { body: { email: eve.email, password: eve.password } });
  assert.equal((await signInWithPasskey(stranger, key)).code, 'passkey-refused', 'not beside somebody else’s password');
});

async function signedInAs(server: TestServer, email: string): Promise<Browser> {
  const browser = server.browser();
  await browser.signIn(email, ada.password);
  return browser;
}

test('in a session that stayed, a held passkey confirms nobody by itself, so that it cannot be released by whoever made it', async () => {
  await using server = await TestServer.start();
  const { owner, thief } = await withThief(server);
  const stays = server.browser({ address: '203.0.113.9' });
  await stays.signIn(ada.email, ada.password);
  const theirs = new SoftwareAuthenticator();
  await addPasskey(thief, theirs);
  await prove(owner);
  await begin(owner, { by: 'activity', id: await lineOf(owner, 'passkey_added') }, 'session');
  assert.deepEqual([await isSignedIn(thief), await isSignedIn(stays)], [false, true]);

  const { result } = await stays.call(reauth.get, { query: { for: 'highest' } });
  assert.deepEqual(result.methods, ['password'], 'nor is it asked for');
  assert.equal((await proveWithPasskey(stays, theirs)).code, 'passkey-refused');
  assert.equal(await whyRefused(server, 'authn_reauth_fail'), 'held');
  const [key] = await listPasskeys(stays);
  const kept = await stays.call(accountLockdown.keep, { body: { what: 'passkey', id: key?.id ?? '' } });
  assert.equal(kept.code, 'reauthentication-required');

  // Beside a password that was right, it is asked for and works as before.
  await prove(owner);
  assert.deepEqual((await owner.call(reauth.get, { query: { for: 'highest' } })).result.methods, ['passkey']);
  assert.equal((await proveWithPasskey(owner, theirs)).status, 200);
  server.clock.push(11 * MINUTE);
  assert.equal((await proveWithPasskey(owner, theirs)).code, 'passkey-refused', 'a password of long ago is none');
});

test('a passkey that was shown just now is not held', async () => {
  await using server = await TestServer.start();
  const { owner } = await withThief(server);
  const key = new SoftwareAuthenticator();
  await addPasskey(owner, key);
  const fresh = server.browser();
  await signInWithPasskey(fresh, key);
  await begin(fresh, { by: 'activity', id: await lineOf(fresh, 'session_created') });
  assert.equal((await signInWithPasskey(server.browser(), key)).status, 200);
});

test('a held passkey is no way in that the last other one could be removed for', async () => {
  await using server = await TestServer.start();
  const owner = await server.signedIn();
  const mine = new SoftwareAuthenticator();
  await addPasskey(owner, mine);
  server.clock.push(MINUTE);
  const fresh = server.browser();
  await signInWithPasskey(owner, mine);
  await addPasskey(owner, new SoftwareAuthenticator());
  await signInWithPasskey(fresh, mine);
  await begin(fresh, { by: 'activity', id: await lineOf(fresh, 'passkey_added') });
  const id = (await listPasskeys(fresh)).find(({ usedHere }) => usedHere)?.id ?? '';
  const removal = await fresh.call(passkeys.remove, { params: { id }, body: { signOutOthers: false } });
  // The password is locked: without it and that passkey, only the held one would be left.
  assert.equal(removal.code, 'last-way-in');
});

test('each way in that is new is kept or removed before it is over, and the end says what was done', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const owner = await server.signedIn();
  const { app } = await setUpApp(owner, server.clock.now);
  server.clock.push(DAY);
  const thief = server.browser();
  await signInWith(thief, ada.password);
  await thief.call(signIn.withCode, { body: { code: app.code() } });
  server.clock.push(MINUTE);
  await signInWith(owner, ada.password);
  await owner.call(signIn.withCode, { body: { code: app.code() } });
  await addPasskey(thief, new SoftwareAuthenticator());
  await thief.call(recoveryCodes.create, { body: { signOutOthers: false } });
  server.clock.push(MINUTE);
  await prove(owner);
  await owner.call(reauth.withCode, { body: { code: app.code() } });
  await begin(owner, { by: 'activity', id: await lineOf(owner, 'passkey_added') });
  const begun = await lockdownOf(owner);
  assert.deepEqual(
    begun.factors.map(({ isNew, kind }) => [kind, isNew]),
    [
      ['passkey', true],
      ['authenticator', false],
    ],
  );
  assert.equal(begun.recoveryCodes?.isNew, true);
  server.clock.push(1);
  await changePassword(owner);
  const finish = () => owner.call(accountLockdown.finish, {});
  assert.equal((await finish()).code, 'conflict');
  const id = begun.factors[0]?.id ?? '';
  await owner.call(passkeys.remove, { params: { id }, body: { signOutOthers: false } });
  assert.equal((await finish()).code, 'conflict', 'the codes are new, too');
  await owner.call(recoveryCodes.create, { body: { signOutOthers: false } });
  assert.equal((await finish()).status, 204);
  assert.deepEqual((await lockdownOf(owner)).done, {
    sessionsEnded: 1,
    passwordChosen: true,
    emailRestored: false,
    passkeysRemoved: 1,
    authenticatorsRemoved: 0,
    recoveryCodesRenewed: true,
  });
  assert.equal((await finish()).code, 'not-found');
});

test('codes and applications that are the person’s own are kept by saying so, and others cannot be said to be theirs', async () => {
  await using server = await TestServer.start();
  const { owner } = await withThief(server);
  server.clock.push(MINUTE);
  const { authenticator, app } = await setUpApp(owner, server.clock.now);
  await begin(owner, { by: 'activity', id: await lineOf(owner, 'authenticator_added') });
  const keep = (body: Parameters<typeof owner.call<typeof accountLockdown.keep>>[1]['body']) =>
    owner.call(accountLockdown.keep, { body });
  assert.equal((await keep({ what: 'authenticator', id: 'none' })).code, 'not-found');
  assert.equal((await keep({ what: 'passkey', id: authenticator.id })).code, 'not-found');
  await changePassword(owner);
  assert.equal((await owner.call(accountLockdown.finish, {})).code, 'conflict');
  await keep({ what: 'recovery-codes' });
  assert.equal((await owner.call(accountLockdown.finish, {})).code, 'conflict', 'the application is new, too');
  await keep({ what: 'authenticator', id: authenticator.id });
  assert.equal((await owner.call(accountLockdown.finish, {})).status, 204);
  assert.ok(app);
  assert.equal((await owner.call(authenticators.list, {})).result.length, 1);
});

test('an e-mail address that was changed since comes back, with all later changes, and others are signed out', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, thief } = await withThief(server);
  await changeEmail(mailing, thief);
  server.clock.push(MINUTE);
  await thief.call(reauth.withPassword, { body: { password: ada.password } });
  await changeEmail(mailing, thief, 'third@people.example');
  await prove(owner);
  const { result } = await start(owner, { by: 'activity', id: await lineOf(owner, 'user_email_changed') });
  assert.deepEqual(result.email, { now: 'third@people.example', before: ada.email });
  await changePassword(owner);
  assert.equal((await owner.call(accountLockdown.finish, {})).code, 'conflict');
  const again = server.browser();
  await again.call(signIn.withPassword, { body: { email: 'third@people.example', password: chosen } });
  assert.equal(await isSignedIn(again), true);
  assert.deepEqual((await owner.call(accountLockdown.restoreEmail, {})).result, { email: ada.email });
  assert.equal(await isSignedIn(again), false);
  assert.equal((await owner.call(account.get, {})).result.email, ada.email);
  assert.equal((await owner.call(accountLockdown.restoreEmail, {})).code, 'not-found');
  assert.equal((await owner.call(accountLockdown.finish, {})).status, 204);
  assert.equal((await lockdownOf(owner)).done.emailRestored, true);
});

test('a change of the address that the person made stays by saying so', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner } = await withThief(server);
  await changeEmail(mailing, owner);
  await begin(owner, { by: 'session', id: await otherSession(owner) });
  await owner.call(accountLockdown.keep, { body: { what: 'email' } });
  assert.equal((await lockdownOf(owner)).email, null);
  assert.equal((await owner.call(account.get, {})).result.email, ADAS_OTHER);
});

test('what others have begun ends with it: an address that waits, a link to a new password, a sign-in half way', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner, thief } = await withThief(server);
  await askFor(thief);
  const confirmation = await mailing.linkToken(ADAS_OTHER, 'confirm-email');
  await thief.call(passwordReset.request, { body: { email: ada.email } });
  const reset = await mailing.resetToken(ada.email);
  await begin(owner, { by: 'session', id: await otherSession(owner) });
  assert.equal((await confirm(owner, confirmation)).code, 'link-expired');
  assert.equal((await owner.call(emailChange.get, {})).result.pending, null);
  assert.equal((await thief.call(passwordReset.look, { body: { token: reset } })).code, 'link-expired');
});

test('a second one while the first is open goes back as far as either, and keeps what was said', async () => {
  await using server = await TestServer.start();
  const { owner } = await withThief(server);
  server.clock.push(MINUTE);
  const { authenticator } = await setUpApp(owner, server.clock.now);
  await begin(owner, { by: 'activity', id: await lineOf(owner, 'authenticator_added') });
  await owner.call(accountLockdown.keep, { body: { what: 'authenticator', id: authenticator.id } });
  server.clock.push(MINUTE);
  await begin(owner);
  const { factors, since } = await lockdownOf(owner);
  assert.equal(since, '2026-03-01T09:02:00.000Z');
  assert.equal(factors[0]?.kept, true);
  await changePassword(owner);
  await owner.call(accountLockdown.keep, { body: { what: 'recovery-codes' } });
  await owner.call(accountLockdown.finish, {});
  server.clock.push(5 * MINUTE);
  assert.equal((await start(owner)).result.since, '2026-03-01T09:08:00.000Z', 'after the end, a new one begins');
});

test('it is on record with what led to it, and told by mail', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { owner } = await withThief(server);
  await mailing.mailsTo(ada.email);
  await begin(owner, { by: 'session', id: await otherSession(owner) });
  const [line] = await recorded(server, 'user_locked_down');
  assert.deepEqual(JSON.parse(line?.details ?? '{}'), { by: 'session', event: 'session_created' });
  const ended = await recorded(server, 'session_ended');
  assert.deepEqual(
    ended.map(({ reason }) => reason),
    ['locked-down'],
  );
  const [mail] = await mailing.mailsTo(ada.email);
  assert.equal(mail?.subject, 'Your account was locked down');
  assert.match(mail?.text ?? '', /#not-me=/);
});

test('no account begins one more often than ten times an hour', async () => {
  await using server = await TestServer.start();
  const owner = await server.signedIn();
  for (let round = 0; round < 10; round++) assert.equal((await start(owner)).status, 200);
  const refused = await start(owner);
  assert.deepEqual([refused.code, refused.status], ['too-many-attempts', 429]);
  assert.ok(Number(refused.headers.get('retry-after')) > 3000);
});

test('of two that begin at once both have the account locked down, and one token works', async () => {
  await using server = await TestServer.start();
  const { owner, thief } = await withThief(server);
  const id = await otherSession(owner);
  const answers = await Promise.all([start(owner, { by: 'session', id }), start(owner, { by: 'session', id })]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 401]);
  assert.equal(await isSignedIn(thief), false);
  assert.equal((await recorded(server, 'user_locked_down')).length, 1);
});

test('a day after the end nothing of it is left but the record', async () => {
  await using server = await TestServer.start();
  const owner = await server.signedIn();
  await begin(owner);
  const sweepOnce = () => sweep({ db: server.db, log: server.log, now: server.clock.now });
  server.clock.push(2 * DAY);
  await sweepOnce();
  const back = server.browser();
  await back.signIn(ada.email, ada.password);
  assert.ok(await lockdownOf(back), 'not before the end');
  await changePassword(back);
  await back.call(accountLockdown.finish, {});
  server.clock.push(DAY);
  await sweepOnce();
  const later = server.browser();
  await signInWith(later, chosen);
  assert.equal((await later.call(accountLockdown.get, {})).result.lockdown, null);
});

test('only pages that may manage factors may do any of it', async () => {
  await using server = await TestServer.start();
  const owner = await server.signedIn();
  const refused = await owner.call(
    accountLockdown.start,
    { body: { scope: 'others' } },
    { origin: 'https://host.example' },
  );
  assert.equal(refused.code, 'origin-refused');
});
