import type { Browser } from 'puppeteer-core';
import type { Contender } from './contenders.ts';

/** Milliseconds; elements through open shadow roots. */
export interface Opened {
  readonly content: number;
  readonly script: number;
  readonly elements: number;
}

/** Opens a page in a browser profile of its own, so that nothing is kept from the last time. */
export async function openPage(
  browser: Browser,
  origin: string,
  { path, shown, tags = [], name }: Contender,
): Promise<Opened> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 860 });
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, 'languages', { get: () => ['en-GB', 'en'] });
    });
    const session = await page.createCDPSession();
    // Time on the processor: what else a machine does at the moment is nobody's script.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.evaluateOnNewDocument(`(${watch.toString()})(() => (${shown.toString()})(${JSON.stringify(tags)}))`);
    await page.goto(origin + path, { waitUntil: 'load' });
    const content = await page
      .waitForFunction(() => (window as Watched).shownAfter, { timeout: 20_000 })
      .then((value) => value.jsonValue())
      .catch(() => {
        throw new Error(`${name} was never shown`);
      });
    // What a page does right after it is shown is part of its price. A stream of what happens elsewhere stays open.
    await page.waitForNetworkIdle({ idleTime: 250, concurrency: 1 });
    const { metrics } = await session.send('Performance.getMetrics');
    const script = metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? Number.NaN;
    const elements = await page.evaluate(countElements);
    return { content: content ?? Number.NaN, script: 1000 * script, elements };
  } finally {
    await context.close();
  }
}

type Watched = Window & { shownAfter?: number };

/** Runs in the page: notes when the frame begins that follows the one which painted the content. */
function watch(shown: () => boolean): void {
  const look = (): void => {
    requestAnimationFrame(shown() ? () => ((window as Watched).shownAfter = performance.now()) : look);
  };
  requestAnimationFrame(look);
}

function countElements(): number {
  const count = (root: ParentNode): number =>
    [...root.querySelectorAll('*')].reduce(
      (sum, element) => sum + 1 + (element.shadowRoot ? count(element.shadowRoot) : 0),
      0,
    );
  return count(document.body);
}
