import { execFile, execFileSync } from 'node:child_process';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The code of a key (base32) at an instant, made by the OATH Toolkit, which knows nothing of us. */
export async function oathtool(key: string, at: number): Promise<string> {
  const args = ['--totp', '--base32', key, '--now', `@${Math.floor(at / 1000)}`];
  for (let tries = 0; ; tries++) {
    try {
      return (await run('oathtool', args)).stdout.trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await install(error as Error, tries);
    }
  }
}

/** Debian's, where we may. Another test file may be installing it at this moment: then it is waited for. */
async function install(cause: Error, tries: number): Promise<void> {
  try {
    if (process.getuid?.() !== 0) throw cause;
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' } as const;
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'oathtool'], options);
  } catch {
    if (process.getuid?.() === 0 && tries < 60) return setTimeout(3000);
    throw new Error('oathtool is missing, which this test needs: install it, such as with apt-get install oathtool', {
      cause,
    });
  }
}
