import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { accountData } from 'account-elements/contract/account-data.js';
import { capabilities } from 'account-elements/contract/capabilities.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { profile } from 'account-elements/contract/profile.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { eraseNext } from 'account-elements-server/account-data/erase.js';
import { accountDeletions } from 'account-elements-server/account-data/schema.js';
import { verifyActivity } from 'account-elements-server/activity/verify.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { setUpApp } from '../support/authenticator-app.ts';
import { wholeDatabase } from '../support/database-state.ts';
import { addPasskey, recorded, signInWithPasskey } from '../support/passkeys.ts';
import { ada, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const DAY = 86_400_000;
const marked = { firstName: 'Zebulonia', lastName: 'Quixwater', email: 'zebulonia@people.example' };
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Unmistakable/9';

const sweepAll = ({ clock, db, keys, log }: TestServer) => sweep({ db, keys, log, now: clock.now });

test('deleting an account signs it out everywhere at once, and says until when signing in keeps it', async () => {
  await using server = await TestServer.start();
  const elsewhere = await server.signedIn();
  const browser = server.browser();
  await browser.signIn(ada.email, ada.password);
  const { result } = await browser.call(accountData.delete, {});
  assert.equal(result.due, new Date(server.clock.now() + 7 * DAY).toISOString());
  assert.equal(browser.token, undefined);
  assert.equal((await browser.call(account.get, {})).code, 'unauthenticated');
  assert.equal((await elsewhere.call(account.get, {})).code, 'unauthenticated');
});

test('signing in before then keeps it, by whatever way, and says so', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  await addPasskey(browser, device);
  await browser.call(accountData.delete, {});
  server.clock.push(6 * DAY);
  assert.equal((await signInWithPasskey(browser, device)).result.accountKept, true);

  const { app } = await setUpApp(browser, server.clock.now);
  await browser.call(accountData.delete, {});
  server.clock.push(DAY);
  await browser.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  assert.equal((await recorded(server, 'user_deletion_cancelled')).length, 1, 'the password alone is no sign-in');
  assert.equal((await browser.call(signIn.withCode, { body: { code: app.code() } })).result.accountKept, true);

  server.clock.push(30 * DAY);
  await sweepAll(server);
  await browser.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  const signedIn = await browser.call(signIn.withCode, { body: { code: app.code() } });
  assert.equal(signedIn.result.account.email, ada.email);
  assert.equal(signedIn.result.accountKept, undefined);
  assert.deepEqual(await server.db.select().from(accountDeletions), []);
});

test('case 109: after that, nothing of the person is left: in no table, not in the file itself, not in the log', async () => {
  await using server = await TestServer.start();
  const other = await server.signedIn();
  const browser = await server.signedIn(marked, { address: '198.51.100.231', userAgent });
  const { result: person } = await browser.call(account.get, {});
  await addPasskey(browser, new SoftwareAuthenticator());
  await setUpApp(browser, server.clock.now);
  const { version } = (await browser.call(profile.get, {})).result;
  await browser.call(profile.update, { version, body: { city: 'Wyvernham', street: '7 Griffin Row' } });
  const wrong = { body: { email: marked.email, password: 'not the right password' } };
  await server.browser({ address: '198.51.100.231', userAgent }).call(signIn.withPassword, wrong);
  await browser.call(accountData.delete, {});
  const traces = [marked.email, marked.lastName, 'Wyvernham', 'Griffin', '198.51.100.231', 'Unmistakable'];

  server.clock.push(7 * DAY - 1);
  await sweepAll(server);
  assert.match(await wholeDatabase(server.db), /Wyvernham/, 'not before');
  server.clock.push(1);
  await sweepAll(server);
  const everything = await wholeDatabase(server.db);
  // What is left in the log of the file goes into it.
  await server.db.$client.execute('SELECT 1');
  for (const trace of traces) assert.ok(!everything.includes(trace), `${trace} is in a table`);
  for (const trace of traces) assert.ok(!server.log.lines.join().includes(trace), `${trace} is in the log`);
  const types = (await recorded(server, 'user_deleted')).map(({ accountId, actor }) => ({ accountId, actor }));
  assert.deepEqual(types, [{ accountId: person.id, actor: 'system' }]);
  assert.deepEqual(await server.db.select().from(accountDeletions), []);

  assert.equal((await other.call(account.get, {})).status, 401, 'a week is long');
  await other.signIn(ada.email, ada.password);
  const { intact } = await verifyActivity(server.db, server.keys, server.clock.now());
  assert.equal(intact, true, 'the record is still a chain');

  server.db.close();
  const bytes = readFileSync(server.file, 'latin1');
  for (const trace of traces) assert.ok(!bytes.includes(trace), `${trace} is in the file`);
});

