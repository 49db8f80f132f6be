import { css, type CSSResultGroup } from 'lit';
import { controls } from '../../components/theme/controls.styles.ts';
import { tokens } from '../../components/theme/tokens.styles.ts';

/** What the pages of Foundations look like: with the tokens that elements use, in a shadow root like theirs. */
export const sheetStyles: CSSResultGroup = [
  tokens,
  controls,
  css`
    :host {
      padding: 1.5rem;
      background: var(--_surface);
    }
    table {
      border-collapse: collapse;
      inline-size: 100%;
    }
    tr {
      border-block-end: 1px solid var(--_border);
    }
    th,
    td {
      padding: calc(2 * var(--_space)) calc(3 * var(--_space));
      text-align: start;
      overflow-wrap: anywhere;
    }
    code {
      font-family: var(--_font-mono);
      font-size: 0.9em;
    }
    @media (max-width: 30rem) {
      :host {
        padding: 0.5rem;
      }
      th,
      td {
        padding: calc(1 * var(--_space));
      }
      /* Four columns are two by two, the heads of them, too. */
      tr:has(> :nth-child(4)) {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
        align-items: center;
        padding-block: calc(1 * var(--_space));
      }
    }
  `,
];
