import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { elementTags } from '../../tools/sizes.ts';
import { compile } from '../support/consumer.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Runs a script of a project outside the repository that has our package installed, and React. */
function runIn(folder: string, script: string): { stdout: string; stderr: string } {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['account-elements', 'react', 'react-dom']) {
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'script.mjs'), script);
  const args = ['--disable-warning=ExperimentalWarning', 'script.mjs'];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return { stdout, stderr };
}

describe('on a server, the components for React write', () => {
  const write = `
    for (const component of Object.values(components)) console.log(renderToString(createElement(component, { lang: 'de' })));
  `;
  const page = (...steps: string[]): string => `
    import * as components from 'account-elements/react';
    import { setPrefix } from 'account-elements/prefix';
    import { createElement } from 'react';
    import { renderToString } from 'react-dom/server';
    ${steps.join('\n')}
  `;
  const written = (prefix: string): string =>
    elementTags()
      .map((tag) => `<${prefix}${tag} lang="de"></${prefix}${tag}>\n`)
      .join('');
  const say = `setPrefix('acme');`;

  test('the usual tags', () =>
    assert.deepEqual(runIn(temporaryFolder(), page(write)), { stdout: written(''), stderr: '' }));

  test('those behind a prefix, although it is said after they are imported', () =>
    assert.deepEqual(runIn(temporaryFolder(), page(say, write)), { stdout: written('acme-'), stderr: '' }));

  test('those behind one that comes late from then on, with a complaint', () =>
    assert.deepEqual(runIn(temporaryFolder(), page(write, say, write)), {
      stdout: written('') + written('acme-'),
      stderr: 'account-elements: the prefix "acme" comes late, some elements have their tags: say it first.\n',
    }));
});

describe('types know the tags behind a prefix, and those alone', () => {
  test('React 19', (t) => {
    const problems = compile(
      t,
      'page.tsx',
      `
      import type { Prefixed } from 'account-elements/jsx/prefixed';
      declare module 'react' {
        namespace JSX {
          interface IntrinsicElements extends Prefixed<'acme'> {}
        }
      }
      export const good = <acme-profile-form className="x" onprofile-saved={(event) => event.profile.country} />;
      // @ts-expect-error: no such value
      export const value = <acme-account-provider theme="purple"></acme-account-provider>;
      // @ts-expect-error: no such property of the event
      export const event = <acme-profile-form onprofile-saved={({ nothing }) => nothing}></acme-profile-form>;
      // @ts-expect-error: that is the page's own
      export const usual = <profile-form></profile-form>;
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
      import type { Prefixed } from 'account-elements/vue/prefixed';
      declare module 'vue' {
        interface GlobalComponents extends Prefixed<'acme'> {}
      }
      type Props = InstanceType<GlobalComponents['acme-profile-form']>['$props'];
      export const good: Props = { class: 'x', onProfileSaved: (event) => event.profile.country };
      // @ts-expect-error: no such property of the event
      export const bad: Props = { onProfileSaved: (event) => event.nothing };
      // @ts-expect-error: that is the page's own
      export type Usual = GlobalComponents['profile-form'];
    `,
    );
    assert.equal(problems, '');
  });

  test('scripts, which find elements by their tags, even where the page has such a tag of its own', (t) => {
    const problems = compile(
      t,
      'page.ts',
      `
      import { defineAll } from 'account-elements/define-all';
      import type { PrefixedElements } from 'account-elements/prefix';
      class Theirs extends HTMLElement { mine = true; }
      declare global {
        interface HTMLElementTagNameMap extends PrefixedElements<'acme'> { 'session-list': Theirs }
      }
      defineAll({ prefix: 'acme' });
      document.querySelector('session-list')!.mine = false;
      document.querySelector('acme-reauth-dialog')!.client = document.createElement('acme-profile-form').client;
      document.querySelector('acme-profile-form')!.addEventListener('profile-saved', ({ profile }) => profile.country);
      // @ts-expect-error: no such value
      document.querySelector('acme-account-provider')!.theme = 'purple';
    `,
    );
    assert.equal(problems, '');
  });
});

test('the script of the documentation tells editors of every tag behind the prefix', () => {
  const [, script = ''] =
    /```js\n([^`]*?web-types\.json[^]*?)```/.exec(readFileSync('docs/frameworks.md', 'utf8')) ?? [];
  const folder = temporaryFolder();
  assert.equal(runIn(folder, script).stderr, '');
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const prefixed = elementTags().map((tag) => `acme-${tag}`);
  const names = (all: { name: string }[]) => all.map(({ name }) => name).toSorted();
  assert.deepEqual(names(read('acme.html-custom-data.json').tags), prefixed);
  assert.deepEqual(names(read('acme.web-types.json').contributions.html.elements), prefixed);
});
