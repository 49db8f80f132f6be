import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq, isNotNull } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { capabilities } from 'account-elements/contract/capabilities.js';
import { password as passwordApi } from 'account-elements/contract/password.js';
import { passwordReset } from 'account-elements/contract/password-reset.js';
import { sessions as sessionsApi } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { disable, enable, requirePasswordChange } from 'account-elements-server/operations/account-commands.js';
import { post } from 'account-elements-server/mail/outbox.js';
import { passwords } from 'account-elements-server/password/schema.js';
import { setUpApp } from '../support/authenticator-app.ts';
import { wholeDatabase } from '../support/database-state.ts';
import type { Browser } from '../support/http-browser.ts';
import { MailingServer } from '../support/mails.ts';
import { addPasskey, recorded, signInWithPasskey } from '../support/passkeys.ts';
import { ada, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const MINUTE = 60_000;
const chosen = 'a loom that counts in sevens';

const ask = (browser: Browser, email = ada.email, headers: Record<string, string> = {}) =>
  browser.call(passwordReset.request, { body: { email } }, headers);
const finish = (browser: Browser, token: string, newPassword = chosen) =>
  browser.call(passwordReset.finish, { body: { token, newPassword } });
const look = (browser: Browser, token: string) => browser.call(passwordReset.look, { body: { token } });
const signInWith = (browser: Browser, password: string) =>
  browser.call(signIn.withPassword, { body: { email: ada.email, password } });

/** A link to a new password of Ada's. */
async function linkOf(mailing: MailingServer): Promise<string> {
  await ask(mailing.server.browser());
  return mailing.resetToken(ada.email);
}

test('somebody who forgot their password gets a link by mail, chooses another one and is signed in', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  const browser = server.browser();
  assert.equal((await ask(browser)).status, 204);
  const [mail, ...others] = await mailing.mailsTo();
  assert.deepEqual({ to: mail?.to, others }, { to: ada.email, others: [] });
  assert.match(mail?.text ?? '', /https:\/\/account\.example\/account\/#reset-password=[\w-]{43}\n/);
  const token = await mailing.resetToken(ada.email);
  assert.deepEqual((await look(browser, token)).result, { email: ada.email });
  const { result } = await finish(browser, token);
  assert.equal(result.status, 'signed-in');
  assert.equal((await browser.call(account.get, {})).result.email, ada.email);
  assert.equal((await signInWith(server.browser(), ada.password)).code, 'wrong-credential');
  assert.equal((await signInWith(server.browser(), chosen)).status, 200);
  assert.equal((await recorded(server, 'authn_password_reset_requested')).length, 1);
  assert.equal((await recorded(server, 'authn_password_change')).length, 1);
});

test('the link begins with the configured address, whatever Host the request came with', async () => {
  await using mailing = await MailingServer.start({ config: { hosts: { has: () => true } as never } });
  await mailing.server.person();
  await ask(mailing.server.browser(), ada.email, { host: 'evil.example', 'x-forwarded-host': 'evil.example' });
  const [mail] = await mailing.mailsTo(ada.email);
  assert.ok(!`${mail?.text}${mail?.html}`.includes('evil'));
});

test('the mail is in the language of the account, else in that of the page, and names nobody', async () => {
  await using mailing = await MailingServer.start();
  await mailing.server.person();
  await ask(mailing.server.browser(), ada.email, { 'accept-language': 'de-AT' });
  const [mail] = await mailing.mailsTo(ada.email);
  assert.equal(mail?.subject, 'Neues Passwort wählen');
  assert.ok(!mail.text.includes(ada.firstName) && !mail.html.includes(ada.firstName));
});

test('whether there is such an account is not to be seen: the same answer, and nothing else happens', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  await server.person({ email: 'disabled@people.example' });
  await disable(server.operator, 'disabled@people.example');
  const answers = [];
  for (const email of [ada.email, 'absent@people.example', 'disabled@people.example']) {
    const { headers, status, text } = await ask(server.browser(), email);
    answers.push({ status, text, headers: [...headers].filter(([name]) => name !== 'request-id') });
  }
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);
  assert.deepEqual(
    (await mailing.mailsTo()).map(({ to }) => to),
    [ada.email],
  );
});

test('case 101: a link is worth nothing after a newer one, after a change of the password, after an hour', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const browser = await server.signedIn();
  const first = await linkOf(mailing);
  const second = await linkOf(mailing);
  const refusals = [await finish(browser, first)];
  await browser.call(passwordApi.change, {
    body: { newPassword: 'a loom that counts in eights', signOutOthers: false },
  });
  refusals.push(await finish(browser, second));
  const third = await linkOf(mailing);
  server.clock.push(60 * MINUTE);
  refusals.push(await finish(browser, third), await finish(browser, 'made up'));
  for (const { code, status } of refusals) assert.deepEqual({ code, status }, { code: 'link-expired', status: 410 });
  const told = refusals.map(({ headers, text }) => text.replace(headers.get('request-id') ?? '', 'id'));
  assert.equal(new Set(told).size, 1, 'all the same to whoever holds it');
  assert.equal((await look(browser, third)).code, 'link-expired');
});

