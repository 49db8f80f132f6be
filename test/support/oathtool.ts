import { execFile, execFileSync } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The code of a key (base32) at an instant, made by the OATH Toolkit, which knows nothing of us. */
export async function oathtool(key: string, at: number): Promise<string> {
  const args = ['--totp', '--base32', key, '--now', `@${Math.floor(at / 1000)}`];
  const { stdout } = await run('oathtool', args).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    install(error);
    return run('oathtool', args);
  });
  return stdout.trim();
}

/** Debian's, where we may. */
function install(cause: Error): void {
  try {
    if (process.getuid?.() !== 0) throw cause;
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' } as const;
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'oathtool'], options);
  } catch {
    throw new Error('oathtool is missing, which this test needs: install it, such as with apt-get install oathtool', {
      cause,
    });
  }
}
