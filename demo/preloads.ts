import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** Elements that a page shows at once: to everybody, to whoever is signed in, and to whoever is not. */
const elements: Readonly<Record<string, readonly [always: string[], signedIn: string[], signedOut: string[]]>> = {
  '/': [['account-provider', 'profile-menu'], [], ['sign-in-form']],
  '/everyone/': [['account-provider', 'profile-menu'], [], ['sign-in-form']],
  '/account/': [['account-provider', 'profile-menu'], ['account-portal'], ['sign-in-form']],
};

/**
 * The page with a `modulepreload` for each script that it will want, so that
 * the browser asks for all at once, not for each when it has read the one that
 * imports it. A product's bundler does this for its pages.
 */
export class Preloads {
  readonly #scripts: ReadonlyMap<string, string>;

  /** @param files what is served, by its path */
  constructor(files: Iterable<readonly [path: string, file: string]>) {
    const scripts = [...files].filter(([path]) => path.endsWith('.js'));
    this.#scripts = new Map(scripts.map(([path, file]) => [path, readFileSync(file, 'utf8')]));
  }

  addTo(page: string, html: string, signedIn: boolean): string {
    const [always, whenIn, whenOut] = elements[page] ?? [[], [], []];
    const shared = page in elements ? ['foundation'] : [];
    const tags = [...shared, ...always, ...(signedIn ? whenIn : whenOut)];
    const own = [...html.matchAll(/<script type="module" src="([^"]+)">/g)].map(([, path = '']) => path);
    const wanted = new Set<string>();
    for (const path of [...own, ...tags.map((tag) => this.#chunkOf(tag))]) this.#follow(path, wanted);
    const links = [...wanted].filter((path) => !own.includes(path));
    return html.replace(
      '</head>',
      `${links.map((path) => `  <link rel="modulepreload" href="${path}" />\n  `).join('')}</head>`,
    );
  }

  #chunkOf(name: string): string {
    const path = [...this.#scripts.keys()].find((candidate) => candidate.startsWith(`/elements/chunks/${name}-`));
    if (!path) throw new Error(`There is no script of ${name}`);
    return path;
  }

  /** A script and all that it imports statically. */
  #follow(path: string, wanted: Set<string>): void {
    if (wanted.has(path)) return;
    wanted.add(path);
    for (const [, next = ''] of (this.#scripts.get(path) ?? '').matchAll(
      /\b(?:from|import)\s*["'](\.[^"']+\.js)["']/g,
    )) {
      this.#follow(posix.join(posix.dirname(path), next), wanted);
    }
  }
}