test('case 100: looking at a link changes nothing, and of two who use it at once one is told no', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  const token = await linkOf(mailing);
  const before = await wholeDatabase(server.db);
  await look(server.browser(), token);
  for (const method of ['GET', 'HEAD']) {
    const { status } = await server.browser().fetch('/api/account/password-reset/password', { method });
    assert.ok(status === 404 || status === 405);
  }
  assert.equal(await wholeDatabase(server.db), before);
  const answers = await Promise.all([finish(server.browser(), token), finish(server.browser(), token)]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 410]);
  assert.equal((await finish(server.browser(), token)).code, 'link-expired');
});

test('a new password that is refused does not use the link up', async () => {
  await using mailing = await MailingServer.start();
  await mailing.server.person();
  const token = await linkOf(mailing);
  const browser = mailing.server.browser();
  for (const [weak, code] of [
    ['short', 'too-short'],
    ['ada byron certificate manager', 'password-guessable'],
  ] as const) {
    assert.deepEqual((await finish(browser, token, weak)).fields, [{ name: 'newPassword', code }]);
  }
  assert.equal((await finish(browser, token)).status, 200);
});

test('every other session ends, and no other browser is a known one', async () => {
  await using mailing = await MailingServer.start();
  const elsewhere = await mailing.server.signedIn();
  const token = await linkOf(mailing);
  const browser = mailing.server.browser();
  await finish(browser, token);
  assert.equal((await elsewhere.call(account.get, {})).code, 'unauthenticated');
  assert.equal((await browser.call(sessionsApi.list, {})).result.length, 1);
});

test('case 020: a password that too many wrong ones locked works again', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const { id } = await server.person();
  for (let i = 0; i < 4; i++) await signInWith(server.browser(), 'not the right password');
  await server.db.update(passwords).set({ lockedAt: 1 }).where(eq(passwords.accountId, id));
  assert.equal((await signInWith(server.browser(), ada.password)).code, 'wrong-credential');
  await finish(server.browser(), await linkOf(mailing));
  for (let i = 0; i < 4; i++) await signInWith(server.browser(), 'not the right password');
  assert.equal((await signInWith(server.browser(), chosen)).status, 200, 'and nothing counts against the new one');
});

test('a second factor is still asked for, and until then nothing has changed', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const owner = await server.signedIn();
  const { app } = await setUpApp(owner, server.clock.now);
  server.clock.push(MINUTE);
  const token = await linkOf(mailing);
  const browser = server.browser();
  assert.deepEqual((await finish(browser, token)).result, {
    status: 'second-factor',
    methods: ['code', 'recovery-code'],
  });
  assert.equal((await owner.call(account.get, {})).status, 200);
  assert.equal((await signInWith(server.browser(), chosen)).code, 'wrong-credential');
  assert.equal((await browser.call(signIn.withCode, { body: { code: '000000' } })).code, 'wrong-credential');

  assert.equal((await finish(browser, token)).status, 200, 'the link is not used up yet');
  assert.equal((await browser.call(signIn.withCode, { body: { code: app.code() } })).status, 200);
  assert.equal((await owner.call(account.get, {})).code, 'unauthenticated');
  assert.equal((await signInWith(server.browser(), chosen)).status, 200);
  assert.equal((await finish(browser, token)).code, 'link-expired');
});

test('a passkey is a second factor for it, too, and the new password counts afterwards', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const owner = await server.signedIn();
  const device = new SoftwareAuthenticator();
  await addPasskey(owner, device);
  await setUpApp(owner, server.clock.now);
  const browser = server.browser();
  assert.equal((await finish(browser, await linkOf(mailing))).result.status, 'second-factor');
  assert.equal((await signInWithPasskey(browser, device)).status, 200);
  assert.equal((await signInWith(server.browser(), ada.password)).code, 'wrong-credential');
  assert.equal((await signInWith(server.browser(), chosen)).status, 200);
});

test('an account without a password gets one by the same link; one that only passkeys open wants one of them', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  const owner = await server.signedIn();
  await server.db.delete(passwords).where(isNotNull(passwords.accountId));
  const device = new SoftwareAuthenticator();
  assert.equal((await finish(server.browser(), await linkOf(mailing))).result.status, 'signed-in');
  assert.equal((await signInWith(owner, chosen)).status, 200);
  await addPasskey(owner, device);
  await server.db.delete(passwords).where(isNotNull(passwords.accountId));
  const browser = server.browser();
  assert.deepEqual((await finish(browser, await linkOf(mailing))).result, {
    status: 'second-factor',
    methods: ['passkey'],
  });
  await signInWithPasskey(browser, device);
  assert.equal((await browser.call(passwordApi.get, {})).result.set, true);
});

