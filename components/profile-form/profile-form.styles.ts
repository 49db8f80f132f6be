import { css } from 'lit';

/** What only this form has, beside the looks of all forms. */
export const lightStyles = css`
  @scope (.account-light) {
    .account-row {
      display: grid;
      gap: calc(4.5 * var(--_space)) calc(4 * var(--_space));
      min-inline-size: 0;
    }
    .account-about {
      margin-block-start: calc(-2 * var(--_space));
      padding-block-end: calc(3.5 * var(--_space));
      color: var(--_muted);
      font-size: 0.9333em;
    }
    .account-preview {
      display: flex;
      flex-wrap: wrap;
      gap: calc(1 * var(--_space)) calc(5 * var(--_space));
      margin: 0;
      padding: calc(2.5 * var(--_space)) calc(3 * var(--_space));
      border-radius: var(--_radius);
      background: var(--_raised);
      color: var(--_text);
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }
    .account-preview-label {
      color: var(--_muted);
    }
    .account-more {
      display: block;
    }
    .account-more[open] > .account-summary {
      margin-block-end: calc(3 * var(--_space));
    }
    .account-summary {
      display: list-item;
      inline-size: fit-content;
      padding-block: calc(0.75 * var(--_space));
      color: var(--_accent);
      font: inherit;
      font-weight: 550;
      list-style: disclosure-closed inside;
      cursor: pointer;
      border-radius: 0.125rem;
    }
    .account-more[open] > .account-summary {
      list-style-type: disclosure-open;
    }
    .account-summary:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .account-skeleton-area {
      min-block-size: calc(2.8em + 3.5 * var(--_space) + 2px);
    }
    .account-skeleton-preview {
      min-block-size: calc(1.5em + 5 * var(--_space));
    }
    .account-skeleton-summary {
      inline-size: 40%;
      min-block-size: calc(1.5em + 1.5 * var(--_space));
    }
    .account-skeleton-hint {
      inline-size: 40%;
      min-block-size: 1.26em;
    }

    @container (min-width: 28rem) {
      /* Two or three in a row, whatever is shown of them: the form keeps its height. */
      .account-row {
        grid-column: 1 / -1;
        display: flex;
        gap: calc(4 * var(--_space));
      }
      .account-row > .account-field {
        flex: 1 1 0;
      }
    }
    @container (min-width: 52rem) {
      .account-sections > .account-group > .account-about {
        margin: 0;
        padding: 0;
      }
    }
  }
`;
