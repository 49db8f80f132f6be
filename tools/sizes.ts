// What a page downloads, gzipped, in kB of 1000 bytes. `node tools/sizes.ts` prints it.

import { existsSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { bundle } from './build/bundle.ts';
import { fewFiles } from './build/few-files.ts';

/** A line of the table. */
export interface Row {
  name: string;
  /** Without what is fetched only when it is needed: languages, phone data, dialogs. */
  bytes: number;
  budget: number;
  /** For an element: with what all share, as a page needs it that has Lit and nothing else of ours. */
  alone?: number;
}

const kB = 1000;
const ELEMENT_BUDGET = 12 * kB;
/** The client, the checks of what the server answers, English, the looks, the base classes: once on a page. */
const SHARED_BUDGET = 23.9 * kB;
/** Lit and everything of ours that somebody signed in downloads who opens each page of the portal, in English; see decisions 23 and 24. */
export const PORTAL_BUDGET = 69.1 * kB;

/** What those pages are made of: the frame, and its sections (components/account-portal/sections.ts). */
const PORTAL = [
  'account-provider/account-provider.ts',
  'profile-menu/profile-menu.ts',
  'account-portal/account-portal.ts',
  'account-portal/security.ts',
  'account-portal/whereabouts.ts',
  'email-change/email-change.ts',
  // Fetched when all of that is there: what happens elsewhere.
  'client/follow.ts',
];

const LIT = ['lit', 'lit/*', 'lit-html', 'lit-html/*', 'lit-element', 'lit-element/*', '@lit/reactive-element'];

/** The tags, as their folders. */
export const elementTags = (): string[] =>
  readdirSync('components')
    .filter((name) => name.includes('-') && existsSync(`components/${name}/define.ts`))
    .toSorted();

/** What an element adds to a page that has Lit and what all share. */
const sizeOfElement = (tag: string): Promise<number> => measure(`components/${tag}/${tag}.ts`, [withoutFoundation]);
const sizeAlone = (tag: string): Promise<number> => measure(`components/${tag}/define.ts`);
const sizeOfShared = (): Promise<number> => measure('components/foundation.ts');

const withoutFoundation: Plugin = {
  name: 'without-foundation',
  setup({ onResolve }) {
    const filter = /(^|\/)(contract|client|shared|localize|theme)\/|^valibot$|^@lit\//;
    // An element’s own sentences are part of it.
    const own = /\/localize\/en\//;
    onResolve({ filter }, ({ path, kind }) =>
      kind === 'entry-point' || own.test(path) ? undefined : { path, external: true },
    );
  },
};

/** One entry over Lit. */
async function measure(entry: string, plugins: Plugin[] = []): Promise<number> {
  const files = await Files.bundle({ entry }, plugins, LIT);
  return files.bytesOf([entry]);
}

/** The published script: itself, what it fetches at once, and the elements. That it is so, test/e2e/portal-weight.test.ts sees. */
export async function sizeOfPortal(): Promise<number> {
  const files = await Files.bundle({ 'account-elements': 'components/cdn.ts' }, fewFiles);
  return files.bytesOf(['cdn.ts', 'foundation.ts', ...PORTAL].map((file) => `components/${file}`));
}

export const gzipped = (contents: Uint8Array | string): number => gzipSync(contents, { level: 9 }).length;

type Outputs = Awaited<ReturnType<typeof bundle>>['metafile']['outputs'];

/** What a bundle consists of. */
class Files {
  readonly #outputs: Outputs;
  readonly #sizes: ReadonlyMap<string, number>;

  constructor(outputs: Outputs, sizes: ReadonlyMap<string, number>) {
    this.#outputs = outputs;
    this.#sizes = sizes;
  }

  static async bundle(entries: Record<string, string>, plugins: Plugin[], external: string[] = []): Promise<Files> {
    const options = { external, write: false, outdir: 'sizes' } as const;
    const { metafile, outputFiles = [] } = await bundle(entries, options, plugins);
    const sizes = outputFiles.map(({ path, contents }) => [path.slice(process.cwd().length + 1), gzipped(contents)]);
    return new Files(metafile.outputs, new Map(sizes as [string, number][]));
  }

  /** The files that begin with these sources, and all that they import statically. */
  bytesOf(entries: readonly string[]): number {
    const wanted = new Set<string>();
    const follow = (path: string): void => {
      if (wanted.has(path)) return;
      wanted.add(path);
      for (const { path: next, kind, external } of this.#outputs[path]?.imports ?? []) {
        if (!external && kind === 'import-statement') follow(next);
      }
    };
    for (const entry of entries) follow(this.#outputOf(entry));
    return [...wanted].reduce((sum, path) => sum + (this.#sizes.get(path) ?? 0), 0);
  }

  #outputOf(entry: string): string {
    const found = Object.entries(this.#outputs).find(([, { entryPoint }]) => entryPoint === entry);
    if (!found) throw new Error(`No file begins with ${entry}`);
    return found[0];
  }
}

export async function measureAll(): Promise<Row[]> {
  const elements = elementTags().map(async (tag) => ({
    name: tag,
    bytes: await sizeOfElement(tag),
    budget: ELEMENT_BUDGET,
    alone: await sizeAlone(tag),
  }));
  return [
    ...(await Promise.all(elements)),
    { name: 'what all share', bytes: await sizeOfShared(), budget: SHARED_BUDGET },
    { name: 'the portal’s four pages, with Lit', bytes: await sizeOfPortal(), budget: PORTAL_BUDGET },
  ];
}

export function sizeTable(rows: Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const column = (bytes: number | undefined): string => (bytes ? (bytes / kB).toFixed(1) : '').padStart(8);
  return [
    `${'kB, gzip'.padEnd(width)}    adds  budget   alone`,
    ...rows.map(
      ({ name, bytes, budget, alone }) => `${name.padEnd(width)}${column(bytes)}${column(budget)}${column(alone)}`,
    ),
    'adds: over Lit and what all share; alone: over Lit',
  ].join('\n');
}

if (import.meta.main) console.log(sizeTable(await measureAll()));