test('lines that lost what they said about somebody who was not deleted are found', async () => {
  await using server = await TestServer.start();
  const { id } = await server.person();
  await server.browser().signIn(ada.email, ada.password);
  await server.db.$client.executeMultiple(`
    INSERT INTO activity_retention (one, erase_before, delete_before, erase_account) VALUES (1, 0, 0, '${id}');
    UPDATE activity SET address = NULL, user_agent = NULL, device = NULL, salt = NULL WHERE account_id = '${id}';
    DELETE FROM activity_retention`);
  const verdict = await verifyActivity(server.db, server.keys, server.clock.now());
  assert.equal(verdict.intact, false);
});

test('case 109: a passkey of an erased account opens nothing, and its address is free for a new one', async () => {
  await using server = await TestServer.start({ config: { signUp: true } });
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  await addPasskey(browser, device);
  const { app, recoveryCodes } = await setUpApp(browser, server.clock.now);
  const handle = async () => (await browser.call(passkeys.accepted, {})).result.userId;
  const before = await handle();
  const withPassword = { body: { email: ada.email, password: ada.password } };
  await browser.call(accountData.delete, {});
  server.clock.push(7 * DAY - 5 * 60_000);
  // A sign-in that comes half way within the week is over with it.
  const halfWay = server.browser();
  assert.equal((await halfWay.call(signIn.withPassword, withPassword)).result.status, 'second-factor');
  server.clock.push(5 * 60_000);
  await sweepAll(server);
  assert.equal((await halfWay.call(signIn.withCode, { body: { code: app.code() } })).code, 'unauthenticated');
  const recovery = { body: { code: recoveryCodes[0] ?? '' } };
  assert.equal((await halfWay.call(signIn.withRecoveryCode, recovery)).code, 'unauthenticated');
  assert.equal((await signInWithPasskey(server.browser(), device)).code, 'passkey-refused');
  assert.equal((await server.browser().call(signIn.withPassword, withPassword)).code, 'wrong-credential');

  assert.equal((await browser.call(signUp.create, { body: ada })).status, 200);
  assert.notEqual(await handle(), before, 'to authenticators it is somebody else');
  assert.equal((await signInWithPasskey(server.browser(), device)).code, 'passkey-refused');
  assert.deepEqual((await browser.call(passkeys.list, {})).result, []);
});

test('erasing that was cut off goes on where it was', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn(marked, { userAgent });
  await browser.call(accountData.delete, {});
  server.clock.push(7 * DAY);
  const { transaction } = server.db;
  let left = 1;
  const cutOff = Object.assign(Object.create(server.db) as typeof server.db, {
    transaction: ((...args: Parameters<typeof transaction>) => {
      if (left-- === 0) throw new Error('killed');
      return transaction(...args);
    }) as typeof transaction,
  });
  await assert.rejects(eraseNext(cutOff, server.clock.now()), /killed/);
  assert.match(await wholeDatabase(server.db), /Unmistakable/);
  assert.equal(await eraseNext(server.db, server.clock.now()), true);
  assert.doesNotMatch(await wholeDatabase(server.db), /Unmistakable/);
  assert.equal(await eraseNext(server.db, server.clock.now()), false);
  assert.equal((await recorded(server, 'user_deleted')).length, 1);
});

test('it needs everything that the account can show', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await setUpApp(browser, server.clock.now);
  server.clock.push(DAY / 48);
  assert.equal((await browser.call(accountData.delete, {})).code, 'reauthentication-required');
  assert.deepEqual(await server.db.select().from(accountDeletions), []);
});

test('where the operator lets nobody delete accounts, nobody can, and pages know', async () => {
  await using server = await TestServer.start({ config: { deletionGrace: null } });
  const browser = await server.signedIn();
  assert.equal((await browser.call(capabilities.get, {})).result.deletionDays, null);
  assert.equal((await browser.call(accountData.delete, {})).code, 'forbidden');
});
