import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 40rem;
  }
  .layout {
    display: block;
  }
`;

/** What only this page has, beside the looks of all forms: calm, and one thing at a time. */
export const lightStyles = css`
  @scope (.account-light) {
    .account-lockdown {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(6 * var(--_space));
      padding: clamp(calc(4 * var(--_space)), 4cqi, calc(8 * var(--_space)));
      border: 1px solid var(--_border);
      border-radius: calc(1.5 * var(--_radius));
      background: var(--_surface);
    }
    .account-lockdown-step {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(5 * var(--_space));
    }
    .account-lockdown-lead {
      display: grid;
      gap: calc(2 * var(--_space));
    }
    .account-lockdown-heading {
      font-size: 1.3333em;
      outline: none;
    }
    .account-lockdown-facts {
      display: grid;
      gap: calc(1.5 * var(--_space));
      margin: 0;
      padding: calc(4 * var(--_space));
      border-radius: var(--_radius);
      background: var(--_raised);
    }
    .account-lockdown-fact {
      display: grid;
      grid-template-columns: 9rem minmax(0, 1fr);
      gap: 0 calc(4 * var(--_space));
    }
    .account-lockdown-term {
      display: block;
      color: var(--_muted);
    }
    .account-lockdown-value {
      display: block;
      margin: 0;
      overflow-wrap: anywhere;
      font-variant-numeric: tabular-nums;
    }
    .account-lockdown-list {
      display: grid;
      gap: calc(2 * var(--_space));
      margin: 0;
      padding: 0;
      padding-inline-start: calc(6 * var(--_space));
    }
    .account-lockdown-item {
      display: list-item;
    }
    .account-lockdown-scope {
      display: grid;
      gap: calc(2.5 * var(--_space));
    }
    .account-lockdown-progress {
      display: grid;
      gap: calc(2 * var(--_space));
    }
    .account-lockdown-bar {
      display: flex;
      gap: calc(1 * var(--_space));
    }
    .account-lockdown-dash {
      flex: 1;
      block-size: 0.25rem;
      border-radius: 999px;
      background: var(--_border);
    }
    .account-lockdown-dash[data-done] {
      background: var(--_accent);
    }
    .account-lockdown-doubt {
      background: color-mix(in oklab, var(--_warning) 8%, var(--_surface));
    }
    .account-lockdown-doubt:first-child {
      border-start-start-radius: inherit;
      border-start-end-radius: inherit;
    }
    .account-lockdown-doubt:last-child {
      border-end-start-radius: inherit;
      border-end-end-radius: inherit;
    }
    .account-lockdown-new {
      border-color: color-mix(in oklab, var(--_warning) 55%, transparent);
      color: var(--_warning);
    }
    .account-lockdown-waiting {
      min-block-size: 14rem;
    }
    .account-password-form {
      max-inline-size: 28rem;
    }

    @container (max-width: 27.99rem) {
      .account-lockdown-fact {
        grid-template-columns: minmax(0, 1fr);
      }
      .account-lockdown .account-buttons > .account-button {
        flex: 1 1 100%;
      }
    }
  }
`;
