// Opens every story of the built Storybook in Chromium: it must render, its
// play function must pass, and axe must find nothing, wide and at 320 px, in
// light and in dark.

import type { AxeResults } from 'axe-core';
import { readFileSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findChrome } from '../chrome.ts';
import type { Report } from './report.ts';
import { serveFolder } from './static-files.ts';

interface Story {
  id: string;
  title: string;
  name: string;
  type: 'story' | 'docs';
}

/** What the page tells after a story; `globalThis` there, not here. */
interface StoryPage {
  __STORYBOOK_ADDONS_CHANNEL__?: { on(type: string, listener: (event: never) => void): void };
  storyOutcome?: Promise<string[]>;
  axe: { run(options: object): Promise<AxeResults> };
}

const WIDTHS = [
  { name: 'wide', width: 1280, height: 900 },
  { name: '320 px', width: 320, height: 700 },
];
const SCHEMES = ['light', 'dark'];
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const STORY_TIMEOUT = 20_000;
/** Pages at once. */
const PAGES = 3;

export async function runStoryTests(folder: string, report: Report, only: string[]): Promise<void> {
  const { entries } = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as { entries: Record<string, Story> };
  const stories = Object.values(entries).filter(
    ({ type, id }) => type === 'story' && (only.length === 0 || only.some((word) => id.includes(word))),
  );
  const chrome = await findChrome();
  const browser = await puppeteer.launch({ ...chrome, protocolTimeout: 60_000 });
  const files = await serveFolder(folder);
  try {
    const queue = stories.flatMap((story) => WIDTHS.map((width) => ({ story, width })));
    const worker = async (): Promise<void> => {
      const page = await openPage(browser);
      for (let next = queue.shift(); next; next = queue.shift()) {
        await runStory(page, files.origin, next.story, next.width, report);
      }
    };
    await Promise.all(Array.from({ length: PAGES }, worker));
  } finally {
    await browser.close();
    files.close();
  }
}

async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  const devtools = await page.createCDPSession();
  // Pages run side by side, and each must believe that it has the focus.
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  // A story with unsaved changes asks before it is left.
  page.on('dialog', (dialog) => void dialog.accept());
  await page.evaluateOnNewDocument(listenToStory, STORY_TIMEOUT);
  return page;
}

async function runStory(
  page: Page,
  origin: string,
  { id, title, name }: Story,
  { name: width, ...viewport }: (typeof WIDTHS)[number],
  report: Report,
): Promise<void> {
  const label = `story ${title} / ${name}, ${width}`;
  try {
    await page.setViewport(viewport);
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: 'light' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    // Storybook's own run of axe would be a second one.
    await page.goto(`${origin}/iframe.html?id=${id}&viewMode=story&globals=a11y.manual:!true`);
    const problems = await page.evaluate(async () => (globalThis as unknown as StoryPage).storyOutcome);
    if (!problems || problems.length > 0) report.fail(label, problems?.join('\n\n') ?? 'the story did not start');
    else report.pass();

    await page.evaluate(AXE);
    for (const scheme of SCHEMES) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      const violations = await page.evaluate(findViolations);
      if (violations.length > 0) report.fail(`${label}, ${scheme}: accessibility`, violations.join('\n\n'));
      else report.pass();
    }
  } catch (error) {
    report.fail(label, (error as Error).message);
  }
}

/** Runs in the page, before everything else. */
function listenToStory(timeout: number): void {
  const page = globalThis as unknown as StoryPage;
  page.storyOutcome = new Promise((done) => {
    const problems: string[] = [];
    const give = (problem: unknown): void => {
      const { message, stack } = (problem ?? {}) as { message?: string; stack?: string };
      problems.push(stack?.includes(message ?? '') ? stack : `${message ?? String(problem)}\n${stack ?? ''}`);
    };
    addEventListener('error', ({ error, message }) => give(error ?? message));
    addEventListener('unhandledrejection', ({ reason }) => give(reason));
    setTimeout(() => done([...problems, `The story did not finish within ${timeout} ms.`]), timeout);
    const wait = setInterval(() => {
      const channel = page.__STORYBOOK_ADDONS_CHANNEL__;
      if (!channel) return;
      clearInterval(wait);
      for (const type of ['playFunctionThrewException', 'storyThrewException', 'storyErrored', 'storyMissing']) {
        channel.on(type, give);
      }
      for (const type of ['storyFinished', 'storyThrewException', 'storyErrored', 'storyMissing']) {
        channel.on(type, () => setTimeout(() => done(problems), 20));
      }
    }, 5);
  });
}

/** Runs in the page. */
async function findViolations(): Promise<string[]> {
  const { violations } = await (globalThis as unknown as StoryPage).axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary ?? ''}`),
  );
  // WCAG 1.4.10, which axe does not look at.
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth)
    found.push(`reflow: the story is ${scrollWidth} px wide on a page of ${clientWidth} px`);
  return found;
}
