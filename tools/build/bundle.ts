import { build, type BuildOptions, type BuildResult, type Plugin } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import { readFile } from 'node:fs/promises';
import { typescriptOptions } from '../typescript.ts';

/** The one script for pages without a build: every element registered, languages and phone data as lazy chunks. */
export async function buildBundle(entry: string, outdir: string): Promise<void> {
  await bundle({ 'account-elements': entry }, { outdir, sourcemap: true });
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

/** Takes the indentation out of html`` and css``. */
const shorterTemplates: Plugin = {
  name: 'shorter-templates',
  setup({ onLoad }) {
    onLoad({ filter: /\/components\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      // These three keep it safe: without them svg loses its slashes, `&amp;` is decoded and spaces between elements go.
      const html = { keepClosingSlash: true, decodeEntities: false, conservativeCollapse: true };
      const shorter = await minifyHTMLLiterals(source, { fileName: path, html });
      return { contents: shorter?.code ?? source, loader: typescriptOptions.loader };
    });
  },
};
