import { css } from 'lit';

/**
 * Buttons, headings and messages: the same in shadow roots and in light-DOM
 * forms. Every rule sets what it relies on, because a page may unset anything.
 */
export const controls = css`
  .account-button {
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(2 * var(--_space));
    min-block-size: var(--_control-height);
    max-inline-size: 100%;
    margin: 0;
    padding: calc(1.5 * var(--_space)) calc(4 * var(--_space));
    border: 1px solid var(--_control-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 550;
    line-height: 1.3;
    text-align: center;
    text-decoration: none;
    text-transform: none;
    letter-spacing: normal;
    cursor: pointer;
    scroll-margin-block: var(--account-scroll-margin, 5rem);
  }
  .account-button:hover {
    background: var(--_raised);
  }
  .account-button-primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .account-button-primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  .account-button-danger {
    border-color: var(--_danger);
    color: var(--_danger);
  }
  .account-button-danger:hover {
    background: var(--_danger-surface);
  }
  .account-button-quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_accent);
  }
  .account-button-wide {
    inline-size: 100%;
  }
  .account-toggle {
    font-weight: 500;
  }
  .account-toggle[aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    color: var(--_accent);
  }
  .account-button[aria-disabled='true'] {
    cursor: progress;
    opacity: 0.75;
  }
  .account-button:focus-visible,
  .account-link:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .account-icon {
    display: block;
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .account-link {
    color: var(--_accent);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 0.15em;
    cursor: pointer;
    border-radius: 0.125rem;
  }

  .account-heading {
    display: block;
    margin: 0;
    color: var(--_text);
    font: inherit;
    font-size: 1.25em;
    font-weight: 620;
    line-height: 1.3;
    letter-spacing: -0.005em;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  .account-text {
    display: block;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .account-muted {
    display: block;
    margin: 0;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .account-strong {
    font-weight: 620;
  }

  .account-banner {
    box-sizing: border-box;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_space)) calc(4 * var(--_space));
    padding: calc(3 * var(--_space)) calc(4 * var(--_space));
    border: 1px solid color-mix(in oklab, var(--_danger) 40%, var(--_border));
    border-inline-start: 0.25rem solid var(--_danger);
    border-radius: var(--_radius);
    background: var(--_danger-surface);
    color: var(--_text);
  }
  /* Where all else is hidden for now. */
  .account-shown {
    visibility: visible;
  }
  .account-banner > .account-text {
    flex: 1 1 16rem;
  }

  .account-status {
    display: block;
    flex: 1 1 auto;
    color: var(--_success);
    font-weight: 550;
  }
  .account-status-calm {
    color: var(--_muted);
  }
  .account-alert {
    display: block;
    flex: 1 1 100%;
  }
  /* Out of the flow, but there: readers miss a live region that arrives with its text. */
  .account-alert:empty {
    position: absolute;
  }

  /* Nothing for a moment: most answers come sooner, and flicker tells nothing. */
  .account-loading {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    animation: account-appear 0.2s 0.3s backwards;
  }
  .account-loading > .account-awaited,
  .account-loading > .account-still {
    grid-area: 1 / 1;
  }
  /* Over the skeleton, where it is seen: nothing moves because something takes long. */
  .account-still {
    position: sticky;
    inset-block-end: calc(2 * var(--_space));
    z-index: 1;
    place-self: end center;
    margin: 0;
    padding: calc(1.5 * var(--_space)) calc(3 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: 0.9333em;
    line-height: 1.35;
    box-shadow: var(--_shadow);
  }
  .account-skeleton {
    display: block;
    min-block-size: 1em;
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  @keyframes account-appear {
    from {
      opacity: 0;
    }
  }

  .account-visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  [hidden] {
    display: none !important;
  }

  @media (pointer: coarse) {
    .account-button {
      min-block-size: max(2.75rem, var(--_control-height));
    }
  }
  @media (prefers-contrast: more) {
    .account-button,
    .account-banner {
      border-color: currentColor;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .account-loading {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .account-button-primary {
      border-color: ButtonText;
    }
    .account-button:focus-visible,
    .account-link:focus-visible {
      outline-color: Highlight;
    }
  }
`;
