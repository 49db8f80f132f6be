// Writes the tables of docs/ that say what the sources say, and copies the reference. `npm run docs` builds first.

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { fieldProblems, serverProblems, type ProblemCode } from '../components/contract/problem.ts';
import { shared } from '../components/localize/en/shared.ts';
import { readPublished } from './build/published-elements.ts';
import { measureAll } from './sizes.ts';

type Row = readonly string[];

const table = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

const kB = (bytes: number): string => (bytes / 1000).toFixed(1);

/** Each by the word after `table:` in a page. */
const tables: Readonly<Record<string, () => Promise<string> | string>> = {
  problems() {
    const status = (code: string): string => `${(serverProblems as Record<string, number>)[code] ?? ''}`;
    const codes = Object.keys(shared.problems) as ProblemCode[];
    const order = (code: string): number => Number(status(code) || 1000);
    return table(
      ['Code', 'Status', 'What people read'],
      codes
        .toSorted((a, b) => order(a) - order(b) || a.localeCompare(b))
        .map((code) => [`\`${code}\``, status(code) || '(no answer)', shared.problems[code]()]),
    );
  },

  fields: () =>
    table(
      ['Code', 'What people read'],
      fieldProblems.map((code) => [`\`${code}\``, shared.fieldProblems[code]]),
    ),

  async events() {
    const { elements } = await readPublished('components/dist');
    const { modules } = JSON.parse(await readFile('components/dist/custom-elements.json', 'utf8')) as {
      modules: { declarations?: { name: string; description?: string }[] }[];
    };
    const classes = new Map(
      modules.flatMap(({ declarations = [] }) => declarations).map(({ description, name }) => [name, description]),
    );
    const all = elements.flatMap(({ events = [], tagName }) =>
      events.map(({ name, type }) => ({ name, type, tagName })),
    );
    return table(
      ['Event', 'Type', 'From', 'When'],
      [...Map.groupBy(all, ({ name }) => name)]
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([name, told]) => {
          const type = told[0]?.type?.text ?? 'Event';
          const from =
            told.length > 3 ? `${told.length} elements` : told.map(({ tagName }) => `\`${tagName}\``).join(', ');
          return [`\`${name}\``, `\`${type}\``, from, classes.get(type) ?? ''];
        }),
    );
  },

  async sizes() {
    const rows = await measureAll();
    return table(
      ['', 'Adds', 'Alone'],
      rows.map(({ alone, bytes, name }) => [alone ? `\`${name}\`` : name, kB(bytes), alone ? kB(alone) : '']),
    );
  },
};

/** A page with its tables as the sources have them now. */
export async function withTables(file: string): Promise<string> {
  let text = await readFile(file, 'utf8');
  for (const [region, name = ''] of text.matchAll(/<!-- table: (\w+) -->\n[^]*?<!-- end -->/g)) {
    const made = await tables[name]?.();
    if (made === undefined) throw new Error(`${file} wants a table that there is not: ${name}`);
    text = text.replace(region, () => `<!-- table: ${name} -->\n\n${made}\n\n<!-- end -->`);
  }
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

/** The pages that have such tables. */
export const pagesWithTables = async (): Promise<string[]> => {
  const pages = globSync('docs/*.md').toSorted();
  const texts = await Promise.all(pages.map((page) => readFile(page, 'utf8')));
  return pages.filter((_, index) => texts[index]?.includes('<!-- table: '));
};

if (import.meta.main) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  for (const page of await pagesWithTables()) await writeFile(page, await withTables(page));
  await copyFile('components/dist/reference.md', 'docs/reference.md');
}
