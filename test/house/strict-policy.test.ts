import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Lints a text as if it were an element of ours. */
function lint(source: string): string {
  const folder = mkdtempSync('components/.planted-');
  try {
    writeFileSync(join(folder, 'planted.ts'), source);
    const file = relative('.', join(folder, 'planted.ts'));
    return spawnSync('node_modules/.bin/oxlint', ['--format', 'unix', file], { encoding: 'utf8' }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
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
