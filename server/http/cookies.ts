/** `__Host-` makes the browser itself insist on Secure, Path=/ and no Domain. */
export const SESSION_COOKIE = '__Host-sid';
export const DEVICE_COOKIE = '__Host-device';

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

/** Spaces and tabs only: `trim()` would also make a name with exotic white space around it pass for the real one. */
const trimSpaces = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '');

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';

export const setCookie = (name: string, token: string, maxAge: number): string =>
  `${name}=${token}; ${ATTRIBUTES}; Max-Age=${Math.floor(maxAge / 1000)}`;

export const clearCookie = (name: string): string => `${name}=; ${ATTRIBUTES}; Max-Age=0`;
