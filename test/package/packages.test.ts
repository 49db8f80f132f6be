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
      const page = `
        import { AccountClient, AccountProvider, createClient, httpClient } from 'account-elements';
        import 'account-elements/define.js';
        import { api } from 'account-elements/contract/index.js';
        const client: AccountClient = httpClient('/api/account');
        const own: AccountClient = createClient({});
        const provider = document.querySelector('account-provider');
        if (provider) { const typed: AccountProvider = provider; typed.client = client ?? own; }
        export const path: string = api.profile.get.path;
      `;
      assert.equal(compile(t, 'page.ts', page, { moduleResolution, skipLibCheck: false }), '');
    });
  }
});

describe('the types for frameworks know tags, properties and events', () => {
  test('React 19', (t) => {
    const problems = compile(
      t,
      'page.tsx',
      `
      import type {} from 'account-elements/jsx';
      export const good = <profile-form className="x" onprofile-saved={(event) => event.profile.country}></profile-form>;
      // @ts-expect-error: no such value
      export const bad = <account-provider theme="purple"></account-provider>;
      // @ts-expect-error: no such property of the event
      export const worse = <profile-form onprofile-saved={(event) => event.nothing}></profile-form>;
    `,
    );
    assert.equal(problems, '');
  });

  test('Vue 3', (t) => {
    const problems = compile(
      t,
      'page.ts',
      `
      import type { GlobalComponents } from 'vue';
      import type {} from 'account-elements/vue';
      type Props = InstanceType<GlobalComponents['profile-form']>['$props'];
      export const good: Props = { class: 'x', onProfileSaved: (event) => event.profile.country };
      // @ts-expect-error: no such property of the event
      export const bad: Props = { onProfileSaved: (event) => event.nothing };
    `,
    );
    assert.equal(problems, '');
  });
});

/** Compiles one file of a project outside the repository, which has our packages as npm would install them. */
function compile(t: TestContext, file: string, text: string, options: Record<string, unknown> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'consumer-')));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
  for (const name of ['account-elements', 'account-elements-server', 'react', 'vue', '@types/react']) {
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  const compilerOptions = {
    module: options['moduleResolution'] === 'nodenext' ? 'nodenext' : 'esnext',
    moduleResolution: 'bundler',
    target: 'ES2022',
    lib: ['ES2024', 'DOM', 'DOM.Iterable'],
    jsx: 'preserve',
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    ...options,
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: [file] }));
  writeFileSync(join(folder, file), text);
  return spawnSync(resolve('node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' }).stdout;
}
