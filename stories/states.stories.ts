import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { coverage, states, type Cell, type State } from './states.ts';

/** Every element in every state: the story that shows it, or why it cannot be in it. A test holds the stories against this. */
const meta: Meta = { title: 'Foundations/States' };
export default meta;

type Story = StoryObj;

/** As Storybook makes an address of a name. */
const idOf = (tag: string, story: string): string =>
  `elements-${tag}--${story.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}`;

const cell = (tag: string, shown: Cell): unknown => {
  if (typeof shown !== 'string') return shown.never;
  const [element, story] = shown.includes('/') ? (shown.split('/') as [string, string]) : [tag, shown];
  return html`<a href="./?path=/story/${idOf(element, story)}" target="_top">${shown}</a>`;
};

export const Table: Story = {
  render: () =>
    html`${Object.entries(coverage).map(
      ([tag, row]) =>
        html`<section>
          <h2>&lt;${tag}&gt;</h2>
          <dl>
            ${Object.entries(states).map(
              ([state, name]) =>
                html`<dt>${name}</dt>
                  <dd>${cell(tag, row[state as State])}</dd>`,
            )}
          </dl>
        </section>`,
    )}`,
};
