import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { desc } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { activity } from 'account-elements-server/activity/schema.js';
import * as commands from 'account-elements-server/operations/account-commands.js';
import { afterVerifying } from '../support/after-verifying.ts';
import { setUpApp } from '../support/authenticator-app.ts';
import { ada, TestServer } from '../support/test-server.ts';
import { runProgram, withFolder } from '../support/server-process.ts';

test("the operator's program adds an account, lists it and says in one sentence what it cannot do", async () => {
  await withFolder(async (folder) => {
    const environment = { DATABASE_URL: `file:${join(folder, 'test.db')}` };
    const run = (args: string, input = '') => runProgram('cli.ts', ['account', ...args.split(' ')], environment, input);

    const made = await run('create Ada@people.example --first-name Ada --administrator');
    assert.equal(made.code, 0, made.errors);
    assert.match(made.output, /^Ada@people\.example: created with the password [a-z2-9]{5}(-[a-z2-9]{5}){4}\n$/);
    const [listed, twice, misspelt] = await Promise.all([
      run('list'),
      run('create ada@people.example --first-name Ada --password-stdin', 'an engine weaves algebra\n'),
      run('dissable ada@people.example'),
    ]);
    assert.equal(listed.code, 0, listed.errors);
    assert.equal(listed.output, 'ada@people.example\tAda\tadministrator\n');
    assert.deepEqual(
      [twice.code, twice.errors],
      [1, 'account-elements-server: there is an account of ada@people.example already\n'],
    );
    assert.equal(misspelt.code, 2);
    assert.match(misspelt.errors, /^account-elements-server: not understood: account dissable\. Try --help\.\n$/);
  });
});

test('a command that cannot be carried out says why and changes nothing', async () => {
  await using server = await TestServer.start();
  const { operator } = server;
  const grace = { email: 'grace@people.example', firstName: 'Grace', lastName: '' };
  const refused: [Promise<unknown>, RegExp][] = [
    [commands.createPerson(operator, { ...grace, password: 'too short' }), /too short: at least 15/],
    [commands.createPerson(operator, { ...grace, password: 'passwordpassword' }), /common passwords/],
    [commands.createPerson(operator, { ...grace, firstName: ' ' }), /--first-name is required/],
    [commands.createPerson(operator, { ...grace, email: 'grace' }), /"grace" is not an e-mail address/],
    [commands.disable(operator, 'nobody@people.example'), /no account of nobody@people\.example/],
  ];
  for (const [command, message] of refused) await assert.rejects(command, { name: 'CommandError', message });
  assert.deepEqual(await commands.list(operator), []);
});

test('a made password signs in', async () => {
  await using server = await TestServer.start();
  const { madePassword = '' } = await commands.createPerson(server.operator, {
    email: ada.email,
    firstName: 'Ada',
    lastName: '',
  });
  await server.browser().signIn(ada.email, madePassword);
});

test('a disabled account can do nothing until it is enabled', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await commands.disable(server.operator, ada.email);
  assert.equal((await browser.call(account.get, {})).code, 'unauthenticated');
  const attempt = () => browser.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  assert.equal((await attempt()).code, 'wrong-credential');
  const [last] = await server.db.select().from(activity).orderBy(desc(activity.sequence)).limit(1);
  assert.equal(last?.type, 'authn_login_fail', 'on the record, as any failure');
  await commands.enable(server.operator, ada.email);
  assert.equal((await attempt()).status, 200);
});

test('an account that is disabled while somebody signs in stays closed', async () => {
  await using server = await TestServer.start({ hashing: { memoryCost: 19_456, timeCost: 3 } });
  await server.person();
  const signingIn = server.browser().call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  await new Promise((resolve) => setTimeout(resolve, 10));
  await commands.disable(server.operator, ada.email);
  const { status } = await signingIn;
  const browser = server.browser();
  assert.ok([200, 403].includes(status));
  assert.equal((await browser.call(account.get, {})).status, 401);
  assert.equal((await server.db.$client.execute('SELECT count(*) FROM sessions')).rows[0]?.[0], 0);
});

test('whoever is signing in while a new password is required has to choose one', async () => {
  let meanwhile: () => Promise<unknown> = async () => undefined;
  await using server = await TestServer.start({ passwords: afterVerifying(() => meanwhile()) });
  await server.person();
  meanwhile = () => commands.requirePasswordChange(server.operator, ada.email);
  const body = { email: ada.email, password: ada.password };
  assert.equal((await server.browser().call(signIn.withPassword, { body })).status, 403);
  assert.equal((await server.db.$client.execute('SELECT count(*) FROM sessions')).rows[0]?.[0], 0);
  meanwhile = async () => undefined;
  assert.equal((await server.browser().call(signIn.withPassword, { body })).code, 'password-change-required');
});

test('the list says whose codes are locked, until the operator unlocks them', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await setUpApp(browser, server.clock.now);
  const locked = async () => (await commands.list(server.operator)).map(({ codesLockedAt }) => codesLockedAt);
  assert.deepEqual(await locked(), [null]);
  await server.db.$client.execute('UPDATE authenticators SET locked_at = 7 WHERE 1');
  assert.deepEqual(await locked(), [7]);
  await commands.unlock(server.operator, ada.email);
  assert.deepEqual(await locked(), [null]);
});

test('whoever becomes an administrator is one from the next request on', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await commands.makeAdministrator(server.operator, ada.email);
  assert.equal((await browser.call(account.get, {})).result.administrator, true);
});