test('one address is sent few links an hour, and asking says when to ask again, whoever it belongs to', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  for (const email of [ada.email, 'absent@people.example']) {
    for (let i = 0; i < 5; i++) assert.equal((await ask(server.browser(), email)).status, 204);
    const refused = await ask(server.browser(), email);
    assert.deepEqual([refused.code, refused.headers.get('retry-after')], ['too-many-attempts', '3600']);
  }
  server.clock.push(60 * MINUTE);
  assert.equal((await ask(server.browser())).status, 204);
});

test('strangers who use up the requests of an address keep no owner out who asks in a browser of theirs', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  await server.person({ email: 'grace@example.com' });
  const owner = server.browser();
  assert.equal((await signInWith(owner, ada.password)).status, 200);
  await owner.call(signIn.signOut, {});
  while ((await ask(server.browser())).status === 204);
  assert.equal((await ask(owner, 'grace@example.com')).status, 204, 'of other addresses it is a stranger');
  await mailing.mailsTo();
  for (let count = 0; count < 5; count += 1) assert.equal((await ask(owner)).status, 204);
  assert.equal((await ask(owner)).code, 'too-many-attempts');
  assert.ok(await mailing.resetToken(ada.email));
});

test('a link of somebody who is disabled meanwhile opens nothing', async () => {
  await using mailing = await MailingServer.start();
  await mailing.server.person();
  const token = await linkOf(mailing);
  await disable(mailing.server.operator, ada.email);
  assert.equal((await finish(mailing.server.browser(), token)).code, 'link-expired');
});

test('a link from before somebody was disabled opens nothing once they are enabled again', async () => {
  await using mailing = await MailingServer.start();
  const { operator } = mailing.server;
  await mailing.server.person();
  const token = await linkOf(mailing);
  await disable(operator, ada.email);
  await enable(operator, ada.email);
  assert.equal((await finish(mailing.server.browser(), token)).code, 'link-expired');
});

test('whoever knows the password cannot keep the link from its owner, nor the news of what they do', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  await mailing.mailsTo();
  const thief = server.browser();
  for (let i = 0; i < 25; i++) {
    thief.cookies.clear();
    await signInWith(thief, ada.password);
    await mailing.mailsTo();
  }
  await thief.call(passwordApi.change, { body: { newPassword: 'a loom that counts in eights', signOutOthers: true } });
  await mailing.mailsTo();
  const mails = await mailing.mailsTo(ada.email);
  assert.equal(mails.filter(({ subject }) => subject === 'New sign-in to your account').length, 20);
  assert.equal(mails[0]?.subject, 'Your password was changed');
  assert.equal((await finish(server.browser(), await linkOf(mailing))).status, 200);
});

test('where no further mail can go out, the link in the last one goes on', async () => {
  await using mailing = await MailingServer.start();
  const { clock, config, db, keys } = mailing.server;
  const { id } = await mailing.server.person();
  const token = await linkOf(mailing);
  const needs = { config, keys, now: clock.now };
  const mail = { kind: 'password-reset', link: 'https://account.example/', minutes: 60 } as const;
  const letter = { to: { email: ada.email, language: 'en' }, mail } as const;
  while (await db.transaction((tx) => post(tx, needs, letter, { accountId: id })));
  const sent = (await mailing.mailsTo(ada.email)).length;
  await ask(mailing.server.browser());
  assert.equal((await mailing.mailsTo(ada.email)).length, sent);
  assert.equal((await finish(mailing.server.browser(), token)).status, 200);
});

test('a password that the operator wants replaced does not stay by way of a mail', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  await requirePasswordChange(server.operator, ada.email);
  const token = await linkOf(mailing);
  const browser = server.browser();
  assert.deepEqual((await finish(browser, token, ada.password)).fields, [
    { name: 'newPassword', code: 'password-unchanged' },
  ]);
  assert.equal((await finish(browser, token)).status, 200);
});

test('one link is good for few tries, so that nothing can be guessed at with it', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await server.person();
  await requirePasswordChange(server.operator, ada.email);
  const token = await linkOf(mailing);
  for (let i = 0; i < 10; i++)
    assert.equal((await finish(server.browser(), token, ada.password)).code, 'invalid-input');
  const refused = await finish(server.browser(), token, ada.password);
  assert.deepEqual([refused.code, refused.headers.get('retry-after')], ['too-many-attempts', '3600']);
  assert.equal((await finish(server.browser(), await linkOf(mailing))).status, 200, 'the next link');
});

test('where there is no mail, nobody can ask for one, and pages know', async () => {
  await using server = await TestServer.start();
  await server.person();
  assert.equal((await server.browser().call(capabilities.get, {})).result.passwordReset, false);
  assert.equal((await ask(server.browser())).code, 'forbidden');
});

test('neither the link nor who asked stands in the database in plain words', async () => {
  await using mailing = await MailingServer.start();
  const { server } = mailing;
  await ask(server.browser(), 'absent@people.example');
  assert.ok(!(await wholeDatabase(server.db)).includes('absent@'));
  await server.person();
  const token = await linkOf(mailing);
  assert.ok(!(await wholeDatabase(server.db)).includes(token));
});
