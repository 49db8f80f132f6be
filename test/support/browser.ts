// What tests in the browser need: elements on a page that are gone after the
// test, real keys, media, the DevTools protocol, and ways to look.

import { executeServerCommand, sendKeys } from '@web/test-runner-commands';
import { render } from 'lit';
import './compared-elements.ts';
import { deepElements, nextFrame, settled } from './settled.ts';

export { deepElements, nextFrame, settled } from './settled.ts';

const fixtures: HTMLElement[] = [];

/** Renders a template into the page, waits until it has settled, and returns its first element. Removed after the test. */
export async function fixture<E extends HTMLElement>(template: unknown): Promise<E> {
  const place = document.createElement('div');
  document.body.append(place);
  fixtures.push(place);
  render(template, place);
  const element = place.firstElementChild as E;
  await settled(place);
  return element;
}

afterEach(() => {
  for (const place of fixtures.splice(0)) place.remove();
});

/** The first element that matches, through open shadow roots. */
export function deepQuery<E extends Element = HTMLElement>(root: ParentNode, selector: string): E | undefined {
  for (const element of deepElements(root)) if (element.matches(selector)) return element as E;
  return undefined;
}

export const aWhile = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Waits for something to become true (or present). How long does not matter: this machine may have other work. */
export async function until<T>(
  condition: () => T | Promise<T>,
  message = 'it did not happen',
  timeout = 20_000,
): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error(`Waited for ${timeout} ms: ${message}`);
    await aWhile(10);
  }
}

/** The event that comes next; start listening before you do what causes it. */
export const nextEvent = <E extends Event = Event>(target: EventTarget, type: string): Promise<E> =>
  new Promise((done) => target.addEventListener(type, (event) => done(event as E), { once: true }));

/** The focused element, through shadow roots. */
export function activeElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Presses real keys: `Tab`, `Shift+Tab`, `Control+a`. */
export async function press(keys: string): Promise<void> {
  const names = keys.split('+');
  const key = names.pop() ?? '';
  for (const down of names) await sendKeys({ down });
  await sendKeys({ press: key });
  for (const up of names.toReversed()) await sendKeys({ up });
}

/** Types text with real keys into what has the focus. */
export const type = (text: string): Promise<void> => sendKeys({ type: text });

/** Calls any method of the DevTools protocol for this page. */
export const cdp = <R = unknown>(method: string, parameters: object = {}): Promise<R> =>
  executeServerCommand<R, object>('cdp', { method, parameters });

/** What the browser itself told in its console since the page came, such as its advice on password forms. */
export const browserLog = (): Promise<string[]> => executeServerCommand<string[], undefined>('browser-log');

/** Emulates media features, for example `{ 'forced-colors': 'active' }`; without any, back to normal. */
export async function emulate(features: Record<string, string> = {}): Promise<void> {
  const list = Object.entries(features).map(([name, value]) => ({ name, value }));
  await cdp('Emulation.setEmulatedMedia', { features: list });
  await nextFrame();
}
