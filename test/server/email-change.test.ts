import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { emailChange } from 'account-elements/contract/email-change.js';
import { password as passwordApi } from 'account-elements/contract/password.js';
import { passwordReset } from 'account-elements/contract/password-reset.js';
import { sessions as sessionsApi } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { createPerson, disable } from 'account-elements-server/operations/account-commands.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { setUpApp } from '../support/authenticator-app.ts';
import { wholeDatabase } from '../support/database-state.ts';
import { ADAS_OTHER, askFor, changeEmail, confirm } from '../support/email-changes.ts';
import type { Browser } from '../support/http-browser.ts';
import { MailingServer } from '../support/mails.ts';
import { recorded } from '../support/passkeys.ts';
import { ada, TestServer } from '../support/test-server.ts';

const MINUTE = 60_000;
const noor = { email: 'noor@people.example', firstName: 'Noor', lastName: 'Khan' };

const pendingOf = async (browser: Browser) => (await browser.call(emailChange.get, {})).result.pending;
const emailOf = async (browser: Browser) => (await browser.call(account.get, {})).result.email;
const signInWith = (browser: Browser, email: string) =>
  browser.call(signIn.withPassword, { body: { email, password: ada.password } });
const confirmToken = (mailing: MailingServer, email = ADAS_OTHER) => mailing.linkToken(email, 'confirm-email');

/** Ada is signed in, and has asked for another address. */
async function asked(mailing: MailingServer): Promise<{ browser: Browser; token: string }> {
  const browser = await mailing.server.signedIn();
  await askFor(browser);
  return { browser, token: await confirmToken(mailing) };
}

test('a new address counts once its mailbox has confirmed it: from then on people sign in with it', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  const { result, status } = await askFor(browser, ' Ada.King@people.Example ');
  assert.deepEqual([status, result], [200, { email: ADAS_OTHER, expiresAt: '2026-03-01T10:00:00.000Z' }]);
  assert.deepEqual(await pendingOf(browser), result);
  assert.equal(await emailOf(browser), ada.email, 'nothing has changed yet');
  const [mail] = await mailing.mailsTo(ADAS_OTHER);
  assert.equal(mail?.subject, 'Confirm your e-mail address');
  assert.match(mail.text, /https:\/\/account\.example\/account\/#confirm-email=[\w-]{43}\n/);

  const token = await confirmToken(mailing);
  assert.deepEqual((await server.browser().call(emailChange.look, { body: { token } })).result, { email: ADAS_OTHER });
  assert.deepEqual((await confirm(browser, token)).result, { email: ADAS_OTHER });
  assert.equal(await emailOf(browser), ADAS_OTHER);
  assert.equal(await pendingOf(browser), null);
  assert.equal((await signInWith(server.browser(), ADAS_OTHER)).status, 200);
  assert.equal((await signInWith(server.browser(), ada.email)).code, 'wrong-credential');
  for (const type of ['user_email_change_requested', 'user_email_changed']) {
    assert.equal((await recorded(server, type)).length, 1, type);
  }
});

test('the old address hears of the request and of the change, each with a way back, in the language of the page', async () => {
  await using mailing = await MailingServer.start();
  const browser = await mailing.server.signedIn();
  await browser.call(emailChange.request, { body: { email: ADAS_OTHER } }, { 'accept-language': 'de' });
  await mailing.mailsTo();
  const [toNew] = await mailing.mailsTo(ADAS_OTHER);
  assert.equal(toNew?.subject, 'Bestätigen Sie Ihre E-Mail-Adresse');
  await confirm(browser, await confirmToken(mailing));
  const mails = (await mailing.mailsTo(ada.email)).filter(({ text }) => text.includes('#undo-email='));
  assert.deepEqual(
    mails.map(({ subject }) => subject),
    ['Your e-mail address was changed', 'A new e-mail address for your account'],
  );
  for (const { text } of mails) assert.match(text, /https:\/\/account\.example\/account\/#undo-email=[\w-]{43}\n/);
  assert.ok(mails.every(({ html, text }) => !`${html}${text}`.includes(ada.firstName)));
});

test('changing the address asks for a fresh proof that reaches as far as the account can', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  server.clock.push(11 * MINUTE);
  assert.equal((await askFor(browser)).code, 'reauthentication-required');
  await browser.signIn(ada.email, ada.password);
  await setUpApp(browser, server.clock.now);
  server.clock.push(11 * MINUTE);
  const other = server.browser();
  await signInWith(other, ada.email);
  assert.equal((await askFor(other)).code, 'unauthenticated', 'a password alone is not enough');
  assert.equal((await mailing.mailsTo(ADAS_OTHER)).length, 0);
});

