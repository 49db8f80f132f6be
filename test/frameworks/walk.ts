import assert from 'node:assert/strict';
import type { Browser, ElementHandle, Frame } from 'puppeteer-core';
import { PASSWORD } from './account-service.ts';

const PATIENCE = 30_000;

/**
 * The journey that every host has to pass, with its tags behind its prefix. Returns what went wrong meanwhile: errors,
 * refusals, files that did not come.
 */
export async function walk(browser: Browser, origin: string, prefix = ''): Promise<string[]> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const mishaps: string[] = [];
  page.on('pageerror', (error) => mishaps.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // What is given up when the page is left is no mishap.
    if (reason !== 'net::ERR_ABORTED') mishaps.push(`${request.url()}: ${reason}`);
  });
  page.on('console', (message) => {
    // That nobody is signed in yet is a 401, and browsers tell of each.
    const expected = message.location().url?.includes('/api/') || message.text().includes('is already defined');
    if (message.type() === 'error' && !expected) mishaps.push(message.text());
  });
  // As a person's, whose device the list of sessions names.
  await page.setUserAgent({ userAgent: (await browser.userAgent()).replace('Headless', '') });
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(navigator, 'languages', { get: () => ['en-GB', 'en'] });
  });
  await page.goto(origin, { waitUntil: 'load' });
  const me = new Guest(page.frames().at(-1) ?? page.mainFrame());

  // Values reach the form, and its event the host.
  await me.type('textbox', 'E-mail address', 'ada@people.example');
  await me.type('textbox', 'Password', PASSWORD);
  await page.keyboard.press('Enter');
  await me.find('heading', 'Hello, Ada');
  await me.find('button', 'Ada');

  // Under the names that the host chose, and no other.
  assert.deepEqual(
    await (page.frames().at(-1) ?? page.mainFrame()).evaluate(() =>
      ['profile-form', 'acme-profile-form'].filter((tag) => customElements.get(tag)),
    ),
    [`${prefix}profile-form`],
  );

  // What the host renders anew leaves alone what was typed, and the focus.
  await me.type('textbox', 'Title', 'Head of Platform');
  await me.click('button', 'Count 0');
  await me.find('button', 'Count 1');
  assert.equal(await me.value('textbox', 'Title'), 'Head of Platform');

  // A property or attribute of the provider that the host changes later.
  const field = await me.find('textbox', 'Title');
  const scheme = () => field.evaluate((input) => getComputedStyle(input).colorScheme);
  assert.equal(await scheme(), 'light');
  await me.click('button', 'Dark');
  await me.becomes(async () => (await scheme()) === 'dark');

  await me.click('button', 'Save');
  await me.becomes(async () => (await me.note()) === 'Saved: Head of Platform');

  // Without a form, in a shadow root of its own.
  await me.find('heading', /Chrome/);

  // Still there when the page is opened again, and gone when signed out.
  await page.reload({ waitUntil: 'load' });
  const again = new Guest(page.frames().at(-1) ?? page.mainFrame());
  await again.becomes(async () => (await again.value('textbox', 'Title')) === 'Head of Platform');
  await again.click('button', 'Ada');
  await again.click('menuitem', 'Sign out');
  await again.find('textbox', 'Password');
  await again.becomes(async () => !(await again.has('button', 'Ada')));
  await context.close();
  return mishaps;
}

/** Somebody in a page or a frame of it, who finds things by what they are and are called. */
export class Guest {
  readonly #frame: Frame;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  async find(role: string, name: string | RegExp): Promise<ElementHandle> {
    let found: ElementHandle | undefined;
    await this.becomes(
      async () => (found = await this.#look(role, name)) !== undefined,
      `there is no ${role} “${name}”`,
    );
    return found as ElementHandle;
  }

  async has(role: string, name: string): Promise<boolean> {
    return (await this.#look(role, name)) !== undefined;
  }

  async #look(role: string, name: string | RegExp): Promise<ElementHandle | undefined> {
    const selector = typeof name === 'string' ? `[name="${name}"][role="${role}"]` : `[role="${role}"]`;
    for (const handle of await this.#frame.$$(`::-p-aria(${selector})`)) {
      const visible = await handle.isVisible();
      if (!visible) continue;
      if (typeof name === 'string' || name.test(await handle.evaluate((node) => node.textContent ?? ''))) return handle;
    }
    return undefined;
  }

  async click(role: string, name: string): Promise<void> {
    await (await this.find(role, name)).click();
  }

  async type(role: string, name: string, text: string): Promise<void> {
    const field = await this.find(role, name);
    await field.click({ count: 3 });
    await field.type(text);
  }

  async value(role: string, name: string): Promise<string> {
    return (await this.find(role, name)).evaluate((input) => (input as HTMLInputElement).value);
  }

  /** What the host heard. */
  async note(): Promise<string> {
    const handle = await this.#frame.$('::-p-aria([role="note"])');
    return (await handle?.evaluate((node) => node.textContent?.trim())) ?? '';
  }

  async becomes(holds: () => Promise<boolean>, otherwise = 'it did not happen'): Promise<void> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      if (await holds().catch(() => false)) return;
      if (Date.now() > end) {
        const text = await this.#frame.evaluate(() => document.body.innerText).catch(String);
        throw new Error(`${otherwise}. The page says:\n${text.slice(0, 300)}`);
      }
      await new Promise((later) => setTimeout(later, 100));
    }
  }
}
