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
    inline-size: min(42rem, 100vw - 2rem);
  }

  /* Room for a table. */
  @media (min-width: 36.01rem) {
    dialog.activity {
      inline-size: min(60rem, 100vw - 2rem);
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

  .back {
    margin-block-end: calc(4 * var(--_space));
    margin-inline-start: calc(-2 * var(--_space));
    padding-inline: calc(2 * var(--_space));
  }
  .back > .account-icon {
    rotate: 90deg;
  }
  .back:dir(rtl) > .account-icon {
    rotate: -90deg;
  }
  .view {
    margin-block-end: calc(4 * var(--_space));
  }
  .outcome:has(.account-banner) {
    margin-block-start: calc(4 * var(--_space));
  }

  :host([inline]) .header {
    padding: 0 0 calc(4 * var(--_space));
  }
  :host([inline]) .body {
    padding: calc(5 * var(--_space)) 0 0;
    overflow: visible;
  }

  @media (max-width: 36rem) {
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
    dialog.main[open] {
      display: block;
      overflow: auto;
    }
    dialog .body {
      overflow: visible;
    }
  }
`;
