import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { found } from './support/act.ts';
import { LONGEST, moves } from './support/motion-sheet.ts';
import { roles, type TokenSheet } from './support/token-sheet.ts';

/**
 * The design language. Calm and precise: one accent for the one thing to do, hairlines instead of boxes in boxes, words
 * before icons, and nothing that moves but to show where something went. Everything takes the page's font, size and
 * colours; these are the defaults.
 *
 * **Colour.** A role, never a hue: elements know _danger_, not red. Light and dark are one value each (`light-dark()`),
 * chosen by the page's `color-scheme`. Colour alone never says anything.
 *
 * **Type.** Four steps (1.6, 1.25, 1, 0.87) of the page's own size, two weights. Digits in lists have one width.
 *
 * **Space and density.** Multiples of `--account-space`. A dense page makes the step and `--account-control-height`
 * smaller; what can be pressed stays at least 24 pixels high, 44 where fingers do it.
 *
 * **Motion.** At most a fifth of a second, for what opens and closes; none with `prefers-reduced-motion`.
 */
const meta: Meta = { title: 'Foundations/Design language' };
export default meta;

type Story = StoryObj;

const sheet = (show: string): Story => ({
  render: () => html`<story-token-sheet data-show=${show}></story-token-sheet>`,
});

/** Each with the contrast that it has on this page, light or dark, and in brackets what it needs. */
export const Colours: Story = {
  ...sheet('colours'),
  async play({ canvasElement }) {
    const tokens = await found(() => canvasElement.querySelector<TokenSheet>('story-token-sheet'));
    await tokens.updateComplete;
    for (const { against, name } of roles) {
      const [other, needed] = against ?? [];
      if (other === undefined || needed === undefined) continue;
      const ratio = tokens.ratioOf(name, other);
      if (ratio < needed) throw new Error(`${name} on ${other} is ${ratio.toFixed(2)} : 1, and has to be ${needed}`);
    }
  },
};

export const Type: Story = sheet('type');

export const SpaceAndDensity: Story = sheet('spacing');

export const Corners: Story = sheet('corners');

/** All that moves, read from the style sheets; what takes longer than a fifth of a second fails. */
export const Motion: Story = {
  render: () => html`<story-motion-sheet></story-motion-sheet>`,
  play: () => {
    const slow = moves.filter(({ takes }) => takes > LONGEST).map(({ where, what }) => `${where}: ${what}`);
    if (moves.length === 0 || slow.length > 0) throw new Error(`Too slow, or nothing found: ${slow.join(', ')}`);
  },
};

export const Icons: Story = sheet('icons');
