import { build, type BuildOptions, type BuildResult, type OnLoadResult, type Plugin } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { typescriptOptions } from '../typescript.ts';
import { clientContract } from './client-contract.ts';

/** The one script for pages without a build: elements, languages and phone data are files that it loads when needed. */
export async function buildBundle(entry: string, outdir: string): Promise<void> {
  await bundle({ 'account-elements': entry }, { outdir, sourcemap: true }, [oneFoundation]);
}

/** Bundles entries as the published script is, for it and for measuring. */
export function bundle(
  entryPoints: Record<string, string>,
  options: BuildOptions,
  plugins: Plugin[] = [],
): Promise<BuildResult<{ metafile: true }>> {
  return build({
    entryPoints,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    conditions: ['production'],
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [...plugins, shorterTemplates],
    logLevel: 'warning',
    metafile: true,
    ...options,
  });
}

/**
 * What elements share would be split by who shares it, into dozens of files. Where all
 * that is fetched by itself stands on all of `components/foundation.ts`, it stays in one.
 */
export const oneFoundation: Plugin = {
  name: 'one-foundation',
  setup({ onLoad }) {
    const foundation = resolve('components/foundation.ts');
    const alone = fetchedAlone();
    alone.delete(foundation);
    onLoad({ filter: /\/components\/.*\.ts$/ }, ({ path }) =>
      alone.has(path) ? minified(path, `import * as foundation from '${foundation}';`) : undefined,
    );
  },
};

/** What any file of ours imports when it is needed. */
function fetchedAlone(): Set<string> {
  const files = globSync('components/**/*.ts', { exclude: ['components/dist', 'components/node_modules'] });
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g)].map(([, path = '']) =>
        resolve(dirname(file), path),
      ),
    ),
  );
}

/** Takes the indentation out of html`` and css``. */
const shorterTemplates: Plugin = {
  name: 'shorter-templates',
  setup({ onLoad }) {
    onLoad({ filter: /\/components\/.*\.ts$/ }, ({ path }) => minified(path));
  },
};

async function minified(path: string, more = ''): Promise<OnLoadResult> {
  const written = await readFile(path, 'utf8');
  const source = basename(dirname(path)) === 'contract' ? clientContract(path, written) : written;
  // These three keep it safe: without them svg loses its slashes, `&amp;` is decoded and spaces between elements go.
  const html = { keepClosingSlash: true, decodeEntities: false, conservativeCollapse: true };
  const shorter = await minifyHTMLLiterals(source, { fileName: path, html });
  return { contents: `${shorter?.code ?? source}\n${more}`, loader: typescriptOptions.loader };
}
