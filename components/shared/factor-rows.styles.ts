import { css } from 'lit';

export const factorRows = css`
  @scope (.account-light) {
    .account-factors {
      display: block;
      margin: 0;
      padding: 0;
      border: 1px solid var(--_border);
      border-radius: calc(1.5 * var(--_radius));
      background: var(--_surface);
      list-style: none;
    }
    .account-factors:not(:has(.account-factor)) {
      display: none;
    }
    .account-factor {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: calc(2 * var(--_space)) calc(4 * var(--_space));
      align-items: center;
      padding: calc(4 * var(--_space)) calc(5 * var(--_space));
    }
    .account-factor + .account-factor {
      border-block-start: 1px solid var(--_border);
    }
    .account-factor-icon {
      display: grid;
      place-items: center;
      inline-size: 2.5rem;
      block-size: 2.5rem;
      border-radius: 50%;
      background: var(--_raised);
      color: var(--_muted);
    }
    .account-factor-text {
      display: block;
      min-inline-size: 0;
    }
    .account-factor-title {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(0.5 * var(--_space)) calc(2 * var(--_space));
    }
    .account-factor-name {
      display: block;
      min-inline-size: 0;
      margin: 0;
      color: var(--_text);
      font: inherit;
      font-weight: 620;
      overflow-wrap: anywhere;
    }
    .account-factor-facts {
      display: flex;
      flex-wrap: wrap;
      gap: 0 calc(4 * var(--_space));
      margin-block-start: calc(0.5 * var(--_space));
      font-variant-numeric: tabular-nums;
    }
    .account-factor-buttons {
      display: flex;
      flex-wrap: wrap;
      gap: calc(1 * var(--_space));
      margin-inline-end: calc(-3 * var(--_space));
    }
    .account-factor-buttons > .account-button {
      padding-inline: calc(3 * var(--_space));
    }
    .account-factor-remove {
      color: var(--_danger);
    }
    .account-factor-remove:hover {
      background: var(--_danger-surface);
    }
    .account-factor-form {
      display: grid;
      grid-column: 2 / -1;
      gap: calc(4 * var(--_space));
      margin: 0;
    }
    .account-factor-form > .account-field {
      max-inline-size: 24rem;
    }
    .account-factor:has(.account-factor-form) {
      align-items: start;
    }
    .account-factor-problem {
      display: block;
      grid-column: 1 / -1;
    }
    .account-factor-made {
      background: color-mix(in oklab, var(--_accent) 6%, var(--_surface));
    }
    .account-factor-made:first-child {
      border-start-start-radius: inherit;
      border-start-end-radius: inherit;
    }
    .account-factor-made:last-child {
      border-end-start-radius: inherit;
      border-end-end-radius: inherit;
    }
    .account-factor-made > .account-factor-icon {
      background: var(--_surface);
    }
    .account-factor-kept {
      margin-block-start: calc(1.5 * var(--_space));
    }
    .account-factor-badge {
      display: inline-block;
      padding: 0 calc(2.5 * var(--_space));
      border: 1px solid var(--_border);
      border-radius: 999px;
      color: var(--_muted);
      font-size: 0.8667em;
      font-weight: 550;
    }
    .account-factor-badge-current {
      border-color: color-mix(in oklab, var(--_accent) 45%, transparent);
      color: var(--_accent);
    }

    @container (max-width: 39.99rem) {
      .account-factor {
        grid-template-columns: auto minmax(0, 1fr);
        padding: calc(4 * var(--_space));
      }
      .account-factor-buttons {
        grid-column: 2;
        margin-inline-start: calc(-3 * var(--_space));
      }
    }
    @container (max-width: 27.99rem) {
      .account-factor {
        align-items: start;
      }
      .account-factor:has(.account-factor-form) > .account-factor-icon {
        display: none;
      }
      .account-factor-buttons,
      .account-factor-form {
        grid-column: 1 / -1;
      }
      .account-factor-buttons {
        margin-inline: calc(-2 * var(--_space));
      }
      .account-factor-buttons > .account-button {
        padding-inline: calc(2 * var(--_space));
      }
    }
  }
`;
