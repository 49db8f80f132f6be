import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { PORTAL_BUDGET, gzipped, sizeOfPortal } from '../../tools/sizes.ts';
import { launchChromium } from '../support/chromium.ts';
import { Demo } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

// What `tools/sizes.ts` counts without a browser is what one fetches.

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

test('walking the four pages of the portal fetches no more than is counted', async (t) => {
  const me = await Visit.open(browser);
  await me.goTo(`${demo.origin}/account/`);
  await me.signIn('ada@example.com');
  await me.find('heading', 'Account');

  // Signed in, from the start, with nothing kept.
  await me.page.setCacheEnabled(false);
  const fetched = new Map<string, Promise<string>>();
  me.page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/^\/elements\/.+\.js$/.test(pathname)) fetched.set(pathname, response.text());
  });
  await me.goTo(`${demo.origin}/account/`);
  for (const name of ['Account', 'Security', 'Sessions', 'Activity log']) {
    await me.goTo(`${demo.origin}/account/#/${name === 'Activity log' ? 'activity' : name.toLowerCase()}`);
    await me.find('heading', name);
    // The stream of what happens elsewhere stays open.
    await me.page.waitForNetworkIdle({ concurrency: 1 });
  }

  let bytes = 0;
  for (const [path, text] of fetched) {
    // The line that names the source map is for developers' tools.
    const size = gzipped((await text).replace(/\/\/# sourceMappingURL.*/, ''));
    t.diagnostic(`${basename(path)} ${size}`);
    bytes += size;
  }
  const counted = await sizeOfPortal();
  assert.ok(bytes <= PORTAL_BUDGET, `${bytes} bytes`);
  assert.ok(Math.abs(bytes - counted) < counted * 0.02, `${bytes} bytes are fetched, ${counted} counted`);
});
