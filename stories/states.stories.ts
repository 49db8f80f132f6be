import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import './support/state-sheet.ts';

/** Every element in every state: the story that shows it, or why it cannot be in it. A test holds the stories against this. */
const meta: Meta = { title: 'Foundations/States' };
export default meta;

export const Table: StoryObj = { render: () => html`<story-state-sheet></story-state-sheet>` };
