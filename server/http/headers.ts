/** Response headers as one plain object: the server's adapter copies nothing then. */
export type PlainHeaders = Record<string, string>;

/** On every response of this server, set once and together. */
export const securityHeaders: Readonly<PlainHeaders> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  vary: 'Origin, Cookie',
};
