// Builds both packages into components/dist and server/dist; what has not
// changed since the last time is left as it is.
//
//   node tools/build.ts            everything that is stale
//   node tools/build.ts --force    everything

import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, rm } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { writeEditorData } from './build/editor-data.ts';
import { writeFrameworkTypes } from './build/framework-types.ts';
import { writeIntegrity } from './build/integrity.ts';
import { writeTables } from './build/tables.ts';
import { withLock } from './build/lock.ts';
import { readPublished } from './build/published-elements.ts';
import { writeReactWrappers } from './build/react-wrappers.ts';
import { Stamps } from './build/stamps.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const TOOLS = ['tools/build.ts', 'tools/build/*.ts', 'tools/typescript.ts', 'tsconfig.json', 'package-lock.json'];

class BuildError extends Error {}

async function build(): Promise<void> {
  const stamps = new Stamps('node_modules/.cache/account-elements/build.json');
  if (process.argv.includes('--force')) stamps.forget();
  const start = performance.now();

  const components = {
    inputs: ['components/**/*', 'custom-elements-manifest.config.js', ...TOOLS],
    outputs: ['components/dist/index.js', 'components/dist/cdn/account-elements.js', 'components/dist/jsx.d.ts'],
  };
  const server = {
    inputs: ['server/**/*', 'components/contract/*', 'components/package.json', ...TOOLS],
    outputs: ['server/dist/app.js'],
  };

  const built: string[] = [];
  if (await stamps.isStale('components', components)) {
    await buildComponents();
    await stamps.save('components', components);
    built.push('account-elements');
  }
  if (await stamps.isStale('server', server)) {
    await buildServer();
    await stamps.save('server', server);
    built.push('account-elements-server');
  }
  if (built.length > 0) {
    console.log(`Built ${built.join(' and ')} in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  }
}

async function buildComponents(): Promise<void> {
  await rm('components/dist', { recursive: true, force: true });
  await mkdir('components/dist', { recursive: true });
  // Only now: loading the bundler would be most of what a start with nothing to build takes.
  const { buildBundle } = await import('./build/bundle.ts');
  const steps = await Promise.allSettled([
    run('tsc', '-p', 'components/tsconfig.build.json'),
    run('cem', 'analyze', '--quiet'),
    buildBundle('components/cdn.ts', 'components/dist/cdn'),
  ]);
  for (const step of steps) if (step.status === 'rejected') throw step.reason;
  const published = await readPublished('components/dist');
  await writeFrameworkTypes('components/dist', published);
  await writeReactWrappers('components/dist', published);
  await writeEditorData('components/dist', published);
  await writeTables('components/dist', published);
  writeIntegrity('components/dist/cdn');
}

/** After the components: the server compiles against their declarations. */
async function buildServer(): Promise<void> {
  await rm('server/dist', { recursive: true, force: true });
  await run('tsc', '-p', 'server/tsconfig.build.json');
  const data = globSync('server/**/*', {
    withFileTypes: true,
    exclude: (entry) => ['node_modules', 'dist'].includes(entry.name),
  }).filter((entry) => entry.isFile() && !/(\.ts|^package\.json|^tsconfig.*\.json|\.md|\.js)$/.test(entry.name));
  for (const entry of data) {
    const from = join(entry.parentPath, entry.name);
    const to = from.replace(/server\//, 'server/dist/');
    await mkdir(dirname(to), { recursive: true });
    await cp(from, to);
  }
  for (const program of globSync('server/dist/{cli,main}.js')) await chmod(program, 0o755);
}

function run(command: string, ...args: string[]): Promise<void> {
  return new Promise((done, refuse) => {
    const child = spawn(join('node_modules/.bin', command), args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', refuse);
    child.on('exit', (code) => {
      if (code === 0) done();
      else refuse(new BuildError(`The build stopped: "${[command, ...args].join(' ')}" found the errors above.`));
    });
  });
}

try {
  await withLock('node_modules/.cache/account-elements/build.lock', build);
} catch (error) {
  console.error(error instanceof BuildError ? error.message : error);
  process.exitCode = 1;
}
