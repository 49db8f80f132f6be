import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 24rem;
  }
  ::slotted(*) {
    margin-block: 0;
  }
  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(5 * var(--_space));
  }
`;

/** What only this form has, beside the looks of all forms. */
export const lightStyles = css`
  @scope (.account-light) {
    .account-sign-in-told {
      outline: none;
    }
    .account-sign-in-who {
      display: grid;
      gap: calc(2 * var(--_space));
    }
    /* Between the two, a line with a word in it. */
    .account-sign-in-passkey {
      display: grid;
      gap: calc(4 * var(--_space));
      margin-block-start: calc(4 * var(--_space));
    }
    /* One line, at 320 px too. */
    .account-sign-in-passkey > .account-button {
      padding-inline: calc(2 * var(--_space));
    }
    .account-sign-in-or {
      display: grid;
      grid-template-columns: 1fr auto 1fr;
      gap: calc(3 * var(--_space));
      align-items: center;
      color: var(--_muted);
      font-size: 0.8667em;
    }
    .account-sign-in-or::before,
    .account-sign-in-or::after {
      content: '';
      border-block-start: 1px solid var(--_border);
    }
    .account-sign-in-other {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: calc(1 * var(--_space)) calc(1 * var(--_space));
      margin-block-start: calc(4 * var(--_space));
    }
    .account-sign-in-ways {
      display: grid;
      justify-items: center;
      gap: calc(1 * var(--_space));
      margin-block-start: calc(4 * var(--_space));
    }
    .account-sign-in-ways[data-place] {
      visibility: hidden;
    }
    .account-sign-in-done {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      column-gap: calc(3 * var(--_space));
      align-items: center;
      outline: none;
    }
    .account-sign-in-news {
      display: grid;
      grid-column: 1 / -1;
      gap: calc(2 * var(--_space));
      margin-block-start: calc(5 * var(--_space));
    }
    .account-sign-in-news > .account-button {
      margin-block-start: calc(3 * var(--_space));
    }
  }
`;