test('case 025: a taken and a free address are answered alike; only the mails differ', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person(noor);
  await server.person({ email: 'disabled@people.example' });
  await disable(server.operator, 'disabled@people.example');
  const browser = await server.signedIn();
  const seen = [];
  for (const email of ['free@people.example', noor.email, 'disabled@people.example']) {
    const { headers, status, text } = await askFor(browser, email);
    const named = (value: string) => value.replaceAll(email, 'it').replaceAll(headers.get('request-id') ?? '', 'id');
    seen.push({ status, text: named(text), headers: [...headers].map(([name, value]) => [name, named(value)]) });
    assert.equal((await pendingOf(browser))?.email, email);
    await mailing.mailsTo();
  }
  assert.deepEqual(seen[1], seen[0]);
  assert.deepEqual(seen[2], seen[0]);
  const [mail, ...others] = await mailing.mailsTo(noor.email);
  assert.deepEqual([mail?.subject, others], ['Your e-mail address has an account already', []]);
  assert.ok(!mail?.text.includes('confirm-email'));
  assert.equal(await confirmToken(mailing, 'disabled@people.example'), 'no link');
});

test('case 100: looking at a link changes nothing, and of two who use it at once one is told no', async () => {
  await using mailing = await MailingServer.start();
  const { browser, token } = await asked(mailing);
  const { db } = mailing.server;
  const before = await wholeDatabase(db);
  await browser.call(emailChange.look, { body: { token } });
  for (const method of ['GET', 'HEAD']) {
    const { status } = await browser.fetch('/api/account/email-change/confirmation', { method });
    assert.ok(status === 404 || status === 405);
  }
  assert.equal(await wholeDatabase(db), before);
  const answers = await Promise.all([confirm(browser, token), confirm(browser, token)]);
  // The one that was later finds the link used, or its session under another token.
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.equal((await recorded(mailing.server, 'user_email_changed')).length, 1);
  assert.equal((await confirm(browser, token)).code, 'link-expired');
});

/** What makes a link worthless before somebody has used it. */
const ends: Readonly<Record<string, (mailing: MailingServer, browser: Browser) => Promise<unknown>>> = {
  'a newer request': (_, browser) => askFor(browser, 'ada.third@people.example'),
  'taking it back': (_, browser) => browser.call(emailChange.cancel, {}),
  'a change of the password': (_, browser) =>
    browser.call(passwordApi.change, { body: { newPassword: 'a loom that counts in sevens', signOutOthers: false } }),
  'signing out other devices': (_, browser) => browser.call(sessionsApi.revokeOthers, {}),
  'an hour': async ({ server }, browser) => {
    server.clock.push(60 * MINUTE);
    await browser.signIn(ada.email, ada.password);
  },
  'the operator, who disables the account': ({ server }) => disable(server.operator, ada.email),
};
for (const [what, happen] of Object.entries(ends)) {
  test(`case 101: a link is worth nothing any more after ${what}`, async () => {
    await using mailing = await MailingServer.start();
    const { browser, token } = await asked(mailing);
    await happen(mailing, browser);
    const looked = await mailing.server.browser().call(emailChange.look, { body: { token } });
    assert.deepEqual([looked.status, looked.code], [410, 'link-expired']);
    const refused = await confirm(browser, token);
    assert.ok(['link-expired', 'unauthenticated'].includes(refused.code ?? ''), refused.text);
    assert.equal((await recorded(mailing.server, 'user_email_changed')).length, 0);
  });
}

test('ending the one session that asked for an address ends that, too; ending another one does not', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const thief = await server.signedIn();
  const owner = server.browser();
  await owner.signIn(ada.email, ada.password);
  const endOther = async () => {
    const { result } = await owner.call(sessionsApi.list, {});
    const id = result.find(({ current }) => !current)?.id ?? '';
    await owner.call(sessionsApi.revoke, { params: { id } });
  };
  await askFor(thief);
  await endOther();
  assert.equal(await pendingOf(owner), null);
  await signInWith(thief, ada.email);
  await askFor(owner);
  await endOther();
  assert.equal((await pendingOf(owner))?.email, ADAS_OTHER);
});

test('a mailbox alone opens no account: only whoever is signed in to it confirms', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { browser, token } = await asked(mailing);
  assert.equal((await confirm(server.browser(), token)).code, 'unauthenticated');
  const stranger = await server.signedIn(noor);
  assert.equal((await confirm(stranger, token)).code, 'link-expired');
  assert.equal(await emailOf(stranger), noor.email);
  assert.equal((await confirm(browser, token)).status, 200, 'and it is not used up by that');
});

