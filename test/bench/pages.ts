import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser } from 'puppeteer-core';
import { findChrome } from '../../tools/chrome.ts';
import { Demo, demoPassword } from '../support/demo.ts';
import { hankoProfile, signedInPages, signInPage, trivialTwin, type Contender } from './pages/contenders.ts';
import { hankoBackend } from './pages/hanko-backend.ts';
import { openPage, type Opened } from './pages/open-page.ts';
import { isStream, Replay, type Extra } from './pages/replay.ts';

const CONTENT_BAR = 1.5;
const SCRIPT_BAR = 4;

/**
 * The demo's pages, opened with nothing kept, against a page of plain Lit for
 * each that has as many elements and asks for the same data, and against
 * Hanko's profile element on a stand-in of its backend. All answers come out of
 * memory, in interleaved rounds.
 *
 * Content shown: from the start of the navigation to the frame that paints the
 * last of the content. Script: what the browser counts as `ScriptDuration`.
 */
export async function pages(rounds: number): Promise<void> {
  const [demo, browser, scripts] = await Promise.all([
    Demo.run(),
    puppeteer.launch(await findChrome()),
    contenderScripts(),
  ]);
  const extra = new Map([...hankoBackend, ...scripts]);
  const stranger = await Replay.start(demo.origin, '', extra);
  const ada = await Replay.start(demo.origin, await signIn(demo.origin, 'ada@example.com'), extra);
  try {
    const pairs = [
      await twins(browser, stranger, [signInPage], extra),
      await twins(browser, ada, signedInPages, extra),
    ].flat();
    const hanko = new Contest(ada, hankoProfile);
    const contests = [...pairs.flatMap(({ ours, trivial }) => [ours, trivial]), hanko];
    for (let round = 0; round < rounds; round++) {
      for (const contest of contests) await contest.round(browser);
    }
    report(pairs, hanko, rounds);
  } finally {
    await browser.close();
    await Promise.all([stranger.stop(), ada.stop()]);
    await demo.stop();
  }
}

/** One page, and how often it was opened. */
class Contest {
  readonly replay: Replay;
  readonly contender: Contender;
  readonly #opened: Opened[] = [];

  constructor(replay: Replay, contender: Contender) {
    this.replay = replay;
    this.contender = contender;
  }

  async round(browser: Browser): Promise<Opened> {
    const opened = await openPage(browser, this.replay.origin, this.contender);
    this.#opened.push(opened);
    return opened;
  }

  /** The first time nothing is in memory yet. */
  forget(): void {
    this.#opened.length = 0;
  }

  median(measure: 'content' | 'script'): number {
    return (
      this.#opened.map((opened) => opened[measure]).toSorted((a, b) => a - b)[this.#opened.length >> 1] ?? Number.NaN
    );
  }
}

interface Pair {
  readonly ours: Contest;
  readonly trivial: Contest;
  readonly elements: number;
  readonly requests: readonly string[];
}

/** Opens each page once, to know its twin: what it asked for, and how many elements it has. */
async function twins(
  browser: Browser,
  replay: Replay,
  all: readonly Contender[],
  extra: Map<string, Served>,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const contender of all) {
    const ours = new Contest(replay, contender);
    replay.asked.length = 0;
    const { elements } = await ours.round(browser);
    ours.forget();
    const requests = replay.asked.filter((path) => /^\/api\/|^\/demo\/|\.json$/.test(path) && !isStream(path));
    const styles = replay.asked.filter((path) => path.endsWith('.css'));
    const twin = trivialTwin(contender, extra.size);
    extra.set(twin.path, { type: 'text/html', body: trivialPage({ elements, requests }, styles) });
    const trivial = new Contest(replay, twin);
    await trivial.round(browser);
    trivial.forget();
    pairs.push({ ours, trivial, elements, requests });
  }
  return pairs;
}

type Served = Extra extends ReadonlyMap<string, infer Value> ? Value : never;

const trivialPage = (wanted: { elements: number; requests: readonly string[] }, styles: readonly string[]): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Trivial</title>
  ${styles.map((path) => `<link rel="stylesheet" href="${path}">`).join('')}
  <script type="application/json" id="wanted">${JSON.stringify(wanted)}</script>
  <script type="module" src="/trivial.js"></script><trivial-page></trivial-page></html>`;

const hankoPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Hanko</title>
  <script type="module" src="/hanko.js"></script><hanko-profile></hanko-profile></html>`;

/** Bundled and minified as ours are. */
async function contenderScripts(): Promise<Map<string, Served>> {
  const { outputFiles } = await build({
    entryPoints: ['trivial', 'hanko'].map((name) => fileURLToPath(new URL(`pages/${name}.ts`, import.meta.url))),
    outdir: '/',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    write: false,
  });
  const files = outputFiles.map(({ path, text }): [string, Served] => [path, { type: 'text/javascript', body: text }]);
  return new Map([...files, [hankoProfile.path, { type: 'text/html', body: hankoPage }]]);
}

async function signIn(origin: string, email: string): Promise<string> {
  const response = await fetch(`${origin}/api/account/sign-in/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'account-client': 'account-portal', origin },
    body: JSON.stringify({ email, password: demoPassword }),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (!response.ok || cookies.length === 0) throw new Error(`Nobody was signed in: ${await response.text()}`);
  return cookies.join('; ');
}

function report(pairs: readonly Pair[], hanko: Contest, rounds: number): void {
  const line = (name: string, ...columns: string[]) =>
    console.log(`  ${name.padEnd(22)}${columns.map((column) => column.padStart(14)).join('')}`);
  console.log(`pages opened with nothing kept, against a Lit page of as many elements and requests,`);
  console.log(
    `  medians of ${rounds} interleaved rounds (bars: content × ${CONTENT_BAR}, script × ${SCRIPT_BAR}, script below Hanko’s):`,
  );
  line('', 'elements', 'data requests', 'content', 'script', 'of Hanko’s');
  const hankoScript = hanko.median('script');
  for (const { ours, trivial, elements, requests } of pairs) {
    const times = (measure: 'content' | 'script') => `× ${(ours.median(measure) / trivial.median(measure)).toFixed(2)}`;
    const share = `${((100 * ours.median('script')) / hankoScript).toFixed(0)} %`;
    line(ours.contender.name, `${elements}`, `${requests.length}`, times('content'), times('script'), share);
  }
}
