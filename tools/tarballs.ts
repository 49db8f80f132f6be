// Packs both packages as they are published, and prints the files with their digests.
//
//   node tools/tarballs.ts [FOLDER]

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The folders of the packages. */
export const PACKAGES = ['components', 'server'] as const;

export interface Tarball {
  /** Where it is. */
  readonly file: string;
  readonly integrity: string;
  /** What is in it. */
  readonly files: readonly { readonly path: string }[];
}

/** Packs one package into `target`. */
export function pack(workspace: (typeof PACKAGES)[number], target: string): Tarball {
  const staged = mkdtempSync(join(tmpdir(), 'package-'));
  try {
    stage(workspace, staged);
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', resolve(target)];
    const [{ filename, integrity, files }] = JSON.parse(
      execFileSync('npm', args, { cwd: staged, encoding: 'utf8' }),
    ) as [{ filename: string; integrity: string; files: { path: string }[] }];
    return { file: join(resolve(target), filename), integrity, files };
  } finally {
    rmSync(staged, { recursive: true });
  }
}

/** Copies what is published of a package into an empty folder. */
export function stage(workspace: (typeof PACKAGES)[number], staged: string): void {
  const from = join(ROOT, workspace);
  const description = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { files: string[] };
  for (const name of ['README.md', 'LICENSE', ...description.files]) {
    if (!existsSync(join(from, name)))
      throw new Error(`${workspace}/${name} is missing: npm run build makes what is built`);
    cpSync(join(from, name), join(staged, name), { recursive: true });
  }
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify(withoutSources(description), null, 2)}\n`);
}

/** The sources are not published, so that no condition and no pattern may lead to them: see decision 12. */
function withoutSources(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((entry) => typeof entry !== 'string' || !entry.endsWith('.ts')).map(withoutSources);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'account-elements-source')
      .map(([key, inner]) => [key, withoutSources(inner)]),
  );
}

if (import.meta.main) {
  for (const workspace of PACKAGES) {
    const { file, integrity } = pack(workspace, process.argv[2] ?? '.');
    console.log(`${file}\n  ${integrity}`);
  }
}
