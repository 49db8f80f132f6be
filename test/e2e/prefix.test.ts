import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Protocol } from 'puppeteer-core';
import { elementTags } from '../../tools/sizes.ts';
import { demoPassword } from '../support/demo.ts';
import { atTheDemo } from '../support/at-the-demo.ts';

const { demo, visit } = await atTheDemo();
const TAGS = new RegExp(`(?<=</|[<\\s'])(${elementTags().join('|')})(?![\\w-])`, 'g');

/** From now on, the demo's pages are as if they were written with a prefix; our own files stay as they are published. */
async function withPrefix(page: Page): Promise<void> {
  const devtools = await page.createCDPSession();
  const patterns = ['/account/', '/portal/*', '/shared/*'].map((path) => demo.origin + path);
  await devtools.send('Fetch.enable', {
    patterns: patterns.map((urlPattern) => ({ urlPattern, requestStage: 'Response' as const })),
  });
  const answer = async ({ requestId, request, ...paused }: Protocol.Fetch.RequestPausedEvent): Promise<void> => {
    const { responseHeaders = [], responseStatusCode = 200 } = paused;
    if (!/\/$|\.(js|css)$/.test(request.url)) return devtools.send('Fetch.continueResponse', { requestId });
    const { base64Encoded, body } = await devtools.send('Fetch.getResponseBody', { requestId });
    const text = base64Encoded ? Buffer.from(body, 'base64').toString() : body;
    const renamed = text
      .replaceAll(TAGS, 'acme-$1')
      .replace('account-elements.js"', 'account-elements.js?prefix=acme"');
    await devtools.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: responseStatusCode,
      responseHeaders: responseHeaders.filter(({ name }) => !/^content-(encoding|length)$/i.test(name)),
      body: Buffer.from(renamed).toString('base64'),
    });
  };
  // What is still asked for when the page goes needs no answer; without one, a page that stays does not come.
  devtools.on('Fetch.requestPaused', (paused) => void answer(paused).catch(() => undefined));
}

/** The custom elements on a page, in whatever shadow root. */
const customTags = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const tags = new Set<string>();
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName.includes('-')) tags.add(element.localName);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return [...tags].toSorted();
  });

test('with the script without a build, every section of the portal works behind a prefix', async () => {
  const me = await visit();
  await withPrefix(me.page);
  await me.goTo(`${demo.origin}/account/`);
  await me.fill('acme-sign-in-form input[name="email"]', 'ada@example.com');
  await me.fill('acme-sign-in-form input[name="password"]', demoPassword);
  await me.page.keyboard.press('Enter');

  const sections = {
    account: 'acme-account-name input',
    security: 'acme-passkey-setup button',
    sessions: 'acme-session-list >>> li',
    activity: 'acme-activity-log >>> table',
    data: 'acme-account-data >>> button',
  };
  for (const [section, content] of Object.entries(sections)) {
    await me.page.waitForSelector('acme-account-portal');
    await me.page.evaluate((hash) => (location.hash = hash), `#/${section}`);
    await me.page.waitForSelector(`acme-account-portal ${content}`);
    const tags = await customTags(me.page);
    assert.ok(tags.includes('acme-account-portal'));
    assert.deepEqual(
      tags.filter((tag) => !tag.startsWith('acme-')),
      [],
    );
  }
});
