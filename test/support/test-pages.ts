// What the browser tests' own server answers besides files: whatever a test
// wants to hear, pages under a strict policy, and bundles of CommonJS packages.

import { build } from 'esbuild';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Context, Middleware } from '@web/dev-server-core';
import { typescriptOptions } from '../../tools/typescript.ts';
import type { Answer, Heard } from './answers.ts';

/** The strict policy of a careful host page; Lit's own policy is the only one that may make HTML. */
const STRICT_POLICY =
  "default-src 'self'; style-src 'self'; script-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

export const testPages: Middleware = async (context, next) => {
  const [, first, second = ''] = context.path.split('/');
  switch (first) {
    case 'test-answers':
      return answer(context, JSON.parse(decodeURIComponent(second)) as Answer);
    case 'test-page':
      return page(context, second);
    case 'test-bundle':
      context.type = 'js';
      context.body = await bundle(`./test/support/pages/${second.replace(/\.js$/, '')}`);
      return;
    default:
      return next();
  }
};

/** The script of that name in `pages/`, beside this file, alone on a page; `?strict` puts it under the strict policy. */
function page(context: Context, name: string): void {
  if (context.search === '?strict') context.set('content-security-policy', STRICT_POLICY);
  context.type = 'html';
  context.body = `<!doctype html><html lang="en"><title>${name}</title><body><script type="module" src="/test-bundle/${name}.js"></script>`;
}

async function answer(context: Context, wanted: Answer): Promise<void> {
  const heard: Heard = {
    method: context.method,
    // As it came over the wire: `context.path` is decoded.
    url: (context.req.url ?? '').split('/').slice(3).join('/'),
    headers: context.headers as Heard['headers'],
    body: await textOf(context.req),
  };
  await wait(wanted.delay ?? 0);
  const { stopAfter } = wanted;
  const text = wanted.body ?? JSON.stringify(heard);
  if (stopAfter === undefined) {
    context.status = wanted.status ?? 200;
    context.set(wanted.headers ?? {});
    context.type = wanted.type ?? 'application/json';
    context.body = wanted.status === 204 ? null : text;
    return;
  }
  // Promises the whole text, sends its beginning, and then hangs or hangs up.
  context.respond = false;
  context.res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  context.res.write(text.slice(0, 5));
  if (stopAfter === 'hang-up') setTimeout(() => context.res.destroy(), 50);
  else setTimeout(() => context.res.end(), 5000);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}

const bundles = new Map<string, Promise<string>>();

function bundle(entry: string): Promise<string> {
  const made =
    bundles.get(entry) ??
    build({
      ...typescriptOptions,
      loader: { '.ts': 'ts' },
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'esm',
      conditions: ['account-elements-source', 'development', 'browser'],
      define: {
        'process.env.NODE_ENV': '"development"',
        __VUE_OPTIONS_API__: 'true',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
      },
      logLevel: 'warning',
    }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  bundles.set(entry, made);
  return made;
}