test('two accounts may ask for one address; whoever confirms first has it', async () => {
  await using mailing = await MailingServer.start();
  const browser = await mailing.server.signedIn();
  const other = await mailing.server.signedIn(noor);
  await askFor(browser, 'new@people.example');
  const first = await confirmToken(mailing, 'new@people.example');
  await askFor(other, 'new@people.example');
  await confirm(other, await confirmToken(mailing, 'new@people.example'));
  const refused = await confirm(browser, first);
  assert.deepEqual([refused.status, refused.code], [409, 'conflict']);
  assert.equal(await emailOf(browser), ada.email);
  assert.equal(await pendingOf(browser), null, 'it waits for nothing any more');
  const [cancelled] = await recorded(mailing.server, 'user_email_change_cancelled');
  assert.equal(cancelled?.reason, 'taken', 'and the record says why');
  assert.equal((await confirm(browser, first)).code, 'link-expired');
  assert.equal((await askFor(browser, 'third@people.example')).status, 200, 'another one can be asked for at once');
});

test('the token of this session is another one afterwards, and other sessions have to prove themselves again', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  const other = server.browser();
  await signInWith(other, ada.email);
  const old = new Map(browser.cookies);
  await changeEmail(mailing, browser);
  const copy = server.browser();
  for (const [name, value] of old) copy.cookies.set(name, value);
  assert.equal((await copy.call(account.get, {})).code, 'unauthenticated');
  assert.equal((await askFor(other, 'third@people.example')).code, 'reauthentication-required');
});

test('a link to a new password that went to the old address is worth nothing after the change', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  await server.browser().call(passwordReset.request, { body: { email: ada.email } });
  const token = await mailing.resetToken(ada.email);
  await changeEmail(mailing, browser);
  assert.equal((await server.browser().call(passwordReset.look, { body: { token } })).code, 'link-expired');
});

test('what is no address is refused before anything else, and so is one’s own', async () => {
  await using mailing = await MailingServer.start();
  const browser = await mailing.server.signedIn();
  for (const email of ['nobody', 'a@b', 'a b@people.example', 'x@people.example\r\nBcc: y@people.example']) {
    assert.deepEqual((await askFor(browser, email)).fields, [{ name: 'email', code: 'invalid' }], email);
  }
  assert.deepEqual((await askFor(browser, ada.email.toUpperCase())).fields, [{ name: 'email', code: 'taken' }]);
  const { result } = await askFor(browser, 'Zoe\u0308@BÜCHER.example');
  assert.equal(result.email, 'zo\u00eb@xn--bcher-kva.example');
  assert.equal(await pendingOf(browser).then((pending) => pending?.email), result.email);
});

test('an account asks for few addresses an hour, and an address hears of few requests, whoever has it', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  for (let i = 0; i < 5; i++) assert.equal((await askFor(browser, `a${i}@people.example`)).status, 200);
  const refused = await askFor(browser, 'a5@people.example');
  assert.deepEqual([refused.code, refused.headers.get('retry-after')], ['too-many-attempts', '3600']);
  for (let i = 0; i < 6; i++) {
    const another = await server.signedIn({ email: `b${i}@people.example` });
    assert.equal((await askFor(another, ADAS_OTHER)).code, i < 5 ? undefined : 'too-many-attempts');
  }
});

test('where there is no mail, nobody can ask for another address, and pages know', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  assert.equal((await browser.call(emailChange.get, {})).result.offered, false);
  assert.equal((await askFor(browser)).code, 'forbidden');
});

test('a request that nobody confirmed in time is put on record, once', async () => {
  await using mailing = await MailingServer.start();
  const { browser } = await asked(mailing);
  const { server } = mailing;
  const needs = { db: server.db, log: server.log, now: server.clock.now };
  server.clock.push(60 * MINUTE);
  await browser.signIn(ada.email, ada.password);
  assert.equal(await pendingOf(browser), null);
  await sweep(needs);
  await sweep(needs);
  assert.equal((await recorded(server, 'user_email_change_expired')).length, 1);
});

test('neither link nor its token stands in the database in plain words', async () => {
  await using mailing = await MailingServer.start();
  const { token } = await asked(mailing);
  const undo = await mailing.linkToken(ada.email, 'undo-email');
  const all = await wholeDatabase(mailing.server.db);
  assert.ok(undo.length === 43 && !all.includes(token) && !all.includes(undo));
});

test('somebody who signs up or is added meanwhile keeps the address', async () => {
  await using mailing = await MailingServer.start();
  const { browser, token } = await asked(mailing);
  await createPerson(mailing.server.operator, { ...noor, email: ADAS_OTHER });
  assert.equal((await confirm(browser, token)).code, 'conflict');
});
