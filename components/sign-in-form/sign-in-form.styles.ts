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
    .account-sign-in-who {
      display: block;
    }
    .account-sign-in-other {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: calc(1 * var(--_space)) calc(1 * var(--_space));
      margin-block-start: calc(4 * var(--_space));
    }
    .account-sign-in-done {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      column-gap: calc(3 * var(--_space));
      align-items: center;
      outline: none;
    }
  }
`;
