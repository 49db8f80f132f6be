import { after } from 'node:test';
import puppeteer, { type Browser } from 'puppeteer-core';
import { findChrome } from '../../tools/chrome.ts';
import { atTheEnd } from '../../tools/test/at-the-end.ts';

let launched: Promise<Browser> | undefined;

/** A real Chromium for the test files of a process. One profile per `browser.createBrowserContext()`, closed after the file. */
export async function launchChromium(): Promise<Browser> {
  // One that crashed fails the file that it crashed in, not those after it.
  if (!(await launched)?.connected) launched = launch();
  const browser = await (launched ?? launch());
  after(async () => {
    const profiles = browser.browserContexts().filter((context) => context !== browser.defaultBrowserContext());
    await Promise.all(profiles.map((profile) => profile.close()));
  });
  return browser;
}

async function launch(): Promise<Browser> {
  const browser = await puppeteer.launch(await findChrome());
  atTheEnd(() => browser.close());
  return browser;
}
