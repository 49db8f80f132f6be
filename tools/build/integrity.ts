import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes what browsers check the script without a build by: `integrity.json` has the digest of each of its files, as the
 * `integrity` of a script and of an import map want it, so that those are checked, too, that are fetched later.
 * https://html.spec.whatwg.org/multipage/webappapis.html#import-map-integrity
 */
export function writeIntegrity(folder: string): void {
  const files = globSync('**/*.js', { cwd: folder }).toSorted();
  const digests = files.map((file) => [
    file,
    `sha384-${createHash('sha384')
      .update(readFileSync(join(folder, file)))
      .digest('base64')}`,
  ]);
  writeFileSync(join(folder, 'integrity.json'), `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`);
}
