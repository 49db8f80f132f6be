import { hash } from 'node:crypto';

/** What the cookies of a browser are called, and what it is told about them. */
export interface CookieKind {
  readonly session: string;
  readonly device: string;
  /** Of a sign-in whose password was right and that waits for the second factor. */
  readonly pending: string;
  /** Of a browser that was asked for a passkey to sign in with: the beginning, see `readTokens`. */
  readonly ceremony: string;
  readonly attributes: string;
}

/** `__Host-` makes the browser itself insist on Secure, Path=/ and no Domain. */
export const hostCookies: CookieKind = {
  session: '__Host-sid',
  device: '__Host-device',
  pending: '__Host-pending',
  ceremony: '__Host-ceremony',
  attributes: 'Path=/; Secure; HttpOnly; SameSite=Lax',
};

/** For a browser that keeps no Secure cookie on `http://localhost`; see decision 11. */
const plainCookies: CookieKind = {
  session: 'sid',
  device: 'device',
  pending: 'pending',
  ceremony: 'ceremony',
  attributes: 'Path=/; HttpOnly; SameSite=Lax',
};

/** WebKit does not count `http://localhost` as secure; Chromium and Firefox do. */
const isWebKit = (userAgent: string | null): boolean =>
  userAgent !== null && userAgent.includes('AppleWebKit/') && !/Chrom(?:e|ium)\//.test(userAgent);

/** The cookies to use with a browser. `developing` is never so in production. */
export const cookiesFor = (userAgent: string | null, developing: boolean): CookieKind =>
  developing && isWebKit(userAgent) ? plainCookies : hostCookies;

/** A token as this server makes them: 256 bits in base64url. Anything else is no token. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The token in a cookie. Only the exact name counts, and two cookies of that
 * name mean that somebody planted one: then there is none.
 */
export function readToken(header: string | null, name: string): string | undefined {
  if (header === null) return undefined;
  let found: string | undefined;
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals < 0 || trimSpaces(pair.slice(0, equals)) !== name) continue;
    if (found !== undefined) return undefined;
    found = trimSpaces(pair.slice(equals + 1));
  }
  return found !== undefined && TOKEN.test(found) ? found : undefined;
}

/** As many of a kind as anybody looks at. */
const MOST_OF_A_KIND = 20;

/**
 * The tokens of a kind that a browser may have more than one of: pages that open at the same moment are each given one,
 * and the last must not take the place of the first. Each is called after its token.
 */
export function readTokens(header: string | null, kind: string): string[] {
  const names = new Set<string>();
  for (const pair of header?.split(';') ?? []) {
    const name = trimSpaces(pair.slice(0, Math.max(pair.indexOf('='), 0)));
    if (name.startsWith(`${kind}-`)) names.add(name);
    if (names.size === MOST_OF_A_KIND) break;
  }
  return [...names].flatMap((name) => {
    const token = readToken(header, name);
    return token !== undefined && name === nameOfOne(kind, token) ? [token] : [];
  });
}

/** What the cookie of one token of a kind is called. It tells nothing of the token. */
export const nameOfOne = (kind: string, token: string): string =>
  `${kind}-${hash('sha256', token, 'base64url').slice(0, 8)}`;

/**
 * Spaces and tabs only: `trim()` would also make a name with exotic white space around it pass for the real one.
 * No pattern for those at the end: it would begin another search at each of thousands of spaces in the middle.
 */
function trimSpaces(text: string): string {
  let start = 0;
  let end = text.length;
  while (isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return text.slice(start, end);
}

const isSpace = (character: string | undefined): boolean => character === ' ' || character === '\t';

export const setCookie = (name: string, token: string, maxAge: number, { attributes }: CookieKind): string =>
  `${name}=${token}; ${attributes}; Max-Age=${Math.floor(maxAge / 1000)}`;

export const clearCookie = (name: string, { attributes }: CookieKind): string => `${name}=; ${attributes}; Max-Age=0`;
