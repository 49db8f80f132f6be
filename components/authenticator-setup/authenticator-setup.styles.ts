import { css } from 'lit';

/** What only this element has, beside the looks of all forms. */
export const lightStyles = css`
  @scope (.account-light) {
    .account-authenticators {
      display: grid;
      gap: calc(4 * var(--_space));
    }
    .account-authenticators-head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: calc(3 * var(--_space)) calc(4 * var(--_space));
    }
    .account-authenticators-text {
      flex: 1 1 18rem;
      min-inline-size: 0;
    }
    .account-authenticators-text > .account-heading,
    .account-setup-head > .account-heading {
      outline: none;
    }
    @container (max-width: 27.99rem) {
      .account-authenticators-add {
        flex: 1 1 100%;
      }
    }

    .account-setup {
      max-inline-size: 36rem;
    }
    .account-setup-head {
      display: grid;
      gap: calc(1.5 * var(--_space));
    }
    .account-setup-progress {
      color: var(--_accent);
      font-weight: 550;
    }
    .account-setup-scan {
      display: flex;
      flex-wrap: wrap;
      gap: calc(5 * var(--_space)) calc(6 * var(--_space));
      align-items: start;
    }
    .account-qr {
      box-sizing: border-box;
      display: block;
      flex: none;
      inline-size: 13.5rem;
      max-inline-size: 100%;
      border: 1px solid var(--_border);
      border-radius: calc(1.5 * var(--_radius));
      background: #fff;
      forced-color-adjust: none;
      shape-rendering: crispEdges;
    }
    .account-qr-dense {
      inline-size: 17rem;
    }
    .account-qr > rect {
      fill: #fff;
      stroke: none;
    }
    .account-qr > path {
      fill: #000;
      stroke: none;
    }
    .account-setup-key {
      flex: 1 1 15rem;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .account-setup-hand {
      display: block;
      margin-block-start: calc(4 * var(--_space));
    }
    .account-setup-hand > * + * {
      margin-block-start: calc(2 * var(--_space));
    }
    .account-setup-summary {
      inline-size: fit-content;
      padding-block: calc(1 * var(--_space));
      border-radius: var(--_radius);
      color: var(--_accent);
      font-weight: 550;
      cursor: pointer;
    }
    .account-setup-summary:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .account-setup-code {
      display: block;
      padding: calc(2 * var(--_space)) calc(3 * var(--_space));
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: var(--_raised);
      color: var(--_text);
      font-family: var(--_font-mono);
      font-size: 0.9333em;
      font-variant-ligatures: none;
      text-wrap: balance;
      user-select: all;
    }
    :scope:dir(rtl) .account-setup-code {
      text-align: end;
    }
    /* Nobody can scan the screen that they hold: there, opening it comes first. */
    .account-setup-touch {
      display: none;
      gap: calc(2 * var(--_space));
    }
    @media (pointer: coarse) {
      .account-setup-touch {
        display: grid;
      }
      .account-setup:has(.account-setup-touch) .account-setup-text {
        display: none;
      }
    }
    .account-setup-digits > .account-input {
      max-inline-size: 11rem;
      font-family: var(--_font-mono);
      font-size: 1.25em;
      letter-spacing: 0.15em;
      text-align: start;
    }
    .account-setup-unseen {
      grid-column: 2;
      margin-block-start: calc(2 * var(--_space));
      color: var(--_warning);
      font-weight: 550;
    }
  }
`;
