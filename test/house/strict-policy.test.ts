import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Lints a text as if it were an element of ours. Not among ours: what looks at all of them meanwhile would find it there. */
function lint(source: string): string {
  const folder = temporaryFolder();
  copyFileSync('.oxlintrc.json', join(folder, '.oxlintrc.json'));
  for (const name of ['node_modules', 'tools']) symlinkSync(resolve(name), join(folder, name));
  mkdirSync(join(folder, 'components'));
  writeFileSync(join(folder, 'components/planted.ts'), source);
  const oxlint = resolve('node_modules/.bin/oxlint');
  const args = ['--format', 'unix', 'components/planted.ts'];
  return spawnSync(oxlint, args, { cwd: folder, encoding: 'utf8' }).stdout;
}

const HTML = `import { html } from 'lit';\n`;

describe('lint refuses in elements what a strict policy would stop', () => {
  const planted: Record<string, string> = {
    'a style attribute': `${HTML}export const x = html\`<p style="color: red"></p>\`;`,
    'a <style> element': `${HTML}export const x = html\`<style>p { color: red }</style>\`;`,
    'an inline handler': `${HTML}export const x = html\`<p onclick="go()"></p>\`;`,
    'a data: URL': `${HTML}export const x = html\`<img alt="" src="data:image/png;base64,AA" />\`;`,
    innerHTML: `document.body.innerHTML = 'x';`,
    insertAdjacentHTML: `document.body.insertAdjacentHTML('beforeend', 'x');`,
    unsafeHTML: `import { unsafeHTML } from 'lit/directives/unsafe-html.js';\nexport const x = unsafeHTML('x');`,
  };
  for (const [what, source] of Object.entries(planted)) {
    test(what, () => assert.match(lint(source), /no-policy-violation/));
  }

  test('and nothing else', () => {
    assert.doesNotMatch(lint(`${HTML}export const x = html\`<p class="y" @click=\${() => 1}></p>\`;`), /planted/);
  });
});
