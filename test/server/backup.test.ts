import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openAccountServer } from 'account-elements-server';
import { backUp, restore } from 'account-elements-server/backup/copy.js';
import { readConfig } from 'account-elements-server/config.js';
import { runProgram, ServerProcess, withFolder } from '../support/server-process.ts';
import { ada } from '../support/test-server.ts';

test('a copy that is made while the server runs is whole, and nobody else can read it', async () => {
  await withFolder(async (folder) => {
    const { environment, run, signInAt, file } = place(folder);
    await run('account', 'create', ada.email, '--first-name', 'Ada', '--password-stdin');
    const server = await ServerProcess.start(environment);
    try {
      await signInAt(server);
      const copy = join(folder, 'copy.db');
      const made = await run('database', 'backup', copy);
      assert.equal(made.code, 0, made.errors);
      assert.match(made.output, /copy\.db: \d+\.\d MB, looked through/);
      assert.equal(statSync(copy).mode & 0o777, 0o600);
      const twice = await run('database', 'backup', copy);
      assert.deepEqual([twice.code, /is there already/.test(twice.errors)], [1, true]);
      const inUse = await run('database', 'restore', copy);
      assert.deepEqual([inUse.code, /is in use: stop every process/.test(inUse.errors)], [1, true]);
      assert.equal(await signInAt(server).then(({ status }) => status), 200, 'and goes on');
    } finally {
      await server.stop();
    }
    assert.ok(existsSync(file));
  });
});

test('after a restore nobody is signed in by what the copy knew, and people can sign in', async () => {
  await withFolder(async (folder) => {
    const { environment, run, signInAt, whoAmI, file } = place(folder);
    await run('account', 'create', ada.email, '--first-name', 'Ada', '--password-stdin');
    const copy = join(folder, 'copy.db');
    let server = await ServerProcess.start(environment);
    const { cookie } = await signInAt(server);
    assert.equal(await whoAmI(server, cookie), 200);
    await run('database', 'backup', copy);
    await server.stop();

    chmodSync(copy, 0o644);
    const restored = await run('database', 'restore', copy);
    assert.equal(restored.code, 0, restored.errors);
    assert.equal(statSync(file).mode & 0o777, 0o600, 'however the copy came');
    assert.match(restored.output, /Ended: 1 sessions/);
    assert.match(restored.output, /What was there before is in .*\.before-\d{14}/);
    server = await ServerProcess.start(environment);
    assert.equal(await whoAmI(server, cookie), 401);
    assert.equal((await signInAt(server)).status, 200);
    await server.stop();
    assert.ok(readdirSync(folder).some((name) => name.startsWith('test.db.before-')));

    // By hand, past all commands: the number beside the keys knows better.
    for (const rest of ['', '-wal', '-shm']) rmSync(file + rest, { force: true });
    writeFileSync(file, readFileSync(copy));
    server = await ServerProcess.start(environment);
    assert.equal(await whoAmI(server, cookie), 401);
    assert.match(server.log, /"event":"sys_restored","sessions":1,/);
    await server.stop();
  });
});

test('what a killed server left beside a database that was moved away does not come into the copy', async () => {
  await withFolder(async (folder) => {
    const { environment, run, signInAt, file } = place(folder);
    await run('account', 'create', ada.email, '--first-name', 'Ada', '--password-stdin');
    const copy = join(folder, 'copy.db');
    await run('database', 'backup', copy);
    let server = await ServerProcess.start(environment);
    await signInAt(server);
    const dead = once(server.child, 'exit');
    server.child.kill('SIGKILL');
    await dead;
    assert.ok(statSync(`${file}-wal`).size > 0);
    renameSync(file, `${file}.bad`);
    const restored = await run('database', 'restore', copy);
    assert.equal(restored.code, 0, restored.errors);
    assert.ok(!existsSync(`${file}-wal`));
    assert.ok(readdirSync(folder).some((name) => /^test\.db\.before-\d{14}-wal$/.test(name)));
    server = await ServerProcess.start(environment);
    assert.equal((await signInAt(server)).status, 200);
    await server.stop();

    writeFileSync(`${file}.coming`, '');
    assert.match((await run('database', 'restore', copy)).errors, /\.coming is there: a restore is under way/);
    assert.ok(existsSync(`${file}.coming`), 'it may be another one’s');
  });
});

test('a damaged copy, and one that is not whole, is refused and changes nothing', async () => {
  await withFolder(async (folder) => {
    const { environment } = place(folder);
    await opened(environment);
    const config = readConfig(environment);
    const copy = join(folder, 'copy.db');
    await backUp(config, copy);
    const before = readFileSync(join(folder, 'test.db'));
    const refused = (file: string, message: RegExp) =>
      assert.rejects(restore(config, file, Date.now), { name: 'CommandError', message });
    writeFileSync(`${copy}-wal`, 'more');
    await refused(copy, /is not whole/);
    rmSync(`${copy}-wal`);
    truncateSync(copy, statSync(copy).size - 8192);
    await refused(copy, /is damaged, or no database/);
    truncateSync(copy);
    await refused(copy, /is damaged, or no database/);
    await refused(join(folder, 'none.db'), /there is no file/);
    assert.ok(readFileSync(join(folder, 'test.db')).equals(before));
    assert.deepEqual(
      readdirSync(folder).filter((name) => /\.(before|coming|part)/.test(name)),
      [],
    );
  });
});

test('with keys of one’s own the number is the operator’s to raise, and a lower one than before is refused', async () => {
  await withFolder(async (folder) => {
    const keys = join(folder, 'keys.json');
    writeFileSync(keys, JSON.stringify({ keys: { a: Buffer.alloc(32, 7).toString('base64') } }));
    const { environment, run } = place(folder, { KEYS_FILE: keys });
    await run('account', 'list');
    const copy = join(folder, 'copy.db');
    await run('database', 'backup', copy);
    const refused = await run('database', 'restore', copy);
    assert.match(refused.errors, /set RESTORE_EPOCH=1 for this command/);
    const raised = place(folder, { KEYS_FILE: keys, RESTORE_EPOCH: '1' });
    const done = await raised.run('database', 'restore', copy);
    assert.equal(done.code, 0, done.errors);
    await assert.rejects(opened(environment), {
      name: 'ConfigError',
      message: /RESTORE_EPOCH is 0, but this database was used with 1/,
    });
    await opened(raised.environment);
  });
});

/** Opens a server, which makes its database where there is none, and closes it. */
const opened = async (environment: Record<string, string>): Promise<void> =>
  (await openAccountServer({ LOG_LEVEL: 'silent', ...environment })).close();

/** A server in a folder of its own, with Ada’s password. */
function place(folder: string, more: Record<string, string> = {}) {
  const file = join(folder, 'test.db');
  const environment = { DATABASE_URL: `file:${file}`, ...more };
  const run = (...args: string[]) => runProgram('cli.ts', args, environment, `${ada.password}\n`);
  const signInAt = async (server: ServerProcess) => {
    const response = await fetch(`${server.origin}/api/account/sign-in/password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin },
      body: JSON.stringify({ email: ada.email, password: ada.password }),
    });
    const cookie = response.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    return { status: response.status, cookie };
  };
  const whoAmI = async (server: ServerProcess, cookie: string) =>
    (await fetch(`${server.origin}/api/account/account`, { headers: { cookie } })).status;
  return { environment, run, signInAt, whoAmI, file };
}
