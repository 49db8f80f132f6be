import { fixture, settled } from './browser.ts';

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
