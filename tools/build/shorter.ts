import type { OnLoadResult } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { typescriptOptions } from '../typescript.ts';
import { clientContract } from './client-contract.ts';

/** Our own sources, as a filter of the bundler's. */
export const OURS = /\/components\/.*\.ts$/;

/** A source as it is bundled: without the indentation in html`` and css``, and what only servers need. `more` comes after it. */
export async function shorter(
  path: string,
  { more = '', pluginData }: { more?: string; pluginData?: unknown } = {},
): Promise<OnLoadResult> {
  const written = await readFile(path, 'utf8');
  const source = basename(dirname(path)) === 'contract' ? clientContract(path, written) : written;
  // These three keep it safe: without them svg loses its slashes, `&amp;` is decoded and spaces between elements go.
  const html = { keepClosingSlash: true, decodeEntities: false, conservativeCollapse: true };
  const minified = await minifyHTMLLiterals(source, { fileName: path, html });
  return { contents: `${minified?.code ?? source}\n${more}`, loader: typescriptOptions.loader, pluginData };
}
