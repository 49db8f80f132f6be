// Installs what is missing, on a machine with nothing but Node and npm. Runs
// before every command, on whatever Node there is, and must not import packages.

import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** Older ones cannot run the installed tools' bootstrap. */
const OLDEST = [20, 19];
/** The first Node that runs TypeScript as it is, where npm has none for this platform. */
const RUNS_TYPESCRIPT = [22, 18];

const SHORT_WAITS = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=3000'];

function main() {
  if (isOlder(process.versions.node, OLDEST)) {
    throw new Refusal(`Node ${process.versions.node} is too old: install Node ${OLDEST.join('.')} or newer.`);
  }
  if (!isInstalled()) install();
  linkNode();
  if (!existsSync('node_modules/.bin/node') && isOlder(process.versions.node, RUNS_TYPESCRIPT)) {
    throw new Refusal(
      `npm has no Node 24 for ${process.platform} ${process.arch}: install Node ${RUNS_TYPESCRIPT.join('.')} or newer yourself.`,
    );
  }
  mustBeWritable('.');
  mkdirSync('.data', { recursive: true });
}

class Refusal extends Error {}

function isOlder(version, [major, minor]) {
  const [hasMajor, hasMinor] = version.split('.').map(Number);
  return hasMajor < major || (hasMajor === major && hasMinor < minor);
}

/** npm keeps its own record of what it installed: the same versions as the lockfile asks for? */
function isInstalled() {
  const [wanted, present] = ['package-lock.json', 'node_modules/.package-lock.json'].map(packagesOf);
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional, link, inBundle }]) => {
    if (!path.includes('node_modules/') || link || inBundle) return true;
    const has = present[path];
    // What is optional may be for another platform.
    return has ? has.version === version : Boolean(optional);
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install() {
  mustBeWritable('.');
  const before = Date.now();
  console.log('Installing packages with npm, about half a minute on a fast connection …');
  // Asked first: without a network npm would try each of hundreds of packages, for minutes.
  const registry = npm('view', 'lit', 'version', '--fetch-retries=2', ...SHORT_WAITS);
  if (registry.error?.code === 'ENOENT') throw new Refusal('npm was not found: install npm, which comes with Node.');
  const source = registry.status === 0 ? '--prefer-offline' : '--offline';
  const ended = npm('ci', '--ignore-scripts', '--no-progress', source);
  if (ended.status !== 0 && registry.status !== 0) {
    throw new Refusal(reasonIn(`${registry.stdout ?? ''}${registry.stderr ?? ''}`));
  }
  if (ended.status !== 0) throw new Refusal(reasonIn(`${ended.stdout ?? ''}${ended.stderr ?? ''}`));
  console.log(`Installed in ${Math.round((Date.now() - before) / 1000)} s.`);
}

/** Scripts run on the Node among the packages; npm 10 leaves its link out. */
function linkNode() {
  const program = `node-${process.platform}-${process.arch}/bin/node`;
  if (!existsSync(`node_modules/${program}`) || existsSync('node_modules/.bin/node')) return;
  mustBeWritable('.');
  symlinkSync(`../${program}`, 'node_modules/.bin/node');
}

/** The npm that runs us, else the one on the path. */
function npm(...args) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return spawnSync(command, [...first, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command === 'npm',
  });
}

function reasonIn(output) {
  const code = /npm (?:error|ERR!) code (\w+)/.exec(output)?.[1] ?? '';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR/.test(code)) {
    return `npm cannot reach its registry (${code}): connect this machine to the network, or name a registry that it can reach with "npm config set registry <address>".`;
  }
  if (/EACCES|EPERM|EROFS/.test(code)) {
    return `npm may not write (${code}): give this user write permission to ${process.cwd()} and to npm's cache.`;
  }
  if (code === 'ENOSPC') return 'The disk is full: the packages need about 800 MB.';
  return `npm could not install the packages:\n${output.trim().split('\n').slice(-15).join('\n')}`;
}

function mustBeWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Refusal(`This user may not write to ${process.cwd()}: give it write permission, or clone elsewhere.`);
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
