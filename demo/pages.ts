import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { dress, lookFiles, lookNames, lookOf, rememberLook } from './looks.ts';
import { demoPassword, type Person } from './people.ts';
import { Preloads } from './preloads.ts';
import { REPORTS_PATH } from './reports.ts';
import type { DemoApp } from './demo-app.ts';

/** The pages by their addresses. The host page is there twice: who finds *Manage* depends on its address. */
const pages: Readonly<Record<string, string>> = {
  '/': 'host/index.html',
  '/everyone/': 'host/index.html',
  '/account/': 'portal/index.html',
  '/mailbox/': 'mailbox/index.html',
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
  'looks/bootstrap.css',
  'looks/enterprise.css',
  'mailbox/mailbox.css',
  'mailbox/mailbox.js',
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

/** The panel *Demo controls*, where it is wanted. */
const controlFiles = [
  'control-panel/appearance.js',
  'control-panel/german.js',
  'control-panel/logs.js',
  'control-panel/panel.css',
  'control-panel/panel.js',
  'control-panel/parts.js',
  'control-panel/people.js',
  'control-panel/snippet.js',
  'control-panel/troubles.js',
];

const controlTags =
  '<link rel="stylesheet" href="/control-panel/panel.css" />\n    <script type="module" src="/control-panel/panel.js"></script>\n    ';

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
export function mountPages(app: DemoApp, origin: string, people: readonly Person[], controls: boolean): void {
  const { host } = new URL(origin);
  const here = import.meta.dirname;
  const own = controls ? [...files, ...controlFiles] : files;
  const served = [...own.map((file): [string, string] => [`/${file}`, join(here, file)]), ...lookFiles, ...elements()];
  const preloads = new Preloads(served);
  for (const [path, file] of Object.entries(pages)) {
    const written = readFileSync(join(here, file), 'utf8');
    // First of all scripts: it sees what the others ask for.
    const html = controls ? written.replace('<script', `${controlTags}<script`) : written;
    const stored = (look: string, is: boolean) => new Stored(file, dress(preloads.addTo(path, html, is), look));
    const looks = new Map(lookNames.map((name) => [name, [stored(name, true), stored(name, false)] as const]));
    app.get(path, (c) => {
      // By another name of this machine the page would show, and every write would be refused.
      if (c.req.header('host') !== host) return c.redirect(origin + path, 302);
      const look = c.req.query('look');
      if (look !== undefined) {
        c.header('set-cookie', rememberLook(look));
        return c.redirect(path, 302);
      }
      const cookies = c.req.header('cookie');
      const [signedIn, signedOut] = looks.get(lookOf(cookies)) ?? [];
      return (hasSession(cookies) ? signedIn : signedOut)?.answer(c.req.raw) ?? c.notFound();
    });
    if (path !== '/') app.get(path.slice(0, -1), (c) => c.redirect(path, 301));
  }
  for (const [path, file] of served) {
    const stored = new Stored(file, readFileSync(file));
    app.get(path, (c) => stored.answer(c.req.raw));
  }

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

/** Whether there is a cookie of a session, whatever it is worth: only a guess at what the page will show. */
const hasSession = (cookies: string | undefined): boolean => /(?:^|; )(?:__Host-)?sid=/.test(cookies ?? '');

/** A file in memory, as it is and compressed. */
class Stored {
  readonly #plain: Buffer<ArrayBuffer>;
  readonly #zipped: Buffer<ArrayBuffer>;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(file: string, contents: string | Buffer<ArrayBuffer>) {
    this.#plain = Buffer.from(contents);
    this.#zipped = gzipSync(this.#plain);
    const isPage = extname(file) === '.html';
    this.#headers = {
      ...headers,
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      vary: isPage ? 'Accept-Encoding, Cookie' : 'Accept-Encoding',
      etag: `"${createHash('sha256').update(this.#plain).digest('base64url').slice(0, 22)}"`,
      // Browsers tell the version of their system, such as Windows 11, only to pages that ask.
      ...(isPage && { 'accept-ch': 'Sec-CH-UA-Platform-Version' }),
    };
  }

  answer(request: Request): Response {
    if (request.headers.get('if-none-match') === this.#headers['etag'])
      return new Response(null, { status: 304, headers: this.#headers });
    const zip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
    return new Response(zip ? this.#zipped : this.#plain, {
      headers: { ...this.#headers, ...(zip && { 'content-encoding': 'gzip' }) },
    });
  }
}
