import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';

const INSTALLED = ['account-elements', 'account-elements-server', 'react', 'vue', 'hono', '@hono/node-server', 'vite'];

/** Compiles one file of a project outside the repository, which has our packages as npm would install them. */
export function compile(t: TestContext, file: string, text: string, options: Record<string, unknown> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'consumer-')));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
  mkdirSync(join(folder, 'node_modules', '@hono'), { recursive: true });
  for (const name of [...INSTALLED, '@types/react', '@types/node']) {
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  const compilerOptions = {
    module: options['moduleResolution'] === 'nodenext' ? 'nodenext' : 'esnext',
    moduleResolution: 'bundler',
    target: 'ES2022',
    lib: ['ES2024', 'DOM', 'DOM.Iterable'],
    jsx: 'preserve',
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    ...options,
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: [file] }));
  writeFileSync(join(folder, file), text);
  return spawnSync(resolve('node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' }).stdout;
}
