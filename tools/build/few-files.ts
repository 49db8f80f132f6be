import type { Plugin } from 'esbuild';
import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { OURS, shorter } from './shorter.ts';

/*
 * How what is published is split into files: few, because each is compressed by itself and asked for by itself.
 */

const FOUNDATION = resolve('components/foundation.ts');

/**
 * What elements share would be split by who shares it, into dozens of files. Where all
 * that is fetched by itself stands on all of `components/foundation.ts`, it stays in one.
 */
const oneFoundation: Plugin = {
  name: 'one-foundation',
  setup({ onLoad }) {
    const alone = fetchedAlone();
    alone.delete(FOUNDATION);
    onLoad({ filter: OURS }, ({ path, suffix }) =>
      alone.has(path) && suffix === ''
        ? shorter(path, { more: `import * as foundation from '${FOUNDATION}';` })
        : undefined,
    );
  },
};

/**
 * Elements share more than the foundation with one another, which would be files again.
 * The portal shows many together: what a section of it consists of is one file, a copy
 * for the portal, and each element still comes alone to a page that has it alone.
 */
const oneFilePerSection: Plugin = {
  name: 'one-file-per-section',
  setup({ onResolve }) {
    const shared = reachable(FOUNDATION);
    const portal = resolve('components/account-portal');
    onResolve({ filter: /^\.\.?\// }, ({ path, importer, kind, pluginData }) => {
      if (kind !== 'import-statement') return undefined;
      const [file, copied] = [resolve(dirname(importer), path), pluginData === COPY];
      const needed = copied || dirname(importer) === portal;
      if (!needed || dirname(file) === portal || shared.has(file)) return undefined;
      return { path: file, suffix: '?portal', pluginData: COPY };
    });
  },
};

const COPY = Symbol('a copy for the portal');

/** A file and all that it imports statically. */
function reachable(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const imports = /^(?:import|export)\b(?! type\b)[^;]*? from '(\.[^']+)'/gm;
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(imports)) {
    reachable(resolve(dirname(file), path), found);
  }
  return found;
}

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

export const fewFiles: Plugin[] = [oneFoundation, oneFilePerSection];
