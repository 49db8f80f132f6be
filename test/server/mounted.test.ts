import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { serve } from '@hono/node-server';
import { ConfigError, openAccountServer } from 'account-elements-server';
import { Hono } from 'hono';
import { runProgram, withFolder } from '../support/server-process.ts';

const PASSWORD = 'an engine weaves algebra';

test('a host mounts the server in an application of its own, below any path, and closes it', async () => {
  await withFolder(async (folder) => {
    const databaseUrl = `file:${join(folder, 'test.db')}`;
    const create = ['account', 'create', 'ada@people.example', '--first-name', 'Ada', '--password-stdin'];
    const made = await runProgram('cli.ts', create, { DATABASE_URL: databaseUrl }, PASSWORD);
    assert.equal(made.code, 0, made.errors);

    const host = new Hono();
    const server = serve({ fetch: host.fetch, port: 0 });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const origin = `http://localhost:${port}`;
    const usual = process.umask(0o022);
    const account = await openAccountServer({ DATABASE_URL: databaseUrl, ORIGIN: origin, LOG_LEVEL: 'silent' });
    assert.equal(process.umask(usual), 0o022, 'files of the host keep the modes that it gives them');
    host.get('/', (c) => c.text('the host'));
    host.route('/inner/accounts', account.app);
    try {
      assert.equal(await (await fetch(origin)).text(), 'the host');
      const base = `${origin}/inner/accounts/api/account`;
      const headers = { origin, 'content-type': 'application/json' };
      const body = JSON.stringify({ email: 'ada@people.example', password: PASSWORD });
      const signedIn = await fetch(`${base}/sign-in/password`, { method: 'POST', headers, body });
      assert.equal(signedIn.status, 200);
      const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const me = await fetch(`${base}/account`, { headers: { cookie } });
      assert.equal(((await me.json()) as { firstName: string }).firstName, 'Ada');
      const [session] = (await (await fetch(`${base}/sessions`, { headers: { cookie } })).json()) as {
        address: string;
      }[];
      assert.match(session?.address ?? '', /127\.0\.0\.1|::1/, 'it knows who asks');
      const stranger = { ...headers, origin: 'https://elsewhere.example', cookie };
      const refused = await fetch(`${base}/sign-out`, { method: 'POST', headers: stranger, body: '{}' });
      assert.equal(refused.status, 403, 'the host’s other pages are guarded as usual');
      for (const name of readdirSync(folder).filter((file) => file.startsWith('test.db'))) {
        assert.equal(statSync(join(folder, name)).mode & 0o077, 0, `${name} is for nobody else`);
      }
    } finally {
      await new Promise((done) => server.close(done));
      await account.close();
    }
  });
});

test('what is wrong in the environment is said with the name of the variable, and nothing is left open', async () => {
  await assert.rejects(openAccountServer({ ORIGIN: 'nowhere' }), (error: Error) => {
    assert.ok(error instanceof ConfigError);
    assert.match(error.message, /ORIGIN/);
    return true;
  });
});
