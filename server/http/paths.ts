import { Problem } from 'account-elements/contract/problem.js';

/** Where the API lives below the server's origin. */
export const BASE_PATH = '/api/account';

/**
 * Paths that different readers read differently: encoded or doubled
 * separators, backslashes, dot segments. No path of this server needs them.
 */
const AMBIGUOUS = /%|\\|\/\/|\/\.{1,2}(?:\/|$)|;/;

export function requirePlainPath(path: string): void {
  if (AMBIGUOUS.test(path)) throw new Problem('malformed');
}

/** Whether a request target as it came over the wire is a plain path with an optional query. */
export function isPlainTarget(target: string): boolean {
  const [path = ''] = target.split('?', 1);
  return path.startsWith('/') && !AMBIGUOUS.test(path);
}
