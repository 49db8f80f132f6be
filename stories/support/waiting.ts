import type { StoryObj } from '@storybook/web-components-vite';
import type { AccountClient } from '../../components/client/account-client.ts';
import { found } from './act.ts';

/** In a story, nobody wants to wait for seconds until it says that it takes long. */
export function impatient(client: AccountClient): AccountClient {
  client.patience = 60;
  return client;
}

/** A story's `play`: until people read that it still loads. */
export const stillLoading: NonNullable<StoryObj['play']> = async ({ canvasElement }) => {
  await told(canvasElement, '.account-still, .still');
};

/** Until people read that it is still being worked on, here or in the element that is there instead. */
export const stillWorking = async (root: ParentNode = document): Promise<void> => {
  await told(root, '.account-status-calm:not(:empty)');
};

const told = (root: ParentNode, selector: string): Promise<Element> =>
  found(() => {
    const roots = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    return [root, ...roots].map((each) => each.querySelector(selector)).find(Boolean);
  });

interface AccountElementLike extends HTMLElement {
  client?: AccountClient | undefined;
}

let times = 0;

/**
 * A page whose script comes a moment after its markup: until then, it knows the
 * element by name only. What the page gave it before counts all the same.
 */
export const notYetDefined = (
  tag: string,
  makeClient: () => AccountClient,
  prepare: (element: AccountElementLike) => void = () => {},
): StoryObj => ({
  render: () => {
    times += 1;
    const element: AccountElementLike = document.createElement(`later${times}-${tag}`);
    element.client = makeClient();
    prepare(element);
    return element;
  },
  play: async ({ canvasElement }) => {
    const element = await found(() => canvasElement.querySelector(`:not(:defined)`));
    await new Promise((done) => setTimeout(done, 100));
    const Defined = customElements.get(tag);
    if (!Defined) throw new Error(`<${tag}> is not defined.`);
    customElements.define(element.localName, class extends Defined {});
    await found(() => (element.shadowRoot?.firstElementChild && !element.matches(':state(loading)') ? true : null));
  },
});
