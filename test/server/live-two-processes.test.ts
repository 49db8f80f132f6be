import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profile } from 'account-elements/contract/profile.js';
import { LiveListener } from '../support/live-listener.ts';
import { revocationsAreHeard } from '../support/live-revocations.ts';
import { hasLibsqlServer, startLibsqlServer } from '../support/libsql-server.ts';
import { ServerProcess, withFolder } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { TwoProcesses } from '../support/two-processes.ts';

// A look; `npm run test:faults` does it two hundred times.
const few = { timeout: 120_000 };

test(
  'two processes, one file: a page at one hears within two seconds that its session was ended at the other',
  few,
  async () => {
    const shared = await TwoProcesses.start();
    try {
      await revocationsAreHeard(shared, 10);
    } finally {
      shared.stop();
    }
  },
);

const onServer = { ...few, skip: hasLibsqlServer ? false : 'the libSQL server is not for this platform' };

test('two processes, one libSQL server: the same, and what changed is told with it', onServer, async () => {
  const server = await startLibsqlServer(temporaryFolder());
  const shared = await TwoProcesses.start(server.url);
  try {
    await revocationsAreHeard(shared, 5);
    await shared.person();
    const [writer, page] = [await shared.signedIn(0), await LiveListener.open(await shared.signedIn(1))];
    const { version } = (await writer.call(profile.get, {})).result;
    await writer.call(profile.update, { body: { city: 'Graz' }, version });
    await page.until(() => page.stale.includes('/profile'));
    await page.close();
  } finally {
    shared.stop();
    await server.stop();
  }
});

test('a process that stops ends its streams at once, without a word about signing out', few, async () => {
  await withFolder(async (folder) => {
    const server = await ServerProcess.start({ DATABASE_URL: `file:${folder}/test.db`, SIGN_UP: 'on' });
    const headers = { origin: server.origin, 'content-type': 'application/json' };
    const body = JSON.stringify({
      email: 'ada@people.example',
      password: 'an engine weaves algebra',
      firstName: 'Ada',
      lastName: 'Byron',
    });
    const made = await fetch(`${server.origin}/api/account/sign-up`, { method: 'POST', headers, body });
    assert.equal(made.status, 200, await made.clone().text());
    const cookie = made.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
    const response = await fetch(`${server.origin}/api/account/live-updates`, { headers: { cookie } });
    const text = response.text();
    const start = performance.now();
    assert.equal(await server.stop(), 0);
    assert.ok(performance.now() - start < 5000, 'it does not wait for those who listen');
    assert.ok(!(await text).includes('signedOut'));
  });
});
