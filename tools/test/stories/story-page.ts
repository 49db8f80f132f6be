import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { enterMode, findFaults, showStory } from './in-page.ts';
import { listenIn } from './listen-in.ts';
import { usualMedia, type Mode } from './modes.ts';
import { watchSurface, type Surfaces, type Watching } from './surface.ts';

export interface Story {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly type: 'story' | 'docs';
}

/** What was looked at, and what is wrong with it. */
export interface Outcome {
  readonly name: string;
  readonly faults: readonly string[];
}

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const STORY_TIMEOUT = 20_000;
/** Storybook itself starts once for many stories, beside others that do the same. */
const START_TIMEOUT = 120_000;

/** A page with the Storybook in it, in which one story after another is shown. */
export class StoryPage {
  /** Whether the next story can be shown in it. */
  sound = true;
  readonly page: Page;
  readonly devtools: CDPSession;
  #errors: string[] = [];
  #looks = '';

  private constructor(page: Page, devtools: CDPSession) {
    this.page = page;
    this.devtools = devtools;
    page.on('pageerror', (error) =>
      this.#errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    // A story with unsaved changes asks before it is left.
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  }

  static async open(browser: Browser, origin: string): Promise<StoryPage> {
    const page = await browser.newPage();
    page.setDefaultTimeout(START_TIMEOUT);
    const devtools = await page.createCDPSession();
    // Pages run side by side, and each must believe that it has the focus.
    await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    await page.evaluateOnNewDocument(listenIn);
    await page.evaluateOnNewDocument(watchSurface);
    // No story of that name: Storybook starts, and waits. Its own run of axe would be a second one.
    await page.goto(`${origin}/iframe.html?id=none--none&viewMode=story&globals=a11y.manual:!true`);
    await page.waitForFunction(() => '__STORYBOOK_ADDONS_CHANNEL__' in globalThis);
    await page.waitForSelector('.sb-show-errordisplay, .sb-show-nopreview');
    await page.evaluate(AXE);
    return new StoryPage(page, devtools);
  }

  /** What was to be seen of the elements so far, and is now. */
  surfaces(): Promise<Surfaces> {
    return this.page.evaluate(() => (globalThis as unknown as Watching).surface.look());
  }

  close(): Promise<void> {
    return this.page.close();
  }

  /** Renders and plays a story. Resolves to what went wrong. */
  async show(id: string, mode: Mode): Promise<string[]> {
    await this.#look(mode);
    this.#errors = [];
    const problems = [...(await this.page.evaluate(showStory, id, STORY_TIMEOUT)), ...this.#errors];
    if (problems.length > 0) this.sound = false;
    return problems;
  }

  /** Shows a story and looks at it in every mode. */
  async run({ id, name, title }: Story, modes: readonly Mode[]): Promise<Outcome[]> {
    const label = `story ${title} / ${name}`;
    const [first] = modes;
    if (!first) return [];
    const outcomes: Outcome[] = [];
    try {
      outcomes.push({ name: label, faults: await this.show(id, first) });
      await this.surfaces();
      for (const mode of modes) {
        await this.#look(mode);
        await this.page.evaluate(enterMode, mode);
        const faults = await this.page.evaluate(findFaults, mode.axe, mode.textSpacing === true);
        outcomes.push({ name: `${label}, ${mode.name}`, faults });
      }
      await this.surfaces();
    } catch (error) {
      this.sound = false;
      outcomes.push({ name: label, faults: [(error as Error).message] });
    }
    return outcomes;
  }

  /** What the browser itself does for a mode. */
  async #look({ height, media, width }: Mode): Promise<void> {
    const features = Object.entries({ ...usualMedia, ...media }).map(([name, value]) => ({ name, value }));
    // The same once more would have the page drawn once more.
    const looks = JSON.stringify([width, height, features]);
    if (looks === this.#looks) return;
    this.#looks = looks;
    await this.page.setViewport({ width, height });
    await this.devtools.send('Emulation.setEmulatedMedia', { features });
  }
}
