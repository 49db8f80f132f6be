import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pagesWithTables, withTables } from '../../tools/docs.ts';
import { elementTags, measureAll } from '../../tools/sizes.ts';

const pages = ['README.md', ...globSync('{CONTRIBUTING,SECURITY,ACCESSIBILITY}.md'), ...globSync('docs/*.md')];

describe('the tables say what the sources say (npm run docs writes them)', async () => {
  for (const page of await pagesWithTables()) {
    // Sizes move by a few bytes with every change: see below.
    const settled = (text: string): string => text.replace(/<!-- table: sizes -->[^]*?<!-- end -->/, '');
    test(page, async () => assert.equal(settled(readFileSync(page, 'utf8')), settled(await withTables(page))));
  }

  test('sizes in docs/support.md, to half a kilobyte or a twentieth', async () => {
    const text = readFileSync('docs/support.md', 'utf8');
    for (const { alone = 0, bytes, name } of await measureAll()) {
      const row = text.split('\n').find((line) => line.replaceAll('`', '').startsWith(`| ${name} `));
      const [, , adds = '', on = ''] = row?.split('|') ?? [];
      for (const [told, measured] of [
        [adds, bytes],
        [on, alone],
      ] as const) {
        const difference = Math.abs(Number(told) - measured / 1000);
        assert.ok(difference < Math.max(0.5, measured / 20_000), `${name}: ${told.trim()} is ${measured} bytes`);
      }
    }
  });
});

test('README.md has every element', () => {
  const text = readFileSync('README.md', 'utf8');
  assert.deepEqual(
    elementTags().filter((tag) => !text.includes(`\`<${tag}>\``)),
    [],
  );
});

describe('links lead somewhere', () => {
  const anchors = (file: string): string[] =>
    Array.from(readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
  for (const page of pages) {
    test(page, () => {
      const prose = readFileSync(page, 'utf8').replaceAll(/^```[^]*?^```/gm, '');
      for (const [, link = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^https?:/.test(link)) continue;
        const [path = '', anchor] = link.split('#');
        const file = path === '' ? page : join(dirname(page), path);
        assert.ok(existsSync(file), `${link} leads nowhere`);
        if (anchor !== undefined) assert.ok(anchors(file).includes(anchor), `${link}: no such heading`);
      }
    });
  }
});
