import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { pack } from '../../tools/tarballs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The packages as they would be published. */
export interface Tarballs {
  readonly 'account-elements': string;
  readonly 'account-elements-server': string;
}

export function packAll(): Tarballs {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  return {
    'account-elements': pack('components', folder).file,
    'account-elements-server': pack('server', folder).file,
  };
}

/** A folder outside the repository with the files of an application, and what its package.json names installed. */
export async function install(files: string, tarballs: Tarballs): Promise<string> {
  const folder = temporaryFolder();
  cpSync(files, folder, { recursive: true });
  const file = join(folder, 'package.json');
  const description = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> };
  for (const [name, tarball] of Object.entries(tarballs)) {
    if (name in description.dependencies) description.dependencies[name] = `file:${tarball}`;
  }
  writeFileSync(file, JSON.stringify(description));
  await npm(folder, 'install', '--no-audit', '--no-fund');
  return folder;
}

export const npm = (folder: string, ...args: string[]): Promise<string> => run('npm', args, folder);

/** A folder with the server alone, as an operator installs it. */
export async function installServer(tarballs: Tarballs): Promise<string> {
  const files = temporaryFolder();
  mkdirSync(files, { recursive: true });
  const dependencies = { 'account-elements': '*', 'account-elements-server': '*' };
  writeFileSync(join(files, 'package.json'), JSON.stringify({ private: true, dependencies }));
  return install(files, tarballs);
}

/** Our own Node first on the path: that of the machine may be too old for some of the tools. */
export const environment = {
  ...process.env,
  PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env['PATH']}`,
};

/** Resolves to what it printed; rejects with all of it when it fails. */
export function run(
  command: string,
  args: string[],
  cwd: string,
  { input = '', settings = {} }: { input?: string; settings?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((done, refuse) => {
    const child = spawn(command, args, { cwd, env: { ...environment, ...settings }, stdio: 'pipe' });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (errors += data));
    child.stdin.end(input);
    child.on('error', refuse);
    child.on('close', (code) =>
      code === 0
        ? done(output)
        : refuse(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}${errors}`)),
    );
  });
}
