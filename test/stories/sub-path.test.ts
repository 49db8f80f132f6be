import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { serveFolder } from '../../tools/test/static-files.ts';
import { launchChromium } from '../support/chromium.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// A static Storybook is published where there is room for it: seldom at the root of a host.

test('the static Storybook works below any path of a host', async () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'design'));
  symlinkSync(resolve('.storybook-out'), join(root, 'design/account-elements'));
  const { origin, close } = await serveFolder(root);
  after(close);
  const browser = await launchChromium();
  const page = await browser.newPage();
  const wrong: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    // A browser asks for it by itself.
    if (response.status() >= 400 && pathname !== '/favicon.ico') wrong.push(`${response.status()} ${pathname}`);
    if (!pathname.startsWith('/design/account-elements/') && pathname !== '/favicon.ico')
      wrong.push(`elsewhere: ${response.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url?.endsWith('/favicon.ico')) wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  const base = `${origin}/design/account-elements`;
  for (const id of [
    'elements-account-portal--default',
    'elements-sign-in-form--default',
    'foundations-design-language--colours',
  ]) {
    await page.goto(`${base}/iframe.html?id=${id}&viewMode=story`, { timeout: 120_000 });
    await page.waitForSelector('.sb-show-main #storybook-root > *', { timeout: 120_000 });
  }
  // With its frame, a documentation page.
  await page.goto(`${base}/index.html?path=/docs/elements-profile-menu--docs`, { timeout: 120_000 });
  const frame = await (await page.waitForSelector('iframe', { timeout: 120_000 }))?.contentFrame();
  await frame?.waitForSelector('.sb-show-main #storybook-docs table', { timeout: 120_000 });
  assert.deepEqual(wrong, []);
});
