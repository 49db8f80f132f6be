import { build, type Plugin } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import { readFile } from 'node:fs/promises';
import { typescriptOptions } from '../typescript.ts';

/** The one script for pages without a build: every element registered, languages and phone data as lazy chunks. */
export async function buildBundle(entry: string, outdir: string): Promise<void> {
  await build({
    entryPoints: { 'account-elements': entry },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    legalComments: 'none',
    conditions: ['production'],
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [shorterTemplates],
    logLevel: 'warning',
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
