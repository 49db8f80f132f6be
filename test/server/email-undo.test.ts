import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { emailChange } from 'account-elements/contract/email-change.js';
import { password as passwordApi } from 'account-elements/contract/password.js';
import { passwordReset } from 'account-elements/contract/password-reset.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { createPerson } from 'account-elements-server/operations/account-commands.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { wholeDatabase } from '../support/database-state.ts';
import { ADAS_OTHER, askFor, changeEmail, confirm, undo, undoToken } from '../support/email-changes.ts';
import type { Browser } from '../support/http-browser.ts';
import { MailingServer } from '../support/mails.ts';
import { recorded } from '../support/passkeys.ts';
import { ada, type TestServer } from '../support/test-server.ts';

const HOUR = 3_600_000;
const THIRD = 'somebody.else@people.example';

const signInWith = (browser: Browser, email: string) =>
  browser.call(signIn.withPassword, { body: { email, password: ada.password } });
const sweepOnce = ({ clock, db, log }: TestServer) => sweep({ db, log, now: clock.now });

test('whoever reads the old mailbox gets the address back, without signing in, and everybody is signed out', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const thief = await server.signedIn();
  await changeEmail(mailing, thief);
  server.clock.push(71 * HOUR);
  await thief.signIn(ADAS_OTHER, ada.password);
  const owner = server.browser();
  const token = await undoToken(mailing);
  assert.deepEqual((await owner.call(emailChange.lookUndo, { body: { token } })).result, { email: ada.email });
  assert.deepEqual((await undo(owner, token)).result, { email: ada.email });
  assert.equal((await thief.call(account.get, {})).code, 'unauthenticated');
  assert.equal((await signInWith(server.browser(), ADAS_OTHER)).code, 'wrong-credential');
  assert.equal((await signInWith(owner, ada.email)).status, 200);
  assert.equal((await recorded(server, 'user_email_change_undone')).length, 1);
  for (const email of [ada.email, ADAS_OTHER]) {
    const subjects = (await mailing.mailsTo(email)).map(({ subject }) => subject);
    assert.ok(subjects.includes('Your e-mail address was put back'), email);
  }
});

test('case 100: looking at the way back changes nothing, and it can be gone once', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await changeEmail(mailing, await server.signedIn());
  const token = await undoToken(mailing);
  const before = await wholeDatabase(server.db);
  await server.browser().call(emailChange.lookUndo, { body: { token } });
  for (const method of ['GET', 'HEAD']) {
    const { status } = await server.browser().fetch('/api/account/email-change/undo', { method });
    assert.ok(status === 404 || status === 405);
  }
  assert.equal(await wholeDatabase(server.db), before);
  const answers = await Promise.all([undo(server.browser(), token), undo(server.browser(), token)]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 410]);
  const other = await mailing.linkToken(ada.email, 'undo-email', 1);
  const looked = await server.browser().call(emailChange.lookUndo, { body: { token: other } });
  assert.equal(looked.code, 'link-expired');
  assert.equal((await undo(server.browser(), other)).code, 'link-expired', 'nor with the mail about the request');
});

test('a request that somebody else made is stopped by the link of its notice, before it is confirmed and after', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const thief = await server.signedIn();
  await askFor(thief);
  const confirmation = await mailing.linkToken(ADAS_OTHER, 'confirm-email');
  await undo(server.browser(), await undoToken(mailing));
  assert.equal((await thief.call(account.get, {})).code, 'unauthenticated');
  await signInWith(thief, ada.email);
  assert.equal((await confirm(thief, confirmation)).code, 'link-expired');

  await askFor(thief);
  const early = await undoToken(mailing);
  await confirm(thief, await mailing.linkToken(ADAS_OTHER, 'confirm-email'));
  await undo(server.browser(), early);
  assert.equal((await signInWith(server.browser(), ada.email)).status, 200);
});

test('whoever changes the address twice, or anything else, does not end the way back', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const thief = await server.signedIn();
  await changeEmail(mailing, thief);
  const token = await undoToken(mailing);
  await thief.call(passwordApi.change, { body: { newPassword: 'a loom that counts in sevens', signOutOthers: true } });
  await thief.call(emailChange.cancel, {});
  await changeEmail(mailing, thief, THIRD);
  const thiefs = await undoToken(mailing, ADAS_OTHER);
  assert.deepEqual((await undo(server.browser(), token)).result, { email: ada.email });
  assert.equal((await undo(server.browser(), thiefs)).code, 'link-expired', 'what came later is undone with it');
  await server.browser().call(passwordReset.request, { body: { email: ada.email } });
  assert.notEqual(await mailing.resetToken(ada.email), 'no link');
});

test('until the way back ends nobody else gets the old address, neither by signing up nor by changing theirs', async () => {
  await using mailing = await MailingServer.start({ config: { signUp: true } });
  const { server } = mailing;
  await changeEmail(mailing, await server.signedIn());
  const signUpAsAda = () => server.browser().call(signUp.create, { body: ada });
  assert.deepEqual((await signUpAsAda()).fields, [{ name: 'email', code: 'taken' }]);
  await assert.rejects(createPerson(server.operator, ada), /already/);
  const noor = await server.signedIn({ email: 'noor@people.example' });
  await askFor(noor, ada.email);
  assert.equal(await mailing.linkToken(ada.email, 'confirm-email'), 'no link');
  server.clock.push(72 * HOUR);
  assert.equal((await undo(server.browser(), await undoToken(mailing))).code, 'link-expired');
  await sweepOnce(server);
  assert.equal((await signUpAsAda()).status, 200);
});

test('nor with a link from when nobody had it yet', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const noor = await server.signedIn({ email: 'noor@people.example' });
  await askFor(noor);
  const early = await mailing.linkToken(ADAS_OTHER, 'confirm-email');
  const owner = await server.signedIn();
  await changeEmail(mailing, owner);
  await changeEmail(mailing, owner, THIRD);
  assert.equal((await confirm(noor, early)).code, 'conflict');
});

test('the owner may go back to the old address by themselves', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const owner = await server.signedIn();
  await changeEmail(mailing, owner);
  await changeEmail(mailing, owner, ada.email);
  assert.equal((await signInWith(server.browser(), ada.email)).status, 200);
});

test('a link to a new password that went to the other address is worth nothing after the way back', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await changeEmail(mailing, await server.signedIn());
  await server.browser().call(passwordReset.request, { body: { email: ADAS_OTHER } });
  const token = await mailing.resetToken(ADAS_OTHER);
  await undo(server.browser(), await undoToken(mailing));
  assert.equal((await server.browser().call(passwordReset.look, { body: { token } })).code, 'link-expired');
});

test('no number of other mails keeps the way back from the owner', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const thief = await server.signedIn();
  for (let i = 0; i < 21; i++) {
    const newPassword = `a loom that counts in ${i} sevens`;
    await thief.call(passwordApi.change, { body: { newPassword, signOutOthers: false } });
    await mailing.mailsTo();
  }
  await changeEmail(mailing, thief);
  assert.equal((await undo(server.browser(), await undoToken(mailing))).status, 200);
});
