import type { AxeResults, RunOptions } from 'axe-core';
import type { Listening } from './listen-in.ts';
import type { Mode } from './modes.ts';

/*
 * What runs in the page of a story. Each function is sent there by its source,
 * so it can use nothing from around it.
 */

/** Of the page, as far as it is used here. */
interface StoryPage {
  readonly __STORYBOOK_ADDONS_CHANNEL__?: Channel;
  readonly axe: { run(options: RunOptions): Promise<AxeResults> };
}

interface Channel {
  on(type: string, listener: (event: unknown) => void): void;
  off(type: string, listener: (event: unknown) => void): void;
  emit(type: string, event: object): void;
}

/** Shows a story in the Storybook that is open, and waits until it was played. Resolves to what went wrong. */
export function showStory(storyId: string, timeout: number): Promise<string[]> {
  const { __STORYBOOK_ADDONS_CHANNEL__: channel, listening } = globalThis as unknown as StoryPage & Listening;
  if (!channel) return Promise.resolve(['Storybook did not start.']);
  return new Promise((resolve) => {
    const problems: string[] = [];
    const listeners: [type: string, listener: (event: unknown) => void][] = [];
    const finish = async (): Promise<void> => {
      clearTimeout(tooLong);
      for (const [type, listener] of listeners) channel.off(type, listener);
      // What a play function does last may be answered a moment after it.
      for (let wait = 0; wait < 2000 && listening.faults().length > 0; wait += 50) {
        await new Promise((done) => setTimeout(done, 50));
      }
      resolve([...problems, ...listening.faults()]);
    };
    const give = (problem: unknown): void => {
      const { message, stack } = (problem ?? {}) as { message?: string; stack?: string };
      problems.push(stack?.includes(message ?? '') ? stack : `${message ?? String(problem)}\n${stack ?? ''}`);
    };
    const tooLong = setTimeout(() => {
      problems.push(`The story did not finish within ${timeout} ms.`);
      void finish();
    }, timeout);
    for (const type of ['playFunctionThrewException', 'storyThrewException', 'storyErrored', 'storyMissing']) {
      listeners.push([type, give]);
    }
    for (const type of ['storyFinished', 'storyThrewException', 'storyErrored', 'storyMissing']) {
      listeners.push([type, () => setTimeout(() => void finish(), 20)]);
    }
    for (const [type, listener] of listeners) channel.on(type, listener);
    document.body.removeAttribute('lang');
    document.body.removeAttribute('dir');
    listening.begin();
    channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
  });
}

/** Puts the story that is shown into a mode, apart from what the browser does; resolves when it has settled. */
export async function enterMode({ dir, lang, textSpacing }: Mode): Promise<void> {
  const { body } = document;
  if (lang) body.lang = lang;
  else body.removeAttribute('lang');
  if (dir) body.dir = dir;
  else body.removeAttribute('dir');
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await frames();
  await frames();

  const page = globalThis as { textSpacing?: CSSStyleSheet };
  // Roots in which nothing changes are not touched: they would be styled anew.
  if (!textSpacing && !page.textSpacing) return;
  page.textSpacing ??= new CSSStyleSheet();
  const sheet = page.textSpacing;
  sheet.replaceSync(
    `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`,
  );
  const visit = (root: Document | ShadowRoot): void => {
    const others = root.adoptedStyleSheets.filter((other) => other !== sheet);
    root.adoptedStyleSheets = textSpacing ? [...others, sheet] : others;
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) visit(shadowRoot);
  };
  visit(document);
  if (textSpacing) await frames();
  else delete page.textSpacing;
}

/** Everything that is wrong with what is shown. */
export async function findFaults(axe: Mode['axe'], textSpacing: boolean): Promise<string[]> {
  const everything: RunOptions = {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: axe === 'everything' } },
    resultTypes: ['violations'],
  };
  const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] };
  const { violations } = await (globalThis as unknown as StoryPage).axe.run(axe === 'colours' ? colours : everything);
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ failureSummary, html, target }) => `${id}: ${html}\n${String(target)}\n${failureSummary ?? ''}`),
  );

  // WCAG 1.4.10 and 1.4.12, which axe does not look at.
  const { clientWidth, scrollWidth } = document.documentElement;
  const describe = (element: Element): string =>
    `<${element.localName} class="${element.getAttribute('class') ?? ''}">`;
  const sticksOut: string[] = [];
  const visit = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (root instanceof Document && !element.closest('body')) continue;
      const { clipPath, overflowX, overflowY } = getComputedStyle(element);
      const { left, right } = element.getBoundingClientRect();
      if (right > clientWidth + 0.5 || left < -0.5 || element.scrollWidth > element.clientWidth)
        sticksOut.push(describe(element));
      if (element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(overflowX) && element.clientWidth > 0) {
        faults.push(
          `reflow: ${describe(element)} scrolls sideways, ${element.scrollWidth} of ${element.clientWidth} px`,
        );
      }
      const hides =
        /hidden|clip/.test(overflowY) && clipPath === 'none' && !/input|select|textarea/.test(element.localName);
      if (textSpacing && hides && element.textContent.trim() && element.scrollHeight > element.clientHeight + 1) {
        faults.push(
          `text spacing: ${describe(element)} is cut off, ${element.scrollHeight} of ${element.clientHeight} px`,
        );
      }
    }
  };
  visit(document);
  if (scrollWidth > clientWidth) {
    faults.push(`reflow: ${scrollWidth} px wide on a page of ${clientWidth} px, by ${sticksOut.slice(-5).join(', ')}`);
  }

  // Less motion was asked for in every mode.
  for (const { effect, playState } of document.getAnimations()) {
    const target = effect instanceof KeyframeEffect ? effect.target : null;
    const { duration } = effect?.getComputedTiming() ?? {};
    if (playState === 'running' && target && Number(duration) > 1) faults.push(`motion: ${describe(target)} moves`);
  }
  return faults;
}
