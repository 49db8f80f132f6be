import { css } from 'lit';

/** The frame: navigation at the side where there is room, above where there is not. */
export const styles = css`
  .layout {
    container-type: inline-size;
  }
  .portal {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(6 * var(--_space));
    align-items: start;
  }
  .side {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(3 * var(--_space));
  }
  .who {
    min-block-size: 3em;
    min-inline-size: 0;
    line-height: 1.4;
  }
  .who > p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .who > .account-muted {
    font-size: 0.8667em;
  }
  .nav {
    order: 1;
  }
  .nav ul {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_space));
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .link {
    box-sizing: border-box;
    display: flex;
    align-items: center;
    inline-size: 100%;
    min-block-size: max(2.5rem, var(--_control-height));
    margin: 0;
    padding: calc(1 * var(--_space)) calc(3 * var(--_space));
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    font: inherit;
    font-weight: 550;
    text-align: start;
    text-decoration: none;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .link:hover {
    background: var(--_raised);
    color: var(--_text);
  }
  .link[aria-current] {
    background: color-mix(in oklab, var(--_accent) 11%, var(--_surface));
    color: var(--_accent);
  }
  .link:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .ways-out {
    display: flex;
    flex-wrap: wrap;
    gap: calc(1 * var(--_space)) calc(4 * var(--_space));
    order: -1;
  }
  .ways-out > .account-button {
    padding-inline: 0;
    color: var(--_muted);
    text-align: start;
  }
  .ways-out > .account-button:hover {
    color: var(--_text);
  }
  .back > .account-icon {
    inline-size: 1em;
    block-size: 1em;
    rotate: 90deg;
    margin-inline-start: -0.125em;
  }
  .back:dir(rtl) > .account-icon {
    rotate: -90deg;
  }
  .outcome:has(:not(:empty)) {
    flex: 1 1 100%;
  }

  .head {
    display: grid;
    gap: calc(1 * var(--_space));
    margin-block-end: calc(5 * var(--_space));
  }
  .title {
    font-size: 1.6em;
    outline: none;
    scroll-margin-block: 6rem;
  }
  .waiting {
    min-block-size: 12rem;
  }

  .skip:not(:focus) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    min-block-size: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .skip:focus {
    margin-block-end: calc(4 * var(--_space));
  }

  @container (min-width: 46rem) {
    .portal {
      grid-template-columns: 14rem minmax(0, 1fr);
      column-gap: clamp(2rem, 6cqi, 4.5rem);
    }
    .side {
      position: sticky;
      inset-block-start: calc(6 * var(--_space));
      gap: calc(5 * var(--_space));
    }
    .who,
    .ways-out {
      padding-inline: calc(3 * var(--_space));
    }
    .nav,
    .ways-out {
      order: 0;
    }
    .nav ul {
      display: grid;
    }
    .ways-out {
      display: grid;
      justify-items: start;
      gap: 0;
      padding-block-start: calc(3 * var(--_space));
      border-block-start: 1px solid var(--_border);
    }
  }
  @media (forced-colors: active) {
    .link[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;

/** The sections themselves, in the page’s own tree. */
export const lightStyles = css`
  @scope (.account-light) {
    .account-portal-page {
      display: grid;
      gap: calc(5 * var(--_space));
      max-inline-size: 46rem;
    }
    .account-portal-page:has([data-part='list']) {
      max-inline-size: none;
    }
    .account-portal-page[hidden] {
      display: none;
    }
    .account-portal-part {
      min-inline-size: 0;
      outline: none;
      scroll-margin-block: 5rem;
    }
    .account-portal-part:not(.account-portal-bare) {
      padding: clamp(calc(4 * var(--_space)), 4cqi, calc(6 * var(--_space)));
      border: 1px solid var(--_border);
      border-radius: calc(1.5 * var(--_radius));
      background: var(--_surface);
    }
    .account-portal-waiting {
      min-block-size: 6rem;
    }
    /* One after the other: what is seen does not move when something above it grows. */
    .account-portal-part:is(:has(> .account-portal-waiting), :has(> :state(loading))) ~ .account-portal-part {
      visibility: hidden;
    }
  }
`;
