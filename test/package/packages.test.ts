import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { readPublished } from '../../tools/build/published-elements.ts';
import { elementTags } from '../../tools/sizes.ts';
import { PACKAGES, pack, stage } from '../../tools/tarballs.ts';
import { compile } from '../support/consumer.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const packageJson = (folder: string): { exports: Record<string, unknown> } =>
  JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));

for (const workspace of PACKAGES) {
  test(`publint has nothing to say about what is published of ${workspace}`, async () => {
    const staged = temporaryFolder();
    mkdirSync(staged, { recursive: true });
    stage(workspace, staged);
    const { messages, pkg } = await publint({ pkgDir: staged, strict: true });
    assert.deepEqual(
      messages.filter(({ type }) => type !== 'suggestion').map((message) => formatMessage(message, pkg ?? {})),
      [],
    );
    const description = readFileSync(join(staged, 'package.json'), 'utf8');
    assert.doesNotMatch(description, /account-elements-source|(?<!\.d)\.ts"/, 'nothing leads to sources');
  });

  test(`${workspace} has source maps that bring their sources along`, () => {
    const files = globSync(`${workspace}/dist/**/*.js`, {
      exclude: [`${workspace}/dist/{react,common-passwords}*/**`],
    });
    assert.ok(files.length > 50);
    for (const file of files) {
      const { sources, sourcesContent } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as {
        sources: string[];
        sourcesContent?: string[];
      };
      assert.equal(sourcesContent?.length, sources.length, file);
    }
  });
}

/** Every way into the package that is a module: tags stand for the patterns. */
const entries = Object.entries(packageJson('components').exports)
  .filter(([, target]) => target && typeof target === 'object' && 'default' in target)
  .flatMap(([entry]) => {
    const at = entry.replace(/^\./, 'account-elements');
    if (!at.includes('*')) return [at];
    const names: Record<string, string[]> = { 'contract/*.js': ['problem'], 'locales/*': ['de', 'en'] };
    return (names[entry.slice(2)] ?? elementTags()).map((name) => at.replace('*', name));
  });

test('every element has an entry of its own, one that registers it, and a component for React', () => {
  for (const tag of elementTags()) {
    for (const entry of [tag, `${tag}/define`, `react/${tag}`]) {
      assert.ok(entries.includes(`account-elements/${entry}`), entry);
    }
  }
});

describe('importing on a server', () => {
  test('every entry loads in plain Node, registers no tag, leaves no global and lets the process end', () => {
    const script = `
      const before = Object.keys(globalThis);
      for (const entry of ${JSON.stringify(entries)}) await import(entry);
      const left = Object.keys(globalThis).filter((key) => !before.includes(key) && !/^(lit|reactiveElement)/.test(key));
      console.log(JSON.stringify(left));
    `;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
    assert.deepEqual(JSON.parse(stdout), ['customElements'], 'what Lit puts there');
  });

  test('a class registers nothing in a browser, either', () => {
    const classes = globSync('components/dist/**/*.js', {
      exclude: ['components/dist/{cdn,react}/**', '**/{define,cdn}.js'],
    });
    const script = `
      await import('lit');
      const registered = [];
      globalThis.document = {};
      globalThis.customElements = { define: (tag) => registered.push(tag), get() {}, getName() {} };
      for (const file of ${JSON.stringify(classes)}) await import(${JSON.stringify(`file://${process.cwd()}/`)} + file);
      console.log(JSON.stringify(registered));
    `;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    assert.equal(status, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), []);
  });
});

for (const workspace of PACKAGES) {
  test(`${workspace} packs to the same bytes twice, without sources of tests`, () => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const [first, second] = [pack(workspace, folder), pack(workspace, folder)];
    assert.equal(first.integrity, second.integrity);
    assert.deepEqual(
      first.files.map(({ path }) => path).filter((path) => /\btest\b|\.ts$/.test(path) && !path.endsWith('.d.ts')),
      [],
    );
  });
}

describe('a strict TypeScript project without skipLibCheck compiles against the packages', () => {
  for (const moduleResolution of ['bundler', 'nodenext']) {
    test(`with moduleResolution ${moduleResolution}`, (t) => {
      const page = `
        import { AccountProvider, defineAll } from 'account-elements';
        import 'account-elements/define';
        import { ProfileForm } from 'account-elements/profile-form';
        import 'account-elements/profile-form/define';
        import { AccountClient, createClient, httpClient, Problem } from 'account-elements/client';
        import { api } from 'account-elements/contract';
        import { isProblem } from 'account-elements/contract/problem.js';
        import { loadElements } from 'account-elements/loader';
        import { de } from 'account-elements/locales/de';
        const client: AccountClient = httpClient('/api/account');
        const own: AccountClient = createClient({});
        const provider = document.querySelector('account-provider');
        if (provider) { const typed: AccountProvider = provider; typed.client = client ?? own; }
        export const path: string = api.profile.get.path;
        export const form = new ProfileForm();
        export const named = [defineAll, loadElements, Problem, isProblem, de.accountName.heading];
      `;
      assert.equal(compile(t, 'page.ts', page, { moduleResolution, skipLibCheck: false }), '');
    });
  }
});

test('whoever registers one element knows the types of its tag and events', (t) => {
  const page = `
    import 'account-elements/profile-form/define';
    document.querySelector('profile-form')?.addEventListener('profile-saved', ({ profile }) => profile.country);
    // @ts-expect-error: no such property of the event
    document.addEventListener('profile-saved', ({ nothing }) => nothing);
  `;
  assert.equal(compile(t, 'page.ts', page), '');
});

test('whoever has the classes knows the types of all events', async (t) => {
  const { elements } = await readPublished('components/dist');
  const events = new Map(elements.flatMap(({ events: own = [] }) => own.map(({ name, type }) => [name, type?.text])));
  assert.ok(events.size > 15);
  const page = `
    import { defineAll } from 'account-elements/define-all';
    defineAll();
    ${[...events].map(([name, type]) => `export const on${type}: HTMLElementEventMap['${name}'][] = [];`).join('\n')}
  `;
  assert.equal(compile(t, 'page.ts', page), '');
});

describe('the types for frameworks know tags, properties and events', () => {
  test('the components for React 18 and for servers', (t) => {
    const problems = compile(
      t,
      'page.tsx',
      `
      import { ProfileForm } from 'account-elements/react/profile-form';
      import { AccountProvider } from 'account-elements/react';
      export const good = <ProfileForm className="x" onProfileSaved={(event) => event.profile.country} />;
      // @ts-expect-error: no such value
      export const bad = <AccountProvider theme="purple" />;
      // @ts-expect-error: no such property of the event
      export const worse = <ProfileForm onProfileSaved={(event) => event.nothing} />;
    `,
    );
    assert.equal(problems, '');
  });

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
