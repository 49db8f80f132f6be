// Finds a Chromium to test in, on any machine: the one that CHROME_PATH names,
// an installed one, the one that npm brought along, or Debian's, when we may
// install it. `node tools/chrome.ts` prints what it found.

import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import process from 'node:process';
import { Obstacle } from './obstacle.ts';

export interface Chrome {
  executablePath: string;
  args: string[];
  /** `shell` is the headless-only build, which has no other mode. */
  headless: true | 'shell';
  env: Record<string, string | undefined>;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-headless-shell',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** `CHROME_PATH=npm` takes the pinned one from npm even where another is installed. */
const FROM_NPM = 'npm';

export async function findChrome(): Promise<Chrome> {
  const wanted = process.env['CHROME_PATH'];
  if (wanted && wanted !== FROM_NPM) {
    if (!isExecutable(wanted)) throw new Obstacle(`CHROME_PATH is "${wanted}", but there is no program at that path.`);
    return at(wanted);
  }
  const installed = wanted === FROM_NPM ? undefined : INSTALLED.find(isExecutable);
  if (installed) return at(installed);

  const brought = await fromNpm();
  if (brought) return brought;

  const path = installWithApt();
  if (path) return at(path);
  throw new Obstacle(
    'No Chromium or Chrome was found and none could be installed: install one, or set CHROME_PATH to where it is.',
  );
}

const at = (executablePath: string, env: Chrome['env'] = process.env): Chrome => ({
  executablePath,
  headless: executablePath.includes('headless-shell') ? 'shell' : true,
  args: flags(),
  env,
});

/** Chromium refuses its sandbox to root, and containers have little shared memory. */
const flags = (): string[] => [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'];

async function fromNpm(): Promise<Chrome | undefined> {
  const before = { ...process.env };
  // With this set it unpacks the libraries that a bare machine lacks. It changes our environment; only the browser is to see that.
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs24.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    const chrome: Chrome = { ...at(executablePath, { ...process.env }), args: ['--no-sandbox'], headless: 'shell' };
    execFileSync(executablePath, ['--version'], { env: chrome.env, stdio: 'ignore' });
    return chrome;
  } catch {
    return undefined; // not for this platform
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function installWithApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('Installing chromium-headless-shell with apt-get (about half a minute) …');
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
    const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'];
    execFileSync('apt-get', install, { env, stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return INSTALLED.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  try {
    console.log((await findChrome()).executablePath);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
