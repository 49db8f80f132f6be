import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { serveFolder } from '../../tools/test/static-files.ts';
import { launchChromium } from '../support/chromium.ts';

/** Of the page of a story. */
interface StoryPage {
  readonly __STORYBOOK_ADDONS_CHANNEL__: {
    on(type: string, listener: (event: { readonly data: { readonly name: string } }) => void): void;
    emit(type: string, event: object): void;
  };
  told: string[];
}

describe('in Storybook', async () => {
  const browser = await launchChromium();
  const { origin, close } = await serveFolder('.storybook-out');
  after(close);
  let page: Page;
  before(async () => {
    page = await browser.newPage();
    page.setDefaultTimeout(120_000);
  });

  const open = async (id: string): Promise<void> => {
    await page.goto(`${origin}/iframe.html?id=${id}&viewMode=story`, { timeout: 120_000 });
    await page.waitForSelector('.sb-show-main #storybook-root > *');
  };
  const tell = (type: string, event: object): Promise<void> =>
    page.evaluate(
      (name, data) => (globalThis as unknown as StoryPage).__STORYBOOK_ADDONS_CHANNEL__.emit(name, data),
      type,
      event,
    );

  test('a control acts on the element of the story', async () => {
    await open('elements-account-portal--default');
    await page.waitForSelector('account-portal[section="account"]');
    await tell('updateStoryArgs', {
      storyId: 'elements-account-portal--default',
      updatedArgs: { section: 'sessions' },
    });
    await page.waitForFunction(
      () =>
        document.querySelector('account-portal')?.shadowRoot?.querySelector('#heading')?.textContent.trim() ===
        'Sessions',
    );
    await tell('updateStoryArgs', {
      storyId: 'elements-account-portal--default',
      updatedArgs: { 'back-label': 'To the certificates' },
    });
    await page.waitForFunction(() =>
      document.querySelector('account-portal')?.shadowRoot?.textContent.includes('To the certificates'),
    );
  });

  test('an event that an element tells is an action', async () => {
    await open('elements-account-name--default');
    await page.evaluate(() => {
      const inside = globalThis as unknown as StoryPage;
      inside.told = [];
      inside.__STORYBOOK_ADDONS_CHANNEL__.on('storybook/actions/action-event', ({ data }) =>
        inside.told.push(data.name),
      );
    });
    await page.waitForSelector('input[name="firstName"]');
    await page.type('input[name="firstName"]', 'x');
    await page.click('account-name button[type="submit"]');
    await page.waitForFunction(() => (globalThis as unknown as StoryPage).told.includes('account-name-saved'));
  });

  test('more contrast in the toolbar is what the browser would show of it, and can be taken back', async () => {
    const edge = (): Promise<string> =>
      page.$eval('account-name input[name="firstName"]', (input) => getComputedStyle(input).borderTopColor);
    await open('elements-account-name--default');
    await page.waitForSelector('account-name input[name="firstName"]');
    const usual = await edge();
    const devtools = await page.createCDPSession();
    const more = [{ name: 'prefers-contrast', value: 'more' }];
    await devtools.send('Emulation.setEmulatedMedia', { features: more });
    const real = await edge();
    await devtools.send('Emulation.setEmulatedMedia', { features: [] });
    assert.notEqual(real, usual);
    for (const [contrast, colour] of [
      ['more', real],
      ['normal', usual],
    ] as const) {
      await tell('updateGlobals', { globals: { contrast } });
      await page.waitForFunction(
        (wanted) => {
          const input = document.querySelector('account-name input[name="firstName"]');
          return input !== null && getComputedStyle(input).borderTopColor === wanted;
        },
        {},
        colour,
      );
    }
  });
});
