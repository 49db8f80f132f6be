import { css } from 'lit';

export const recoveryCodeSheet = css`
  @scope (.account-light) {
    .account-sheet {
      max-inline-size: 38rem;
    }
    .account-sheet-head {
      display: grid;
      gap: calc(1.5 * var(--_space));
    }
    .account-sheet-head > .account-heading {
      outline: none;
    }
    .account-sheet-paper {
      display: block;
      border: 1px solid var(--_border);
      border-radius: calc(1.5 * var(--_radius));
      background: var(--_surface);
    }
    .account-codes {
      display: block;
      columns: 2 16rem;
      column-gap: calc(8 * var(--_space));
      margin: 0;
      padding: calc(4 * var(--_space)) calc(5 * var(--_space));
      color: var(--_text);
      font-family: var(--_font-mono);
      font-size: 0.8667em;
      font-variant-ligatures: none;
      list-style: none;
    }
    .account-code {
      display: block;
      padding-block: calc(1 * var(--_space));
      break-inside: avoid;
      overflow-wrap: anywhere;
    }
    :scope:dir(rtl) .account-code {
      text-align: end;
    }
    .account-sheet-tools {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(2 * var(--_space)) calc(3 * var(--_space));
      padding: calc(3 * var(--_space)) calc(5 * var(--_space));
      border-block-start: 1px solid var(--_border);
      border-end-start-radius: inherit;
      border-end-end-radius: inherit;
      background: var(--_raised);
    }
    .account-sheet-problem {
      grid-column: 2;
      margin-block-start: calc(1 * var(--_space));
    }
    @container (max-width: 27.99rem) {
      .account-codes,
      .account-sheet-tools {
        padding-inline: calc(4 * var(--_space));
      }
      .account-sheet-tools > .account-button {
        flex: 1 1 7rem;
      }
    }
  }
`;
