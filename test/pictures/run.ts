// Takes the pictures of README.md and docs/elements.md from the demo: `npm run pictures`.
//
// Of every page and element one in a wide window, one at 320 px and one in the
// dark, at a fixed moment, so that they change only with what they show.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import puppeteer, { type Browser, type BrowserContext } from 'puppeteer-core';
import { findChrome } from '../../tools/chrome.ts';
import { Demo } from '../support/demo.ts';
import { Visit, type Look } from '../support/visit.ts';
import { gallery } from './gallery.ts';
import { elements, pages, type Scene } from './scenes.ts';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const PAGE = fileURLToPath(new URL('../../docs/elements.md', import.meta.url));
const MOMENT = Date.parse('2026-11-02T09:30:00Z');
const QUALITY = 82;
const MOST = 3_000_000;

const looks = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 320, height: 640 },
  dark: { width: 1280, height: 800, dark: true },
} as const;

const scenes = [...pages, ...elements];

async function takePictures(demo: Demo, browser: Browser): Promise<void> {
  for (const person of new Set(scenes.map((scene) => scene.person))) {
    // One profile for all looks: where no time passes, a code that was used stays used.
    const context = await browser.createBrowserContext();
    const first = await openStill(context);
    await first.goTo(`${demo.origin}/`);
    if (person) await signIn(first, demo.origin, person);
    for (const [look, settings] of Object.entries(looks)) {
      const me = await openStill(context, settings);
      for (const scene of scenes.filter((one) => one.person === person)) {
        if (scene.longAgo) await demo.anHourPasses();
        await me.page.goto('about:blank');
        await me.goTo(demo.origin + scene.path);
        await scene.show(me);
        await takePicture(me, scene, look);
      }
      await me.page.close();
    }
    await context.close();
  }
}

/** With the clock of the server, for what says “today” and how long ago, and for codes. */
async function openStill(context: BrowserContext, look?: Look): Promise<Visit> {
  const visit = await Visit.open(context, look);
  await visit.page.evaluateOnNewDocument((moment) => {
    Date.now = () => moment;
  }, MOMENT);
  return visit;
}

async function takePicture({ page }: Visit, { name, only }: Scene, look: string): Promise<void> {
  // What has the focus would have its ring; what has come last shall be painted.
  await page.evaluate(async () => {
    (document.activeElement as HTMLElement | null)?.blur();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  const target = only
    ? await page.waitForSelector(`${only.includes('>>>') ? '' : '>>> '}${only}`, { visible: true })
    : page;
  if (!target) throw new Error(`There is no ${only}`);
  await target.screenshot({ path: join(taken, `${name}-${look}.webp`), type: 'webp', quality: QUALITY });
}

/** Mei's second factor is asked of the demo itself, which tells it to everybody. */
async function signIn(me: Visit, origin: string, email: string): Promise<void> {
  await me.page.evaluate(async (wanted) => {
    interface Person {
      email: string;
      password: string;
      authenticatorKey?: string;
    }
    const { currentCode } = (await import('/shared/authenticator.js' as string)) as {
      currentCode(key: string): Promise<string>;
    };
    const people = (await (await fetch('/demo/people')).json()) as Person[];
    const { password, authenticatorKey } = people.find((person) => person.email === wanted)!;
    const post = (path: string, body: object) =>
      fetch(`/api/account/sign-in/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'account-client': 'account-portal' },
        body: JSON.stringify(body),
      });
    await post('password', { email: wanted, password });
    if (authenticatorKey) await post('code', { code: await currentCode(authenticatorKey) });
  }, email);
  await me.goTo(`${origin}/`);
}

const taken = mkdtempSync(join(tmpdir(), 'pictures-'));
const clock = new URL('still-clock.js', import.meta.url).href;
const environment = { NODE_OPTIONS: `--import=${clock}`, STILL_CLOCK: String(MOMENT) };
const [demo, browser] = await Promise.all([Demo.run({ environment }), puppeteer.launch(await findChrome())]);
try {
  await takePictures(demo, browser);
} finally {
  await browser.close();
  await demo.stop();
}

// Those of before stay until all are there.
rmSync(FOLDER, { recursive: true, force: true });
cpSync(taken, FOLDER, { recursive: true });
rmSync(taken, { recursive: true });

const manifest = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('account-elements/custom-elements.json')), 'utf8'),
) as Parameters<typeof gallery>[0];
writeFileSync(
  PAGE,
  await format(gallery(manifest, elements, pages), { ...(await resolveConfig(PAGE)), filepath: PAGE }),
);

const bytes = readdirSync(FOLDER).reduce((sum, file) => sum + statSync(FOLDER + file).size, 0);
console.log(`${readdirSync(FOLDER).length} pictures, ${Math.round(bytes / 1000)} kB`);
if (bytes > MOST) {
  console.error(`That is more than ${MOST / 1000} kB.`);
  process.exitCode = 1;
}
