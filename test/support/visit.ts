import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, ElementHandle, Page } from 'puppeteer-core';
import { demoPassword } from './demo.ts';

/** How long something may take to come, on a machine with other work, in milliseconds. What never comes fails all the same. */
const PATIENCE = 30_000;

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

/** A person at a browser: finds things by their names, and notices what goes wrong meanwhile. */
export class Visit {
  readonly page: Page;
  /** Errors of scripts, and whatever the page's policy refused. */
  readonly mishaps: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.mishaps.push(String(error)));
    page.on('console', (message) => {
      const text = message.text();
      if (/Content Security Policy|Trusted Type|\[DOM\]/.test(text)) this.mishaps.push(text);
    });
  }

  /** A new browser profile, without cookies, that prefers English; or another tab of one. */
  static async open(
    browser: Browser | BrowserContext,
    { width = 1280, height = 860, dark = false }: Look = {},
  ): Promise<Visit> {
    const context = 'createBrowserContext' in browser ? await browser.createBrowserContext() : browser;
    const visit = new Visit(await context.newPage());
    const { page } = visit;
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    // As a person's, whose device the lists of sessions and activity name.
    await page.setUserAgent({ userAgent: (await page.browser().userAgent()).replace('Headless', '') });
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, 'languages', { get: () => ['en-GB', 'en'] });
    });
    return visit;
  }

  get context(): BrowserContext {
    return this.page.browserContext();
  }

  async goTo(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'load' });
    await this.page.waitForSelector('.view:not([hidden])');
  }

  async signIn(email: string, password: string = demoPassword): Promise<void> {
    await this.fill('sign-in-form input[name="email"]', email);
    await this.fill('sign-in-form input[name="password"]', password);
    await this.page.keyboard.press('Enter');
    await this.page.waitForSelector('.view:not([hidden]):not([data-view="sign-in"])');
  }

  /** Puts a text in place of what is there, at once. Where the keys themselves matter, tests press them. */
  async fill(selector: string, text: string): Promise<void> {
    // A dialog may be about to close above it, or a form to take over what was read: what is typed meanwhile would go
    // there, or stand beside what was there.
    for (const end = Date.now() + PATIENCE; ;) {
      const input = await this.#press(() => this.#visible(selector), selector, 3);
      if (await input.evaluate((field) => (field.getRootNode() as Document).activeElement === field)) {
        await this.page.keyboard.press('Backspace');
        if (await input.evaluate((field) => (field as HTMLInputElement).value === '')) break;
      }
      if (Date.now() > end) throw new Error(`${selector} cannot be emptied`);
    }
    await this.page.keyboard.sendCharacter(text);
  }

  /** What has this role and name for assistive technology. */
  async find(role: string, name: string, timeout = PATIENCE): Promise<ElementHandle> {
    // A tab in the background draws nothing, and lets us wait for ever.
    await this.page.bringToFront();
    const end = Date.now() + timeout;
    for (;;) {
      // On the way to another page there is none to look at.
      const found = await this.page.$(`::-p-aria([name="${name}"][role="${role}"])`).catch(() => null);
      if (found) return found;
      if (Date.now() > end) throw new Error(`There is no ${role} “${name}”`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async click(role: string, name: string): Promise<void> {
    await this.#press(() => this.find(role, name), `${role} “${name}”`);
  }

  /** The same for what has no role or no name of its own. */
  async press(selector: string): Promise<void> {
    await this.#press(() => this.#visible(selector), selector);
  }

  async #visible(selector: string): Promise<ElementHandle> {
    await this.page.bringToFront();
    const found = await this.page.waitForSelector(selector, { visible: true, timeout: PATIENCE });
    if (!found) throw new Error(`There is no ${selector}`);
    return found;
  }

  /** Presses something where it is: not while it moves or is made anew, nor while something lies above it. */
  async #press(find: () => Promise<ElementHandle>, what: string, count = 1): Promise<ElementHandle> {
    for (const end = Date.now() + PATIENCE; ;) {
      const target = await find();
      const obstacle = await this.#obstacleTo(target).catch(String);
      if (obstacle === '') {
        await target.click({ count });
        return target;
      }
      if (Date.now() > end) throw new Error(`${what} cannot be pressed: ${obstacle}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Why a click in the middle of an element would not reach it, if it would not. */
  async #obstacleTo(target: ElementHandle): Promise<string> {
    if (!(await target.isIntersectingViewport({ threshold: 1 }))) await target.scrollIntoView();
    return target.evaluate(async (element) => {
      const place = () => [...element.getClientRects()].find(({ height, width }) => height * width > 1);
      const at = JSON.stringify(place());
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const box = place();
      if (!element.isConnected || !box) return 'it is not there';
      if (JSON.stringify(box) !== at) return 'it moves';
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      let hit = document.elementFromPoint(x, y);
      while (hit?.shadowRoot) {
        const inner: Element | null = hit.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === hit) break;
        hit = inner;
      }
      const around = (node: Node): Node | null =>
        (node as Partial<Element>).assignedSlot ?? node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;
      for (let node: Node | null = hit; node; node = around(node)) {
        if (node === element || (node instanceof HTMLLabelElement && node.control === element)) return '';
      }
      return `above it lies ${hit?.outerHTML.slice(0, 200)}`;
    });
  }

  /** The main job's way: the name at the top right, then *My Profile*. */
  async openProfile(person: string, item = 'My Profile'): Promise<void> {
    await this.click('button', person);
    await this.click('menuitem', item);
    await this.page.waitForSelector('.account-form input[name="title"]', { visible: true, timeout: PATIENCE });
  }

  /** What the focused element says, in whatever shadow root. */
  focusedText(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.textContent?.trim() ?? '';
    });
  }

  /** Waits until what has the focus says this. */
  async waitForFocus(text: string): Promise<void> {
    const end = Date.now() + PATIENCE;
    for (let focused = ''; focused !== text;) {
      if (Date.now() > end) throw new Error(`The focus never came to “${text}”: it is on “${focused}”`);
      focused = await this.focusedText();
    }
  }

  async valueOf(selector: string): Promise<string> {
    return this.page.$eval(selector, (field) => (field as HTMLInputElement).value);
  }

  /** What is in all that matches, through open shadow roots; spaces count once. */
  texts(selector: string): Promise<string[]> {
    return this.page.$$eval(`>>> ${selector}`, (nodes) =>
      nodes.map((node) => node.textContent.replaceAll(/\s+/g, ' ').trim()),
    );
  }

  /** Waits for something to be seen, in whatever shadow root: nobody is told of changes there. */
  async shown(selector: string): Promise<void> {
    await this.page.waitForSelector(`>>> ${selector}`, { visible: true });
  }

  /** Everything that can be read on the page, through open shadow roots. */
  readableText(): Promise<string> {
    return this.page.evaluate(() => {
      const texts: string[] = [];
      const walk = (root: Node) => {
        for (const node of root.childNodes) {
          if (node instanceof Text) texts.push(node.data);
          if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) texts.push(node.value);
          if (node instanceof Element)
            texts.push(...node.getAttributeNames().map((name) => node.getAttribute(name) ?? ''));
          if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
          // The choices of a list are not what the page says.
          if (!(node instanceof HTMLSelectElement)) walk(node);
        }
      };
      walk(document);
      return texts.join('\n');
    });
  }

  /** Whether something can be read anywhere on the page. */
  async says(text: RegExp): Promise<boolean> {
    return text.test(await this.readableText());
  }

  /** Whether assistive technology finds something of this role and name. */
  async has(role: string, name: string): Promise<boolean> {
    return (await this.page.$(`::-p-aria([name="${name}"][role="${role}"])`)) !== null;
  }

  /** Waits until the page can be read to say something. */
  async waitForText(text: string | RegExp, timeout = PATIENCE): Promise<void> {
    const end = Date.now() + timeout;
    for (;;) {
      const all = await this.readableText();
      if (typeof text === 'string' ? all.includes(text) : text.test(all)) return;
      if (Date.now() > end) {
        const said = all.replaceAll(/\s*\n\s*/g, '\n');
        throw new Error(`The page never said ${text}:\n${said.slice(0, 2000)}\n…\n${said.slice(-2000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** What axe finds against WCAG 2.2 AA. */
  async barriers(): Promise<string[]> {
    const session = await this.page.createCDPSession();
    // Not as part of the page: its policy would rightly refuse a script from outside.
    const { result } = await session.send('Runtime.evaluate', {
      expression: `${axe}; axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'],
      }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    await session.detach();
    return result.value as string[];
  }

  /** By how much the page is too wide for the window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}
