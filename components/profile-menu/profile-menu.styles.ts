import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
    /* Kept from the first moment, so that nothing beside it moves when the name arrives. */
    inline-size: var(--account-menu-width, 14rem);
    max-inline-size: 100%;
    vertical-align: middle;
  }
  .frame {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    min-block-size: 2.5rem;
  }

  .frame > .account-button {
    white-space: nowrap;
  }

  .trigger {
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    gap: calc(2 * var(--_space));
    min-inline-size: 0;
    max-inline-size: 100%;
    min-block-size: 2.5rem;
    margin: 0;
    padding: calc(1 * var(--_space) - 1px);
    padding-inline-end: calc(2.5 * var(--_space));
    border: 1px solid transparent;
    border-radius: 999px;
    background: transparent;
    color: var(--account-menu-text, var(--_text));
    font: inherit;
    font-weight: 550;
    line-height: 1.3;
    text-align: start;
    cursor: pointer;
    anchor-name: --account-menu;
  }
  .trigger:hover,
  .trigger[aria-expanded='true'] {
    background: color-mix(in oklab, currentColor 8%, transparent);
  }
  .trigger:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_accent) 16%, var(--_surface));
    color: var(--_accent);
    font-size: 0.8125rem;
    font-weight: 650;
    letter-spacing: 0.02em;
    line-height: 1;
  }
  .name {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .trigger .account-icon {
    inline-size: 1em;
    block-size: 1em;
    color: var(--account-menu-text, var(--_muted));
    transition: rotate 0.15s;
  }
  .trigger[aria-expanded='true'] .account-icon {
    rotate: 180deg;
  }

  .loading {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_space));
    padding: calc(1 * var(--_space));
    padding-inline-end: calc(2.5 * var(--_space));
  }
  .loading .avatar,
  .loading .line {
    background: color-mix(in oklab, currentColor 10%, transparent);
    animation: account-appear 0.2s 0.3s backwards;
  }
  .loading .line {
    inline-size: 6rem;
    block-size: 0.75rem;
    border-radius: 999px;
  }

  .still {
    color: var(--account-menu-text, var(--_muted));
    line-height: 1.3;
  }

  .popover {
    box-sizing: border-box;
    position: fixed;
    inset: auto;
    inset-block-start: var(--_block, 0);
    inset-inline-end: var(--_inline, 0);
    min-inline-size: 15rem;
    max-inline-size: min(20rem, 100vw - 1rem);
    max-block-size: calc(100dvh - 5rem);
    margin: calc(1.5 * var(--_space)) 0 0;
    padding: 0;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: calc(1.5 * var(--_radius));
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font-weight: 400;
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    white-space: normal;
  }
  @supports (position-area: self-block-end span-self-inline-start) {
    .popover {
      position-anchor: --account-menu;
      position-area: self-block-end span-self-inline-start;
      position-try-fallbacks:
        flip-block,
        flip-inline,
        flip-block flip-inline;
      inset: auto;
      margin: calc(1.5 * var(--_space)) 0;
    }
  }
  .popover:popover-open {
    animation: open 0.12s ease-out;
  }
  @keyframes open {
    from {
      opacity: 0;
      translate: 0 -0.25rem;
    }
  }

  .who {
    padding: calc(3.5 * var(--_space)) calc(4 * var(--_space)) calc(3 * var(--_space));
    border-block-end: 1px solid var(--_border);
  }
  .who > * {
    display: block;
    overflow-wrap: anywhere;
  }
  .who-name {
    font-weight: 620;
    line-height: 1.35;
  }
  .who-email {
    color: var(--_muted);
    font-size: 0.8667em;
  }

  .items {
    display: block;
    padding: calc(1.5 * var(--_space));
  }
  .item,
  ::slotted([role='menuitem']) {
    box-sizing: border-box !important;
    display: flex !important;
    align-items: center !important;
    inline-size: 100% !important;
    min-block-size: 2.25rem !important;
    margin: 0 !important;
    padding: calc(1.5 * var(--_space)) calc(2.5 * var(--_space)) !important;
    border: 0 !important;
    border-radius: var(--_radius) !important;
    background: transparent !important;
    color: var(--_text) !important;
    font: inherit !important;
    text-align: start !important;
    text-decoration: none !important;
    cursor: pointer;
  }
  .item:hover,
  .item:focus,
  ::slotted([role='menuitem']:hover),
  ::slotted([role='menuitem']:focus) {
    background: color-mix(in oklab, var(--_accent) 10%, transparent) !important;
    outline: none;
  }
  .item:focus-visible,
  ::slotted([role='menuitem']:focus-visible) {
    outline: 2px solid var(--_focus) !important;
    outline-offset: -2px !important;
  }
  .separator {
    block-size: 1px;
    margin: calc(1.5 * var(--_space)) calc(-1.5 * var(--_space));
    background: var(--_border);
  }
  .item[aria-disabled='true'] {
    cursor: progress;
    color: var(--_muted) !important;
  }
  .problem:not(:empty) {
    padding: 0 calc(1.5 * var(--_space)) calc(1.5 * var(--_space));
  }

  @media (max-width: 30rem) {
    :host {
      inline-size: var(--account-menu-width-narrow, auto);
    }
    .trigger {
      padding-inline-end: calc(1 * var(--_space) - 1px);
      gap: 0;
    }
    .loading {
      padding-inline-end: calc(1 * var(--_space));
    }
    .loading .line,
    .trigger .account-icon {
      display: none;
    }
    .still,
    .name {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (pointer: coarse) {
    .frame,
    .trigger,
    .item,
    ::slotted([role='menuitem']) {
      min-block-size: 2.75rem !important;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .popover:popover-open,
    .loading * {
      animation: none;
    }
    .trigger .account-icon {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .avatar {
      border: 1px solid;
    }
    .trigger {
      border-color: ButtonBorder;
    }
  }
`;
