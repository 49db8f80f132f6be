import { build, type BuildOptions, type BuildResult, type Plugin } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { typescriptOptions } from '../typescript.ts';
import { fewFiles } from './few-files.ts';
import { OURS, shorter } from './shorter.ts';

/** The one script for pages without a build: elements, languages and phone data are files that it loads when needed. */
export async function buildBundle(entry: string, outdir: string): Promise<void> {
  await bundle({ 'account-elements': entry }, { outdir, sourcemap: true }, fewFiles);
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
    target: typescriptOptions.target,
    tsconfigRaw: typescriptOptions.tsconfigRaw,
    minify: true,
    legalComments: 'none',
    conditions: ['production'],
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [...plugins, smallValibot, shorterTemplates],
    logLevel: 'warning',
    metafile: true,
    ...options,
  });
}

/** Takes the indentation out of html`` and css``. */
const shorterTemplates: Plugin = {
  name: 'shorter-templates',
  setup({ onLoad }) {
    onLoad({ filter: OURS }, ({ path, pluginData }) => shorter(path, { pluginData }));
  },
};

/** The contract's own words mean less there, in less code. */
const smallValibot: Plugin = {
  name: 'small-valibot',
  setup({ onResolve }) {
    const small = fileURLToPath(new URL('small-valibot.ts', import.meta.url));
    onResolve({ filter: /^valibot$/ }, ({ importer }) => (importer === small ? undefined : { path: small }));
  },
};
