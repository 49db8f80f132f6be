import assert from 'node:assert/strict';
import { after, afterEach } from 'node:test';
import type { Browser, BrowserContext } from 'puppeteer-core';
import { launchChromium } from './chromium.ts';
import { Demo, type DemoOptions } from './demo.ts';
import { Visit, type Look } from './visit.ts';

export interface AtTheDemo {
  readonly demo: Demo;
  readonly browser: Browser;
  /** Somebody at a browser of their own, until the end of the test. */
  visit(look?: Look): Promise<Visit>;
  /** The same person in another tab. */
  anotherTab(me: Visit): Promise<Visit>;
  /** The same, on a page of the demo, as somebody who just signed in there. */
  visitAs(email: string, path?: string, look?: Look): Promise<Visit>;
}

/** The demo as people start it, and people at browsers. No script may fail on any page, and no policy be violated. */
export async function atTheDemo(options: DemoOptions = {}): Promise<AtTheDemo> {
  const visits: Visit[] = [];
  const running: Demo[] = [];
  // Before the demo is stopped.
  after(async () => {
    for (const started of running) {
      assert.deepEqual(await started.reports(), { count: 0, latest: [] }, 'the policy of the pages was violated');
    }
  });
  const [demo, browser] = await Promise.all([Demo.start(options), launchChromium()]);
  running.push(demo);

  afterEach(async () => {
    const ended = visits.splice(0);
    // Tabs of one browser are closed with it. Pages that nobody looks at any more would go on drawing.
    await Promise.all([...new Set(ended.map(({ context }) => context))].map((context) => context.close()));
    assert.deepEqual(
      ended.flatMap(({ mishaps }) => mishaps),
      [],
    );
  });

  const open = async (place: Browser | BrowserContext, look?: Look): Promise<Visit> => {
    const opened = await Visit.open(place, look);
    visits.push(opened);
    return opened;
  };
  const visit = (look?: Look): Promise<Visit> => open(browser, look);
  return {
    demo,
    browser,
    visit,
    anotherTab: (me) => open(me.context),
    async visitAs(email, path = '/', look) {
      const me = await visit(look);
      await me.goTo(demo.origin + path);
      await me.signIn(email);
      return me;
    },
  };
}
