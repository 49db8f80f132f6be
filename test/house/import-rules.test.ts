import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { readImports } from '../../tools/imports/graph.ts';
import { undeclaredIn, violationsIn } from '../../tools/imports/rules.ts';

const dependenciesOf = (folder: string): string[] => {
  const { name, dependencies } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    name: string;
    dependencies: Record<string, string>;
  };
  return [name, ...Object.keys(dependencies)];
};

test('the project keeps its import rules and has no cycle, types included', () => {
  const imports = readImports('.');
  assert.ok(imports.length > 100, 'the imports were read');
  assert.deepEqual(violationsIn(imports), []);
});

test('the published packages import only what they declare', () => {
  const imports = readImports('.');
  assert.deepEqual(undeclaredIn(imports, 'components', dependenciesOf('components')), []);
  assert.deepEqual(undeclaredIn(imports, 'server', dependenciesOf('server')), []);
});

/** Every way to write an import. */
const FORMS: Record<string, (specifier: string) => string> = {
  import: (specifier) => `import { a } from '${specifier}';\nconsole.log(a);`,
  'import for its effect': (specifier) => `import '${specifier}';`,
  'import type': (specifier) => `import type { A } from '${specifier}';\nexport const x = {} as A;`,
  'inline type import': (specifier) => `import { type A } from '${specifier}';\nexport const x = {} as A;`,
  're-export': (specifier) => `export { a } from '${specifier}';`,
  're-export of all': (specifier) => `export * from '${specifier}';`,
  're-export of types': (specifier) => `export type { A } from '${specifier}';`,
  'dynamic import': (specifier) => `export const x = () => import('${specifier}');`,
  'type by import()': (specifier) => `export type X = import('${specifier}').A;`,
};

/** One planted violation of each rule: what imports what. */
const PLANTED: Record<string, [from: string, specifier: string, to?: string]> = {
  'components-know-no-server': ['components/profile-form/profile-form.ts', '../../server/app.ts', 'server/app.ts'],
  'contract-stands-alone': ['components/contract/profile.ts', 'lit'],
  'server-knows-only-the-contract': [
    'server/app.ts',
    'account-elements/profile-form/profile-form.js',
    'components/profile-form/profile-form.ts',
  ],
  'fakes-are-for-tests': ['components/session-list/session-list.ts', '../testing/fake-client.ts'],
  'foundation-knows-no-widget': ['components/shared/field.ts', '../my-profile/my-profile.ts'],
  'widgets-meet-only-in-composites': ['components/profile-form/profile-form.ts', '../account-name/account-name.ts'],
  'only-the-app-mounts-routes': ['server/profile/store.ts', '../account/routes.ts', 'server/account/routes.ts'],
  'nothing-imports-tests': ['components/shared/field.ts', '../../test/support/browser.ts'],
  'stories-know-only-components': ['stories/profile-form.stories.ts', '../server/app.ts', 'server/app.ts'],
};

describe('a planted violation is caught', () => {
  for (const [rule, [from, specifier, to]] of Object.entries(PLANTED)) {
    for (const [form, write] of Object.entries(FORMS)) {
      test(`${rule}, written as ${form}`, (t) => {
        const root = project(t, { [from]: write(specifier), ...(to && { [to]: 'export {};' }) });
        assert.ok(violationsIn(readImports(root)).some((violation) => violation.rule === rule));
      });
    }
  }

  for (const [form, write] of Object.entries(FORMS)) {
    test(`no-circular, written as ${form}`, (t) => {
      const root = project(t, {
        'components/shared/a.ts': write('./b.ts'),
        'components/shared/b.ts': `export type { C } from './c.ts';`,
        'components/shared/c.ts': `export const a = 1;\nexport type A = import('./a.ts').X;`,
      });
      assert.deepEqual(violationsIn(readImports(root)), [
        {
          rule: 'no-circular',
          message: 'components/shared/a.ts → components/shared/b.ts → components/shared/c.ts → components/shared/a.ts',
        },
      ]);
    });
  }

  test('server-knows-only-the-contract, by a relative path into the contract', (t) => {
    const root = project(t, { 'server/app.ts': `import { api } from '../components/contract/index.ts';` });
    assert.equal(violationsIn(readImports(root))[0]?.rule, 'server-knows-only-the-contract');
  });
});

test('what is allowed is not reported', (t) => {
  const root = project(t, {
    'components/contract/index.ts': `import * as v from 'valibot';\nexport const api = v;`,
    'components/my-profile/my-profile.ts': `import '../profile-form/profile-form.ts';`,
    'components/profile-form/profile-form.ts': `import '../shared/field.ts';\nimport '../reauth-dialog/reauth-dialog.ts';`,
    'components/define.ts': `import './my-profile/my-profile.ts';`,
    'server/app.ts': `import './profile/routes.ts';\nimport { api } from 'account-elements/contract/index.js';`,
    'test/server/x.test.ts': `import '../../server/app.ts';\nimport '../../components/define.ts';`,
  });
  assert.deepEqual(violationsIn(readImports(root)), []);
});

function project(t: TestContext, files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'import-rules-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
