import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

for (const folder of ['components', 'server']) {
  test(`publint has nothing to say about ${folder}`, async () => {
    const { messages, pkg } = await publint({ pkgDir: resolve(folder), strict: true });
    assert.deepEqual(
      messages.filter(({ type }) => type !== 'suggestion').map((message) => formatMessage(message, pkg ?? {})),
      [],
    );
  });
}

describe('importing classes does nothing', () => {
  const modules = globSync('components/dist/**/*.js', { exclude: ['components/dist/cdn/**', '**/define.js'] });

  test('every module loads in plain Node, registers no tag, leaves no global and lets the process end', () => {
    const script = `
      const registered = [];
      globalThis.customElements = { define: (tag) => registered.push(tag), get() {}, getName() {} };
      const before = Object.keys(globalThis);
      for (const file of ${JSON.stringify(modules)}) await import(${JSON.stringify(`file://${process.cwd()}/`)} + file);
      const left = Object.keys(globalThis).filter((key) => !before.includes(key) && !/^(lit|reactiveElement)/.test(key));
      console.log(JSON.stringify({ registered, left }));
    `;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.equal(status, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), { registered: [], left: [] });
  });
});

describe('a strict TypeScript project without skipLibCheck compiles against the packages', () => {
  for (const moduleResolution of ['bundler', 'nodenext']) {
    test(`with moduleResolution ${moduleResolution}`, (t) => {
      const folder = consumer(t, moduleResolution);
      const { status, stdout } = spawnSync(resolve('node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
      assert.equal(status, 0, stdout);
    });
  }
});

/** A project outside the repository that has our packages as npm would install them. */
function consumer(t: TestContext, moduleResolution: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'consumer-')));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['account-elements', 'account-elements-server', 'valibot', 'lit']) {
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
        moduleResolution,
        target: 'ES2022',
        lib: ['ES2024', 'DOM', 'DOM.Iterable'],
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        skipLibCheck: false,
        types: [],
      },
      include: ['page.ts'],
    }),
  );
  writeFileSync(
    join(folder, 'page.ts'),
    `import { AccountClient, AccountProvider, createClient, httpClient } from 'account-elements';
     import 'account-elements/define.js';
     import { api } from 'account-elements/contract/index.js';
     const client: AccountClient = httpClient('/api/account');
     const own: AccountClient = createClient({});
     const provider = document.querySelector('account-provider');
     if (provider) { const typed: AccountProvider = provider; typed.client = client ?? own; }
     export const path: string = api.profile.get.path;
    `,
  );
  return folder;
}
