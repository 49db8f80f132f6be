import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { PORTAL_BUDGET, gzipped, sizeOfPortal } from '../../tools/sizes.ts';
import type { HTTPResponse } from 'puppeteer-core';
import { launchChromium } from '../support/chromium.ts';
import { Demo } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

// What `tools/sizes.ts` counts without a browser is what one fetches.

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

test('walking the four pages of the portal fetches no more than is counted', async (t) => {
  const first = await Visit.open(browser);
  await first.goTo(`${demo.origin}/account/`);
  await first.signIn('ada@example.com');
  await first.find('heading', 'Account');

  // Signed in, from the start, with nothing kept. In a tab of its own, for the first one may still be fetching.
  const me = await Visit.open(first.context);
  await me.page.setCacheEnabled(false);
  const fetched = new Map<string, HTTPResponse>();
  me.page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/^\/elements\/.+\.js$/.test(pathname)) fetched.set(pathname, response);
  });
  await me.goTo(`${demo.origin}/account/`);
  for (const name of ['Account', 'Security', 'Sessions', 'Activity log']) {
    await me.goTo(`${demo.origin}/account/#/${name === 'Activity log' ? 'activity' : name.toLowerCase()}`);
    await me.find('heading', name);
    // The stream of what happens elsewhere stays open.
    await me.page.waitForNetworkIdle({ concurrency: 1 });
  }

  let bytes = 0;
  for (const [path, response] of fetched) {
    // The line that names the source map is for developers' tools.
    const size = gzipped((await response.text()).replace(/\/\/# sourceMappingURL.*/, ''));
    t.diagnostic(`${basename(path)} ${size}`);
    bytes += size;
  }
  const counted = await sizeOfPortal();
  assert.ok(bytes <= PORTAL_BUDGET, `${bytes} bytes`);
  assert.ok(Math.abs(bytes - counted) < counted * 0.02, `${bytes} bytes are fetched, ${counted} counted`);
});
