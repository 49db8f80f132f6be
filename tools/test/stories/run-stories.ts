// Opens every story of the built Storybook in Chromium: it must render, its
// play function must pass, and nothing must be wrong with it in any mode.

import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { findChrome } from '../../chrome.ts';
import type { Report } from '../report.ts';
import { withSecondTry } from '../second-try.ts';
import { serveFolder } from '../static-files.ts';
import type { Mode } from './modes.ts';
import { StoryPage, type Story } from './story-page.ts';
import { SurfaceCheck } from './surface.ts';

/** Pages at once. */
const PAGES = 3;
/** What one page shows before it is opened anew, so that it does not grow for ever. */
const STORIES_PER_PAGE = 60;

export async function runStories(
  folder: string,
  modes: readonly Mode[],
  report: Report,
  only: readonly string[],
  surface?: SurfaceCheck,
): Promise<void> {
  const { entries } = JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as { entries: Record<string, Story> };
  const stories = Object.values(entries).filter(
    ({ type, id }) => type === 'story' && (only.length === 0 || only.some((word) => id.includes(word))),
  );
  const browser = await puppeteer.launch({ ...(await findChrome()), protocolTimeout: 240_000 });
  const files = await serveFolder(folder);
  // What a page that stopped had seen is lost.
  const look = async (page: StoryPage): Promise<void> => surface?.add(await page.surfaces().catch(() => ({})));
  const work = async (queue: Story[], reportOf: (id: string) => Report): Promise<void> => {
    while (queue.length > 0) {
      let page = await StoryPage.open(browser, files.origin);
      for (let shown = 0; shown < STORIES_PER_PAGE && page.sound; shown++) {
        const story = queue.shift();
        if (!story) break;
        let outcomes = await page.run(story, modes);
        if (shown > 0 && outcomes.some(({ faults }) => faults.length > 0)) {
          // Another story may have left something behind: in a page of its own it is this one's fault.
          await look(page);
          await page.close();
          page = await StoryPage.open(browser, files.origin);
          outcomes = await page.run(story, modes);
        }
        for (const { faults, name } of outcomes) {
          if (faults.length > 0) reportOf(story.id).fail(name, faults.join('\n\n'));
          else reportOf(story.id).pass();
        }
      }
      await look(page);
      await page.close();
    }
  };
  try {
    const ids = stories.map(({ id }) => id);
    await withSecondTry(ids, report, async (wanted, reportOf) => {
      const queue = stories.filter(({ id }) => wanted.includes(id));
      await Promise.all(Array.from({ length: PAGES }, () => work(queue, reportOf)));
    });
    if (!surface) return;
    const faults = surface.faults(only.length === 0);
    const promise = 'what stories show of the elements is what custom-elements.json says';
    if (faults.length > 0) report.fail(promise, faults.join('\n'));
    else report.pass();
  } finally {
    await browser.close();
    files.close();
  }
}
