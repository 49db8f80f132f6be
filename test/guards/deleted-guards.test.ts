import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { allGuards } from './guards.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/*
 * Each guard is deleted once, in a copy of the sources, and the tests that
 * promise it run there: they have to fail.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = temporaryFolder();
const run = promisify(execFile);

before(() => {
  for (const folder of ['server', 'components', 'test', 'stories']) {
    cpSync(join(root, folder), join(copy, folder), {
      recursive: true,
      filter: (path) => !/\/(dist|node_modules)$/.test(path),
    });
  }
  // Everything is shared but the two packages themselves, which are the copies.
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    const own: Readonly<Record<string, string>> = {
      'account-elements': 'components',
      'account-elements-server': 'server',
    };
    const folder = own[name];
    symlinkSync(folder ? join(copy, folder) : join(root, 'node_modules', name), join(copy, 'node_modules', name));
  }
});

/** Whether the tests of a file pass in the copy. */
async function pass(tests: string): Promise<boolean> {
  const args = ['--conditions=account-elements-source', '--test', `test/server/${tests}.test.ts`];
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return run(process.execPath, args, { cwd: copy, env, timeout: 120_000 }).then(
    () => true,
    () => false,
  );
}

for (const tests of new Set(allGuards.map((guard) => guard.tests))) {
  test(`with every guard in place the tests of ${tests} pass`, async () => {
    assert.ok(await pass(tests));
  });
}

for (const { file, tests, text, what, without } of allGuards) {
  test(`without “${what}” (${file}) a test of ${tests} fails`, async () => {
    const path = join(copy, file);
    const source = readFileSync(path, 'utf8');
    assert.equal(source.split(text).length >= 2, true, `${file} has ${text}`);
    writeFileSync(path, source.replace(text, without));
    try {
      assert.ok(!(await pass(tests)), 'nobody noticed');
    } finally {
      writeFileSync(path, source);
    }
  });
}
