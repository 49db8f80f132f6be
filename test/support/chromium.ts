import { after } from 'node:test';
import puppeteer, { type Browser } from 'puppeteer-core';
import { findChrome } from '../../tools/chrome.ts';

/** A real Chromium for the tests of a file; closed after them. One profile per `browser.createBrowserContext()`. */
export async function launchChromium(): Promise<Browser> {
  const browser = await puppeteer.launch(await findChrome());
  after(() => browser.close());
  return browser;
}
