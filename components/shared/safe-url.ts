/**
 * The address as far as it stays on this origin, else nothing. Addresses come
 * out of query strings: `//evil.example`, `/\evil.example` and `javascript:`
 * must lead nowhere, so the parsed address counts, never how it was written.
 */
export function sameOriginUrl(address: string | undefined): string | undefined {
  const url = parse(address);
  return url && url.origin === location.origin && url.protocol === location.protocol ? url.href : undefined;
}

/** The address if a browser would load a page from it, else nothing: no `javascript:`, no `data:`. */
export function webUrl(address: string | undefined): string | undefined {
  const url = parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

// Against the page itself, never against a `<base>` that somebody slipped in.
const parse = (address: string | undefined): URL | null =>
  address === undefined || address === '' ? null : URL.parse(address, location.href);
