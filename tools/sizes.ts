// What a page downloads, gzipped: each element by itself over Lit, and the
// whole script with Lit. `node tools/sizes.ts` prints it.

import { existsSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { bundle } from './build/bundle.ts';

export interface Size {
  name: string;
  /** Without what is fetched only when it is needed: languages, phone data. */
  bytes: number;
  lazyBytes: number;
}

const ELEMENT_BUDGET = 12 * 1024;
const FOUNDATION_BUDGET = 16 * 1024;
/** Lit, every element, the contract and English; not the phone data, nor other languages. */
const TOTAL_BUDGET = 45 * 1024;

const LIT = ['lit', 'lit/*', 'lit-html', 'lit-html/*', 'lit-element', 'lit-element/*', '@lit/reactive-element'];

/** The tags, as their folders. */
export const elementTags = (): string[] =>
  readdirSync('components')
    .filter((name) => name.includes('-') && existsSync(`components/${name}/define.ts`))
    .toSorted();

/** What an element needs on a page that has Lit, when it is the only one of ours. */
export const sizeAlone = (tag: string): Promise<Size> => measure(tag, `components/${tag}/define.ts`, LIT);

/** What an element adds to a page that has Lit and the foundation, which all elements share. */
export const sizeOfElement = (tag: string): Promise<Size> =>
  measure(tag, `components/${tag}/define.ts`, LIT, [withoutFoundation]);

/** The client, the contract, English, the looks and the base classes, over Lit. */
export const sizeOfFoundation = (): Promise<Size> => measure('shared by all', 'tools/foundation.ts', LIT);

/** All elements, with Lit. */
export const sizeOfAll = (): Promise<Size> => measure('everything, Lit included', 'components/define.ts', []);

const withoutFoundation: Plugin = {
  name: 'without-foundation',
  setup({ onResolve }) {
    const filter = /(^|\/)(contract|client|shared|localize|theme)\/|^valibot$|^@lit\//;
    onResolve({ filter }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path, external: true }));
  },
};

async function measure(name: string, entry: string, external: string[], plugins: Plugin[] = []): Promise<Size> {
  const { metafile, outputFiles = [] } = await bundle({ entry }, { external, write: false, outdir: '/sizes' }, plugins);
  const written = new Map(outputFiles.map(({ path, contents }) => [path, gzipSync(contents, { level: 9 })]));
  const { outputs } = metafile;
  const eager = new Set<string>();
  const follow = (path: string): void => {
    if (eager.has(path)) return;
    eager.add(path);
    for (const { path: next, kind, external: outside } of outputs[path]?.imports ?? []) {
      if (!outside && kind === 'import-statement') follow(next);
    }
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (entryPoint === entry) follow(path);
  let [bytes, lazyBytes] = [0, 0];
  for (const path of Object.keys(outputs)) {
    if (eager.has(path)) bytes += sizeByEnd(written, path);
    else lazyBytes += sizeByEnd(written, path);
  }
  return { name, bytes, lazyBytes };
}

/** The metafile names outputs from the working folder, the files from the root. */
function sizeByEnd(written: Map<string, Buffer>, path: string): number {
  const end = path.replace(/^(\.\.\/)+/, '');
  for (const [name, bytes] of written) if (name.endsWith(end)) return bytes.length;
  throw new Error(`${path} was not written`);
}

/** A line of the table; `alone` where an element by itself needs the foundation, too. */
export interface Row extends Size {
  budget: number;
  alone?: number;
}

export async function measureAll(): Promise<Row[]> {
  const elements = elementTags().map(async (tag) => ({
    ...(await sizeOfElement(tag)),
    budget: ELEMENT_BUDGET,
    alone: (await sizeAlone(tag)).bytes,
  }));
  return [
    ...(await Promise.all(elements)),
    { ...(await sizeOfFoundation()), budget: FOUNDATION_BUDGET },
    { ...(await sizeOfAll()), budget: TOTAL_BUDGET },
  ];
}

export function sizeTable(rows: Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const kib = (bytes: number | undefined): string => (bytes ? (bytes / 1024).toFixed(1) : '').padStart(7);
  return [
    `${'KiB, gzip'.padEnd(width)}   adds budget  alone   lazy`,
    ...rows.map(
      ({ name, bytes, budget, alone, lazyBytes }) =>
        `${name.padEnd(width)}${kib(bytes)}${kib(budget)}${kib(alone)}${kib(lazyBytes)}`,
    ),
    'adds: over Lit and what all share; alone: over Lit; lazy: fetched when needed',
  ].join('\n');
}

if (import.meta.main) console.log(sizeTable(await measureAll()));
