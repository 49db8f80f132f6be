import { fileURLToPath } from 'node:url';

/** What the demo's pages can look like, beside our own: the style files of each, before and after the pages' own. */
const looks: Readonly<Record<string, { readonly before: string; readonly after: string }>> = {
  bootstrap: { before: link('/looks/bootstrap.min.css'), after: link('/looks/bootstrap.css') },
  enterprise: { before: '', after: link('/looks/enterprise.css') },
};

/** Our own look has no name. */
export const lookNames: readonly string[] = ['', ...Object.keys(looks)];

/** Bootstrap as it is published. */
export const lookFiles: readonly (readonly [path: string, file: string])[] = [
  ['/looks/bootstrap.min.css', fileURLToPath(import.meta.resolve('bootstrap/dist/css/bootstrap.min.css'))],
];

/** Style files only: the policy of the pages allows nothing else. */
export function dress(html: string, name: string): string {
  const look = looks[name];
  if (!look) return html;
  return html.replace('<link rel="stylesheet"', `${look.before}$&`).replace('</head>', `  ${look.after}</head>`);
}

const COOKIE = 'demo-look';

/** The look that was asked for before, or ours. */
export function lookOf(cookies: string | undefined): string {
  const [, name = ''] = new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(cookies ?? '') ?? [];
  return lookNames.includes(name) ? name : '';
}

/** Keeps a look for the pages that come, until the browser is closed: `/?look=bootstrap`; `/?look=` is ours again. */
export const rememberLook = (name: string): string =>
  `${COOKIE}=${lookNames.includes(name) ? name : ''}; Path=/; HttpOnly; SameSite=Lax`;

function link(path: string): string {
  return `<link rel="stylesheet" href="${path}" />\n    `;
}
