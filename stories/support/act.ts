import { fill } from './fill.ts';

/** Waits for something to be there. */
export async function found<T>(find: () => T | null | undefined): Promise<T> {
  for (let round = 0; round < 1000; round += 1) {
    const value = find();
    if (value !== null && value !== undefined) return value;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('It did not come.');
}

/** Types into the form in `canvas`, as soon as it has the first of these fields. */
export async function fillIn(canvas: Element, values: Readonly<Record<string, string>>): Promise<void> {
  const [first = ''] = Object.keys(values);
  const input = await found(() => canvas.querySelector<HTMLInputElement>(`input[name="${first}"]`));
  if (input.form) fill(input.form, values);
}

/** Sends the form, as its button does. */
export const send = (canvas: Element): void => canvas.querySelector('form')?.requestSubmit();

/** Presses the button or link whose text starts so, in light DOM or in the shadow root of `element`. */
export async function press(element: Element, text: string): Promise<void> {
  const button = await found(() =>
    [element, element.shadowRoot]
      .flatMap((root) => [...(root?.querySelectorAll<HTMLElement>('button, a') ?? [])])
      .find((candidate) => candidate.textContent.replaceAll(/\s+/g, ' ').trim().startsWith(text)),
  );
  button.click();
}
