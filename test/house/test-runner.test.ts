import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { Report } from '../../tools/test/report.ts';
import { withSecondTry } from '../../tools/test/second-try.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// Files that share a process, with faults in them: nothing else tells whether one of them could go unnoticed.

/** What the runner prints of test files with these texts, which share a process: of one part, or as in CI. */
function printed(files: Readonly<Record<string, string>>, inCi = false): Promise<string> {
  const folder = temporaryFolder();
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, `${name}.test.ts`);
    writeFileSync(path, `import { after, afterEach, describe, it, test } from 'node:test';\n${text}`);
    return path;
  });
  const { NODE_TEST_CONTEXT: _, CI: __, ...rest } = process.env;
  const env = inCi ? { ...rest, CI: 'true' } : rest;
  const args = ['tools/test.ts', 'server', ...paths];
  return new Promise((done) => execFile(process.execPath, args, { env }, (_error, stdout) => done(stdout)));
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

test('what passes, fails and is left out is counted once, whatever is around it', async () => {
  const text = await printed({
    one: `describe('a suite', () => { it('is fine', () => {}); it('is not', () => { throw new Error('no') }); });
          it.skip('is left out', () => {});`,
    another: `test('is fine, too', () => {});`,
  });
  assert.match(text, /FAILED .*one\.test\.ts: a suite: is not\n\s+Error: no/);
  assert.match(text, /server: 2 passed, 1 failed, 1 skipped/);
  assert.equal(lastLine(text), '2 passed, 1 failed');
});

test('hooks are of the file that has them, and done before the next file', async () => {
  const text = await printed({
    a: `globalThis.hooks = []; afterEach(() => hooks.push('each')); after(() => hooks.push('after'));
        test('first', () => {});`,
    b: 'test("not run beside a", () => {});',
    c: `test('second', () => { if (hooks.join() !== 'each,after') throw new Error(hooks.join()) });`,
    d: `test('third', () => {});`,
  });
  assert.equal(lastLine(text), '4 passed, 0 failed');
});

test('a process that ends too early fails with every file that was not through, and one that cannot be loaded fails', async () => {
  const ended = await printed({ a: 'test("ends", () => process.exit(0));', b: '', c: 'test("never runs", () => {});' });
  for (const file of ['a', 'c']) assert.match(ended, new RegExp(`FAILED .*/${file}\\.test\\.ts\n`));
  assert.equal(lastLine(ended), '0 passed, 2 failed');
  assert.match(
    await printed({ a: 'import "./nothing.ts";' }),
    /FAILED .*a\.test\.ts\n[^]*nothing\.ts[^]*0 passed, 1 failed/,
  );
});

/** What is counted where `unsteady` fails the first time only, `wrong` each time, and `silent` says nothing the second time. */
async function tried(secondTry: boolean): Promise<Report> {
  const report = new Report({ secondTry });
  const been = new Set<string>();
  await withSecondTry(['fine', 'unsteady', 'wrong', 'silent'], report, async (names, reportOf) => {
    for (const name of names) {
      const first = !been.has(name);
      been.add(name);
      if (name === 'silent' && !first) continue;
      if (name === 'fine' || (name === 'unsteady' && !first)) reportOf(name).pass();
      else reportOf(name).fail(name, 'as planned');
    }
  });
  return report;
}

test('what passes at a second try is counted and listed as that; what fails twice, or says nothing, failed', async () => {
  const { failures, passed, unsteady } = await tried(true);
  assert.deepEqual(
    { failures, passed, unsteady },
    { failures: ['wrong', 'silent'], passed: 2, unsteady: ['unsteady'] },
  );
  const once = await tried(false);
  assert.deepEqual(once.failures, ['unsteady', 'wrong', 'silent']);
  assert.deepEqual(once.unsteady, []);
});

test('what fails in a test of the server has no second try, in CI either', async () => {
  const late = `import { existsSync, writeFileSync } from 'node:fs';
      const been = import.meta.filename + '.been';
      test('is late once', () => { if (!existsSync(been)) { writeFileSync(been, ''); throw new Error('late'); } });`;
  assert.equal(lastLine(await printed({ late }, true)), '0 passed, 1 failed');
});
