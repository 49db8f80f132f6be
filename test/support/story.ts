import { fixture, settled } from './browser.ts';
import { setViewport } from './viewport.ts';

/** A story, as far as a test needs to know it. */
interface Story {
  readonly render?: unknown;
  readonly play?: unknown;
}

/** Shows a story and does what its person does. Resolves to what holds it. */
export async function showStory({ render, play }: Story): Promise<HTMLElement> {
  const first = await fixture<HTMLElement>((render as () => unknown)());
  const canvasElement = first.parentElement!;
  await (play as ((context: { canvasElement: HTMLElement }) => Promise<void>) | undefined)?.({ canvasElement });
  await settled(canvasElement);
  return canvasElement;
}

/** Fails with the states of an element in which a page of 320 px would have to be scrolled sideways. */
export async function expectReflow(stories: Readonly<Record<string, Story>>): Promise<void> {
  await setViewport({ width: 320, height: 640 });
  const wide: string[] = [];
  for (const [name, story] of Object.entries(stories)) {
    if (!story.render) continue;
    const canvas = await showStory(story);
    if (document.documentElement.scrollWidth > 320) wide.push(name);
    canvas.remove();
  }
  await setViewport({ width: 800, height: 600 });
  if (wide.length > 0) throw new Error(`At 320 px these stick out: ${wide.join(', ')}`);
}
