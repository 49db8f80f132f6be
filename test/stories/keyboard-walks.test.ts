import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { after, before, describe, test } from 'node:test';
import puppeteer, { type Browser } from 'puppeteer-core';
import { findChrome } from '../../tools/chrome.ts';
import { serveFolder } from '../../tools/test/static-files.ts';
import { usual } from '../../tools/test/stories/modes.ts';
import { StoryPage } from '../../tools/test/stories/story-page.ts';
import { walk } from './walk.ts';
import { WALKS } from './walks.ts';

// `GOLDEN=write npm run --silent test:part -- a11y keyboard-walks` writes what is walked past now:
// read the difference before you commit it.

const [light = assert.fail()] = usual;
const GOLDEN = 'test/stories/golden';
const writing = process.env['GOLDEN'] === 'write' && !process.env['CI'];

describe('with Tab alone people come past everything, in this order, see where they are, and get out again', () => {
  let browser: Browser;
  let files: Awaited<ReturnType<typeof serveFolder>>;
  let page: StoryPage;

  before(async () => {
    browser = await puppeteer.launch({ ...(await findChrome()), protocolTimeout: 60_000 });
    files = await serveFolder('.storybook-out');
  });
  after(async () => {
    files.close();
    await browser.close();
  });

  for (const [element, stories] of Object.entries(WALKS)) {
    test(element, async () => {
      page = await StoryPage.open(browser, files.origin);
      const faults: string[] = [];
      const walked: string[] = [];
      for (const story of stories) {
        assert.deepEqual(await page.show(`elements-${element}--${story}`, light), []);
        const found = await walk(page);
        walked.push(`# ${story}\n${found.stops.map((stop) => `${stop}\n`).join('')}`);
        faults.push(...found.faults.map((fault) => `${story}: ${fault}`));
      }
      await page.close();

      const file = `${GOLDEN}/${element}.txt`;
      const text = walked.join('\n');
      if (writing) {
        mkdirSync(GOLDEN, { recursive: true });
        writeFileSync(file, text);
      }
      assert.deepEqual(faults, []);
      assert.equal(text, existsSync(file) ? readFileSync(file, 'utf8') : '');
    });
  }
});
