import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** Firefox through WebDriver BiDi, as far as the journey needs it. */
export class Firefox {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  static async launch(): Promise<Firefox> {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      headless: true,
      timeout: 120_000,
    });
    return new Firefox(browser, await browser.newPage());
  }

  async goTo(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  async evaluate<T>(script: string): Promise<T> {
    return (await this.#page.evaluate(`(${script})()`)) as T;
  }

  /** Keys for whatever has the focus. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
