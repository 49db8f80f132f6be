import type { ElementHandle } from 'puppeteer-core';
import type { StoryPage } from '../../tools/test/stories/story-page.ts';

/** What a walk with Tab came past, and what was wrong on the way. */
export interface Walk {
  readonly stops: readonly string[];
  readonly faults: readonly string[];
}

/** More stops than any story has. */
const FAR = 300;

/**
 * Goes through what is shown with Tab: from a button before it, in a header
 * that stays on top as many pages have one, to a button after it. A modal
 * dialog keeps the person inside: there, once around.
 */
export async function walk({ page, devtools }: StoryPage): Promise<Walk> {
  const stops: string[] = [];
  const faults: string[] = [];
  await page.waitForFunction(isThere);
  const modal = await page.evaluate(fence);
  try {
    for (let steps = 0; steps < FAR; steps += 1) {
      if (steps > 0 || !modal) await page.keyboard.press('Tab');
      const active = (await page.evaluateHandle(deepActive)) as ElementHandle;
      const { again, end, outside, wrong } = await active.evaluate(arrive);
      if (end || (again && modal)) return { stops, faults };
      if (outside) continue;
      const name = await describe();
      if (again) return { stops, faults: [...faults, `a trap: ${name} comes again, and there is no way on`] };
      faults.push(...wrong.map((fault) => `${name} ${fault}`));
      stops.push(name);
      await active.dispose();
    }
    return { stops, faults: [...faults, `no end after ${FAR} stops`] };
  } finally {
    await page.evaluate(() => document.querySelectorAll('.walk-fence').forEach((element) => element.remove()));
  }

  /** As the browser tells it to screen readers: role and name. */
  async function describe(): Promise<string> {
    // An object is known to the connection that asked for it only.
    const { result } = await devtools.send('Runtime.evaluate', { expression: `(${deepActive.toString()})()` });
    const { objectId = '' } = result;
    const { nodes } = await devtools.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false });
    const [node] = nodes;
    const role = String(node?.role?.value ?? '');
    return `${role} “${String(node?.name?.value ?? '')}”`;
  }
}

/** Runs in the page: whether everything has come of which a part is fetched by itself, such as a section. */
function isThere(): boolean {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    const awaited = root.querySelectorAll('.account-skeleton, [aria-busy="true"], :not(:defined)');
    if ([...awaited].some((element) => element.checkVisibility())) return false;
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  }
  return true;
}

/** Runs in the page. Puts the buttons before and after the story, and the focus on the first. Resolves to whether a dialog is open above both. */
function fence(): boolean {
  const button = (name: string): HTMLButtonElement => {
    const made = document.createElement('button');
    made.textContent = name;
    made.dataset['fence'] = name;
    return made;
  };
  const header = document.createElement('div');
  header.className = 'walk-fence';
  Object.assign(header.style, { position: 'sticky', top: '0', height: '64px', zIndex: '9', background: 'Canvas' });
  const before = button('before');
  header.append(before);
  document.body.prepend(header);
  const after = button('after');
  after.className = 'walk-fence';
  document.body.append(after);
  Object.assign(globalThis, { walked: new Set<Element>() });

  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    if (root.querySelector('dialog:modal')) return true;
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  }
  scrollTo(0, 0);
  before.focus();
  return false;
}

/** Runs in the page. */
function deepActive(): Element {
  let active = document.activeElement ?? document.body;
  while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Runs in the page: what there is to say about having arrived at an element. */
function arrive(element: Element): { again: boolean; end: boolean; outside: boolean; wrong: string[] } {
  const { walked } = globalThis as unknown as { walked: Set<Element> };
  const end = (element as HTMLElement).dataset['fence'] === 'after';
  // Beyond the last stop of a dialog is the browser itself.
  const outside = element === document.body;
  if (outside) return { again: false, end, outside, wrong: [] };
  const again = walked.has(element);
  walked.add(element);
  const wrong: string[] = [];

  // WCAG 2.4.7: it shows that it has the focus.
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  // A heading that a step begins with is no stop: it is read, and nothing can be done with it.
  const stop = (element as HTMLElement).tabIndex >= 0;
  if (stop && (!element.matches(':focus-visible') || (!outlined && boxShadow === 'none')))
    wrong.push('does not show the focus');

  // WCAG 2.4.11: not hidden by what is on top of it.
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const points = [
    [middleX, middleY],
    [left + 2, top + 2],
    [right - 2, bottom - 2],
  ];
  const seen = points.some(([x = 0, y = 0]) => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit !== null && (element.contains(hit) || hit.closest('label')?.contains(element) === true);
  });
  if (!seen) wrong.push('is hidden behind something');
  return { again, end, outside, wrong };
}
