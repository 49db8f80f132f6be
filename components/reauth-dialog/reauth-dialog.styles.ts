import { css } from 'lit';

export const styles = css`
  :host {
    /* Wherever it was appended, it must not look like what is around it. */
    font-weight: 400;
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    white-space: normal;
  }
  :host(:not([hidden])) {
    display: contents;
  }
  dialog {
    inline-size: min(27rem, 100vw - 2rem);
  }
  .content {
    display: grid;
    gap: calc(4 * var(--_space));
    padding: calc(6 * var(--_space));
    overflow: auto;
    overscroll-behavior: contain;
  }
  .header {
    display: grid;
    gap: calc(2 * var(--_space));
  }
  @media (max-width: 36rem) {
    .content {
      padding: calc(5 * var(--_space)) calc(4 * var(--_space)) max(calc(5 * var(--_space)), env(safe-area-inset-bottom));
    }
  }
`;

/** What only this form has, beside the looks of all forms. */
export const lightStyles = css`
  @scope (.account-light) {
    /* Whose account it is. */
    .account-person {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      grid-template-rows: auto auto;
      column-gap: calc(3 * var(--_space));
      align-items: center;
      padding: calc(2.5 * var(--_space)) calc(3 * var(--_space));
      border-radius: var(--_radius);
      background: var(--_raised);
    }
    /* There before the name is. */
    .account-person > .account-text,
    .account-person > .account-muted {
      min-block-size: 1.5em;
      line-height: 1.5;
    }
    /* In one line each, whatever it says: below each other where there is no room. */
    .account-passkey-buttons > .account-button-primary {
      flex-basis: max-content;
    }
    /* Instead of what is asked for. */
    .account-other-ways {
      display: grid;
      justify-items: center;
      gap: calc(1 * var(--_space));
    }
    .account-other-ways > .account-button[aria-expanded='true'] > .account-icon {
      rotate: 180deg;
    }
    .account-person-picture {
      display: grid;
      grid-row: span 2;
      place-items: center;
      inline-size: 2.25rem;
      block-size: 2.25rem;
      border-radius: 50%;
      background: color-mix(in oklab, var(--_accent) 14%, transparent);
      color: var(--_accent);
    }
  }
`;
