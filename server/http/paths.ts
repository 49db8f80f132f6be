import { Problem } from 'account-elements/contract/problem.js';

/** Where the API lives below the server's origin. */
export const BASE_PATH = '/api/account';

/**
 * Paths that different readers read differently: encoded or doubled
 * separators, backslashes, dot segments. No path of this server needs them.
 */
const AMBIGUOUS = /%|\\|\/\/|\/\.{1,2}(?:\/|$)|;/;

export function requirePlainUrl(url: string): void {
  // After the `//` of the scheme and before the query.
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const query = url.indexOf('?', start);
  if (AMBIGUOUS.test(query < 0 ? url.slice(start) : url.slice(start, query))) throw new Problem('malformed');
}

/** Whether a request target as it came over the wire is a plain path with an optional query. */
export function isPlainTarget(target: string): boolean {
  const [path = ''] = target.split('?', 1);
  return path.startsWith('/') && !AMBIGUOUS.test(path);
}
