import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { serveFolder } from '../../tools/test/static-files.ts';
import { launchChromium } from '../support/chromium.ts';
import { compile } from '../support/consumer.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/*
 * What the documentation shows is what works: scripts compile against the packages, pages load their elements, rules are
 * rules. Commands are left to `npm start`, `npm test`, and the tests of the server's program.
 */
const blocks = [
  ...globSync('{README,CONTRIBUTING,SECURITY,ACCESSIBILITY}.md'),
  ...globSync('{components,server,docs}/*.md'),
]
  .toSorted()
  .flatMap((file) =>
    Array.from(
      readFileSync(file, 'utf8').matchAll(/^```(\w+)\n([^]*?)^```/gm),
      ([, language = '', text = ''], index) => ({ title: `${file}, block ${index + 1}`, language, text }),
    ),
  );
const of = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));

test('every block says what it is, and is looked at', () => {
  assert.deepEqual(
    blocks
      .filter(({ language }) => !['sh', 'html', 'css', 'js', 'ts', 'tsx', 'vue', 'svelte', 'json'].includes(language))
      .map(({ title }) => title),
    [],
  );
  assert.ok(of('js').length >= 3 && of('html').length >= 2 && of('css').length >= 3);
});

/** What `npm run test:frameworks` compiles and builds. */
const hosted = new Map(
  globSync('demo/frameworks/*/{src/{account.ts,embed.*,prefix.ts},vite.config.ts}').map((file) => [
    readFileSync(file, 'utf8'),
    file,
  ]),
);

describe('what a framework has to compile is a file of an application that does', () => {
  for (const { text, title } of of('vue', 'svelte')) {
    test(title, () => assert.ok(hosted.has(text), 'it is no file in demo/frameworks'));
  }

  test('and each such file is shown', () => {
    const shown = new Set(blocks.map(({ text }) => text));
    const embeds = [...hosted].filter(([, file]) => file.includes('/src/') || file.includes('vue-3'));
    assert.ok(embeds.length >= 9);
    assert.deepEqual(
      embeds.filter(([text]) => !shown.has(text)).map(([, file]) => file),
      [],
    );
  });
});

describe('scripts compile against the packages', () => {
  for (const { language, text, title } of of('js', 'ts', 'tsx').filter((block) => !hosted.has(block.text))) {
    test(title, (t) => {
      // What a page brings along.
      const around = 'declare const myBackend: any;\n';
      // A script may take for granted that what it looks for is there.
      const options = {
        types: ['node'],
        ...(language === 'js' && { noImplicitAny: false, strictNullChecks: false, exactOptionalPropertyTypes: false }),
      };
      assert.equal(compile(t, language === 'tsx' ? 'block.tsx' : 'block.ts', around + text, options), '');
    });
  }
});

describe('data can be read', () => {
  for (const { text, title } of of('json')) test(title, () => assert.doesNotThrow(() => JSON.parse(text)));
});

describe('what is about tests runs as it stands', () => {
  for (const { text, title } of of('ts').filter((block) => block.text.includes("'account-elements/testing'"))) {
    test(title, () => {
      // Beside the packages, so that it finds them as a project of its own would.
      const args = ['--input-type=module-typescript', '--disable-warning=ExperimentalWarning', '--eval', text];
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    });
  }
});

describe('in a browser', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'account-elements'));
  cpSync('components/dist/cdn', join(folder, 'account-elements/cdn'), { recursive: true });
  // What a bundler makes of the page of a new application.
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/main.js'), `import '/account-elements/cdn/account-elements.js';`);
  const [site, browser] = [await serveFolder(folder), await launchChromium()];
  after(() => site.close());

  of('html').forEach(({ text, title }, index) => {
    test(`${title}: every tag becomes an element, without an error`, async () => {
      writeFileSync(
        join(folder, `${index}.html`),
        text.startsWith('<!doctype') ? text : `<!doctype html><title>Page</title>${text}`,
      );
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(`${site.origin}/${index}.html`);
      await page.waitForFunction(
        () =>
          document.querySelector('account-provider, acme-account-provider') &&
          !document.querySelector(':not(:defined)'),
      );
      assert.deepEqual(errors, []);
    });
  });

  for (const { text, title } of of('css')) {
    test(`${title}: no rule or declaration is dropped`, async () => {
      const page = await browser.newPage();
      const read = await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        return [...sheet.cssRules].map((rule) => (rule as CSSStyleRule).style.length);
      }, text);
      const written = text
        .replaceAll(/\/\*[^]*?\*\//g, '')
        .split('}')
        .slice(0, -1);
      assert.deepEqual(
        read,
        written.map((rule) => rule.slice(rule.indexOf('{')).match(/;/g)?.length ?? 0),
      );
    });
  }
});
