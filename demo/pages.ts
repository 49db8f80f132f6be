import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Hono } from 'hono';
import type { Bindings } from 'account-elements-server/http/answer.js';
import { demoPassword, people } from './people.ts';
import { REPORTS_PATH } from './reports.ts';

/** The pages by their addresses. The host page is there twice: who finds *Manage* depends on its address. */
const pages: Readonly<Record<string, string>> = {
  '/': 'host/index.html',
  '/everyone/': 'host/index.html',
  '/account/': 'portal/index.html',
};

/** Everything else that is served, by name: what is not in this list does not exist. */
const files = [
  'host/certificates.js',
  'host/certificates.json',
  'host/detail.js',
  'host/horizon.js',
  'host/host.css',
  'host/host.js',
  'host/issuers.js',
  'host/list.js',
  'portal/portal.css',
  'portal/portal.js',
  'shared/account-page.js',
  'shared/authenticator.js',
  'shared/brand.css',
  'shared/dom.js',
  'shared/german.js',
  'shared/mark.svg',
  'shared/people.js',
  'shared/reading.js',
  'shared/rosette.svg',
  'shared/sign-in.css',
];

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The account elements work under this policy: nothing inline, nothing from elsewhere, no string becomes a script. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
  `report-uri ${REPORTS_PATH}`,
].join('; ');

const headers = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** Adds the demo's pages to the server: one origin for both. */
export function mountPages(app: Hono<{ Bindings: Bindings }>, origin: string): void {
  const { host } = new URL(origin);
  const serve = (path: string, file: string) => {
    const stored = read(file);
    app.get(path, (c) => {
      // By another name of this machine the page would show, and every write would be refused.
      if (path in pages && c.req.header('host') !== host) return c.redirect(origin + path, 302);
      return stored.answer(c.req.raw);
    });
  };
  const here = import.meta.dirname;
  for (const [path, file] of Object.entries(pages)) {
    serve(path, join(here, file));
    if (path !== '/') app.get(path.slice(0, -1), (c) => c.redirect(path, 301));
  }
  for (const file of files) serve(`/${file}`, join(here, file));
  for (const [path, file] of elements()) serve(path, file);

  const offered = people.map(({ email, firstName, lastName, about, factors }) => ({
    name: `${firstName} ${lastName}`,
    about,
    email,
    password: demoPassword,
    authenticatorKey: factors?.authenticator.key,
  }));
  app.get('/demo/people', (c) => c.json(offered, 200, headers));
}

/** The script of the account elements and the parts that it loads when they are needed, as built. */
function elements(): [path: string, file: string][] {
  const entry = fileURLToPath(import.meta.resolve('account-elements/cdn/account-elements.js'));
  const chunks = globSync(join(dirname(entry), 'chunks/*.js'));
  return [
    ['/elements/account-elements.js', entry],
    ...chunks.map((file): [string, string] => [`/elements/chunks/${basename(file)}`, file]),
  ];
}

/** A file in memory, as it is and compressed. */
function read(file: string): { answer(request: Request): Response } {
  const plain = readFileSync(file);
  const zipped = gzipSync(plain);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  const common = {
    ...headers,
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    vary: 'Accept-Encoding',
    // Browsers tell the version of their system, such as Windows 11, only to pages that ask.
    ...(extname(file) === '.html' && { 'accept-ch': 'Sec-CH-UA-Platform-Version' }),
  };
  return {
    answer(request) {
      if (request.headers.get('if-none-match') === etag)
        return new Response(null, { status: 304, headers: { ...common, etag } });
      const zip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
      return new Response(zip ? zipped : plain, {
        headers: { ...common, etag, ...(zip ? { 'content-encoding': 'gzip' } : {}) },
      });
    },
  };
}
