import { css } from 'lit';

export const styles = css`
  :host {
    /* Opened from a page's header, it must not look like one. */
    font-weight: 400;
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    white-space: normal;
  }
  :host(:not([inline])) {
    display: contents;
  }

  dialog {
    box-sizing: border-box;
    inline-size: min(42rem, 100vw - 2rem);
    max-inline-size: none;
    max-block-size: min(52rem, 100dvh - 3rem);
    margin: auto;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: calc(2 * var(--_radius));
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  dialog::backdrop {
    background: rgb(8 16 13 / 0.45);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
    animation: rise 0.16s ease-out;
  }
  dialog[open]::backdrop {
    animation: account-appear 0.16s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 0.75rem;
    }
  }

  .header {
    display: flex;
    flex: none;
    align-items: flex-start;
    justify-content: space-between;
    gap: calc(4 * var(--_space));
    padding: calc(5 * var(--_space)) calc(6 * var(--_space)) calc(4 * var(--_space));
    border-block-end: 1px solid var(--_border);
  }
  .account-heading {
    outline: none;
  }
  /* There before the name is. */
  .who {
    min-block-size: 1.5em;
    margin: 0;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .close {
    flex: none;
    inline-size: 2.5rem;
    min-inline-size: 2.5rem;
    margin-block-start: calc(-1 * var(--_space));
    margin-inline-end: calc(-2 * var(--_space));
    padding: 0;
    color: var(--_muted);
  }
  .close:hover {
    color: var(--_text);
  }
  .body {
    flex: 1 1 auto;
    min-block-size: 0;
    padding: calc(5 * var(--_space)) calc(6 * var(--_space)) calc(6 * var(--_space));
    overflow: auto;
    overscroll-behavior: contain;
  }
  .body:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  .rows {
    display: block;
    margin: calc(6 * var(--_space)) 0 0;
    padding: 0;
    border-block-start: 1px solid var(--_border);
    list-style: none;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(2 * var(--_space)) calc(4 * var(--_space));
    padding-block: calc(4 * var(--_space)) 0;
  }
  .row + .row {
    margin-block-start: calc(4 * var(--_space));
    border-block-start: 1px solid var(--_border);
  }
  .row-text {
    flex: 1 1 14rem;
    min-inline-size: 0;
  }
  .row-label {
    display: block;
    font-weight: 550;
  }
  .row-hint {
    color: var(--_muted);
    font-size: 0.8667em;
  }

  :host([inline]) .header {
    padding: 0 0 calc(4 * var(--_space));
  }
  :host([inline]) .body {
    padding: calc(5 * var(--_space)) 0 0;
    overflow: visible;
  }

  .question {
    inline-size: min(26rem, 100vw - 2rem);
    padding: calc(6 * var(--_space));
  }
  .question .account-muted {
    margin-block: calc(2 * var(--_space)) calc(5 * var(--_space));
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: calc(3 * var(--_space));
  }
  .answers > * {
    flex: 1 1 auto;
  }

  @media (max-width: 36rem) {
    dialog:not(.question) {
      inline-size: 100vw;
      max-block-size: calc(100dvh - 2rem);
      margin: auto 0 0;
      border-inline-width: 0;
      border-block-end-width: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    dialog .header,
    dialog .body {
      padding-inline: calc(4 * var(--_space));
    }
    dialog .body {
      padding-block-end: max(calc(6 * var(--_space)), env(safe-area-inset-bottom));
    }
  }
  /* A short window, or 400 % zoom: the heading scrolls too, or nothing else would fit. */
  @media (max-height: 26rem) {
    dialog[open]:not(.question) {
      display: block;
      overflow: auto;
    }
    dialog .body {
      overflow: visible;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    dialog[open],
    dialog[open]::backdrop {
      animation: none;
    }
  }
`;
