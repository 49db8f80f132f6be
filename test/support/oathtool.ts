import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The code of a key (base32) at an instant, made by the OATH Toolkit, which knows nothing of us. */
export async function oathtool(key: string, at: number): Promise<string> {
  const args = ['--totp', '--base32', key, '--now', `@${Math.floor(at / 1000)}`];
  const { stdout } = await run('oathtool', args).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
    throw new Error('oathtool is missing, which this test needs: apt-get install oathtool', { cause });
  });
  return stdout.trim();
}
