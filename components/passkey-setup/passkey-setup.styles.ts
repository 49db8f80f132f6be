import { css } from 'lit';

/** What only this element has, beside the looks of all forms and of lists of factors. */
export const lightStyles = css`
  @scope (.account-light) {
    .account-passkeys {
      display: grid;
      gap: calc(4 * var(--_space));
    }
    .account-passkeys-head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: calc(3 * var(--_space)) calc(4 * var(--_space));
      min-block-size: var(--_control-height);
    }
    .account-passkeys-text {
      display: block;
      flex: 1 1 14rem;
      min-inline-size: 0;
    }
    .account-passkeys-text > .account-heading {
      outline: none;
    }

    /* In place of the list, as long as there is none. */
    .account-passkeys-none {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: calc(4 * var(--_space)) calc(5 * var(--_space));
      padding: calc(5 * var(--_space));
      border: 1px solid var(--_border);
      border-radius: calc(1.5 * var(--_radius));
      background: var(--_surface);
    }
    .account-passkeys-picture {
      display: grid;
      place-items: center;
      inline-size: 3rem;
      block-size: 3rem;
      border-radius: 50%;
      background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
      color: var(--_accent);
      font-size: 1.25em;
    }
    .account-passkeys-why {
      display: grid;
      gap: calc(2 * var(--_space));
      justify-items: start;
      max-inline-size: 36rem;
    }
    .account-passkeys-title {
      display: block;
      margin: 0;
      color: var(--_text);
      font: inherit;
      font-size: 1.0667em;
      font-weight: 620;
      text-wrap: balance;
    }
    .account-passkeys-why > .account-button,
    .account-passkeys-why > .account-passkeys-obstacle {
      margin-block-start: calc(2 * var(--_space));
    }
    .account-passkeys-where {
      display: block;
    }
    .account-passkeys-question {
      inline-size: fit-content;
      padding-block: calc(0.5 * var(--_space));
      border-radius: 0.125rem;
      color: var(--_accent);
      font-size: 0.9333em;
      cursor: pointer;
    }
    .account-passkeys-question:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .account-passkeys-obstacle {
      display: flex;
      flex-wrap: wrap;
      gap: calc(1 * var(--_space)) calc(3 * var(--_space));
      margin: 0;
      color: var(--_text);
      font-size: 0.9333em;
    }

    .account-passkeys-form {
      max-inline-size: 34rem;
    }
    .account-passkeys-row {
      min-block-size: 4.75rem;
    }

    @container (max-width: 27.99rem) {
      .account-passkeys-head > .account-button {
        inline-size: 100%;
      }
      .account-passkeys-none {
        grid-template-columns: minmax(0, 1fr);
        padding: calc(4 * var(--_space));
      }
      .account-passkeys-why > .account-button {
        inline-size: 100%;
      }
    }
    @media (forced-colors: active) {
      .account-passkeys-picture {
        border: 1px solid;
      }
    }
  }
`;
