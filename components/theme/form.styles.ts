import { css } from 'lit';
import { controls } from './controls.styles.ts';

/**
 * The looks of light-DOM forms, adopted once by every root that has one.
 * Unlayered, scoped, and by class: a page's `input {…}` or `* {…}` loses to it,
 * while a page that means it can still reach a field by class or id.
 */
export const formStyles = css`
  @scope (.account-light) {
    /* First, all that a page says about its own labels, fields and paragraphs is taken back. */
    :scope,
    [class^='account-'] {
      all: revert;
    }
    :scope {
      display: block;
      container-type: inline-size;
      color: var(--_text);
      text-align: start;
    }

    ${controls}

    .account-form {
      display: grid;
      gap: calc(6 * var(--_space));
      min-inline-size: 0;
    }
    .account-group {
      display: block;
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    .account-legend {
      display: block;
      inline-size: 100%;
      padding: 0 0 calc(3 * var(--_space));
      color: var(--_text);
      font: inherit;
      font-size: 1.0667em;
      font-weight: 620;
    }
    /* The title of all that there is. */
    .account-legend > .account-heading {
      font-size: 1.1719em;
    }
    .account-grid {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(4.5 * var(--_space)) calc(4 * var(--_space));
      align-items: start;
    }

    .account-field {
      display: flex;
      flex-direction: column;
      gap: calc(1.25 * var(--_space));
      min-inline-size: 0;
    }
    .account-label {
      display: block;
      color: var(--_text);
      font: inherit;
      font-size: 0.9333em;
      font-weight: 550;
      line-height: 1.35;
      cursor: default;
    }
    .account-optional {
      color: var(--_muted);
      font-weight: 400;
    }
    .account-hint {
      display: block;
      margin: 0;
      color: var(--_muted);
      font-size: 0.8667em;
      line-height: 1.45;
      overflow-wrap: anywhere;
    }

    .account-input {
      box-sizing: border-box;
      display: block;
      inline-size: 100%;
      min-inline-size: 0;
      min-block-size: var(--_control-height);
      margin: 0;
      padding: calc(1.75 * var(--_space)) calc(2.75 * var(--_space));
      border: 1px solid var(--_control-border);
      border-radius: var(--_radius);
      background-color: var(--account-input-surface, var(--_surface));
      color: var(--_text);
      font: inherit;
      line-height: 1.4;
      letter-spacing: normal;
      text-align: start;
      text-transform: none;
      box-shadow: none;
      cursor: text;
      scroll-margin-block: var(--account-scroll-margin, 5rem);
    }
    /* An address or a number reads from the left, but stands where the others stand. */
    :scope:dir(rtl) .account-input[dir='ltr'] {
      text-align: end;
    }
    select.account-input {
      appearance: none;
      padding-inline-end: calc(9 * var(--_space));
      /* An arrow of two triangles: pictures would need a file or a data: URL. */
      background-image:
        linear-gradient(45deg, transparent 50%, var(--_muted) 50%),
        linear-gradient(-45deg, transparent 50%, var(--_muted) 50%);
      background-position:
        right calc(4.5 * var(--_space)) center,
        right calc(3 * var(--_space)) center;
      background-size: calc(1.5 * var(--_space)) calc(1.5 * var(--_space));
      background-repeat: no-repeat;
      cursor: pointer;
      text-overflow: ellipsis;
    }
    select.account-input:dir(rtl) {
      background-position:
        left calc(3 * var(--_space)) center,
        left calc(4.5 * var(--_space)) center;
    }
    textarea.account-input {
      min-block-size: calc(2lh + 3.5 * var(--_space) + 2px);
      resize: vertical;
      field-sizing: content;
      max-block-size: 12rem;
      white-space: pre-wrap;
      overflow-wrap: break-word;
      overflow: auto;
    }
    .account-input:hover {
      border-color: var(--_text);
    }
    /* Only to read: a field that nobody can type in does not look like one. */
    .account-input:disabled {
      resize: none;
      border-color: var(--_border);
      background: var(--_raised);
      color: var(--_text);
      -webkit-text-fill-color: currentColor;
      opacity: 1;
      cursor: default;
    }
    .account-input:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: -1px;
      border-color: var(--_focus);
    }
    .account-input::placeholder {
      color: var(--_muted);
      opacity: 1;
    }
    .account-input[aria-invalid='true'] {
      border-color: var(--_danger);
      box-shadow: inset 0 0 0 1px var(--_danger);
    }
    .account-input:autofill {
      border-color: var(--_accent);
      -webkit-text-fill-color: var(--_text);
      box-shadow: inset 0 0 0 10rem color-mix(in oklab, var(--_accent) 10%, var(--_surface));
    }

    /* A control and what belongs beside it, such as Show for a password. */
    .account-beside {
      display: flex;
      gap: calc(2 * var(--_space));
      align-items: stretch;
    }
    .account-beside > .account-input {
      flex: 1 1 auto;
    }
    .account-beside > .account-button {
      flex: none;
    }

    .account-problem {
      display: flex;
      gap: calc(1.5 * var(--_space));
      margin: 0;
      color: var(--_danger);
      font-size: 0.8667em;
      font-weight: 550;
      line-height: 1.45;
    }
    .account-problem::before {
      content: '!' / '';
      flex: none;
      inline-size: 1.25em;
      block-size: 1.25em;
      margin-block-start: 0.1em;
      border-radius: 50%;
      background: var(--_danger);
      color: var(--_surface);
      font-weight: 700;
      line-height: 1.25;
      text-align: center;
    }

    .account-buttons {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(3 * var(--_space));
    }

    .account-buttons-even > .account-button {
      flex: 1 1 7rem;
    }
    .account-outcome {
      display: block;
    }
    /* Out of the flow while it says nothing, so that it leaves no gap. */
    .account-outcome:not(:has(.account-banner, .account-status:not(:empty))) {
      position: absolute;
    }

    /* What is good to know, and nobody’s fault. */
    .account-notice:not(:empty) {
      padding: calc(2.5 * var(--_space)) calc(3 * var(--_space));
      border-radius: var(--_radius);
      background: var(--_raised);
      color: var(--_text);
      font-weight: 400;
    }

    /* One thing to do, in little room: signing in, passwords. */
    .account-narrow-gaps {
      gap: calc(5 * var(--_space));
    }

    .account-narrow {
      max-inline-size: 28rem;
    }

    /* What there is, and the button that changes it. */
    .account-row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: calc(3 * var(--_space)) calc(4 * var(--_space));
    }
    .account-row-text {
      flex: 1 1 14rem;
      min-inline-size: 0;
    }
    .account-row > :is(.account-row-rest, .account-outcome) {
      flex: 1 1 100%;
      min-inline-size: 0;
    }
    .account-row-rest {
      display: grid;
      gap: calc(2 * var(--_space));
      justify-items: start;
    }
    :is(.account-narrow, .account-row-rest, .account-done) > [tabindex] {
      margin: 0;
      outline: none;
    }

    /* A checkbox, with its label and hint beside it. */
    .account-choice {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      column-gap: calc(2.5 * var(--_space));
      align-items: start;
    }
    .account-checkbox {
      box-sizing: border-box;
      inline-size: 1.25rem;
      block-size: 1.25rem;
      margin: 0.0625rem 0 0;
      accent-color: var(--_accent);
      cursor: pointer;
      scroll-margin-block: var(--account-scroll-margin, 5rem);
    }
    .account-checkbox:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .account-choice > .account-label {
      line-height: 1.45;
      cursor: pointer;
    }
    .account-choice > .account-hint {
      grid-column: 2;
    }

    /* What was done, in place of the form that did it. */
    .account-done {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: calc(1 * var(--_space)) calc(3 * var(--_space));
      align-items: center;
    }
    .account-done-mark {
      display: grid;
      grid-row: span 2;
      place-items: center;
      inline-size: 2.5rem;
      block-size: 2.5rem;
      border-radius: 50%;
      background: color-mix(in oklab, var(--_success) 14%, transparent);
      color: var(--_success);
    }
    .account-done > .account-heading,
    .account-done > .account-muted {
      grid-column: 2;
    }
    .account-done > .account-button {
      grid-column: 2;
      justify-self: start;
      margin-block-start: calc(3 * var(--_space));
    }

    /* What there is to say about a value, short of refusing it. */
    .account-note {
      display: block;
      margin: 0;
      color: var(--_warning);
      font-size: 0.8667em;
      line-height: 1.45;
      overflow-wrap: anywhere;
    }
    /* As with alerts: there before it has anything to say. */
    .account-note:empty {
      position: absolute;
    }

    /* Forms that start from something saved: profile-form, account-name. */
    .account-swap {
      display: inline-grid;
    }
    .account-swapped {
      grid-area: 1 / 1;
      visibility: hidden;
    }
    .account-swapped[data-shown] {
      visibility: inherit;
    }
    .account-sections {
      gap: calc(8 * var(--_space));
    }
    .account-footer {
      padding-block-start: calc(5 * var(--_space));
      border-block-start: 1px solid var(--_border);
    }
    .account-footer > .account-status {
      order: 1;
      flex: 0 1 auto;
    }
    .account-footer > .account-status:not(:empty, .account-status-calm)::before {
      content: '✓ ' / '';
    }
    .account-footer > .account-status:empty {
      position: absolute;
    }
    .account-unsaved {
      order: 1;
    }
    .account-skeleton-label {
      inline-size: 40%;
      min-block-size: 1.26em;
    }
    .account-skeleton-text {
      min-block-size: 1.5em;
    }
    .account-skeleton-control {
      min-block-size: var(--_control-height);
    }
    .account-skeleton-button {
      inline-size: 6rem;
      min-block-size: var(--_control-height);
    }

    @container (min-width: 28rem) {
      .account-grid-2 {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      .account-wide {
        grid-column: 1 / -1;
      }
    }
    @container (max-width: 27.99rem) {
      .account-buttons:not(.account-buttons-even) > .account-button {
        flex: 1 1 100%;
      }
      .account-banner > .account-button {
        flex: 1 1 auto;
      }
    }

    /* Room for what a group is about beside its fields. */
    @container (min-width: 52rem) {
      .account-sections > .account-group {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 3fr);
        grid-template-rows: auto 1fr;
        gap: 0 calc(8 * var(--_space));
      }
      .account-sections > .account-group ~ .account-group {
        padding-block-start: calc(8 * var(--_space));
        border-block-start: 1px solid var(--_border);
      }
      .account-sections > .account-group > .account-legend {
        /* Floated, a legend is laid out like anything else. */
        float: inline-start;
        padding-block-end: calc(1 * var(--_space));
      }
      .account-sections > .account-group > .account-grid {
        grid-area: 1 / 2 / span 2;
      }
      .account-sections > .account-footer {
        padding-inline-start: calc((100% - 8 * var(--_space)) / 4 + 8 * var(--_space));
      }
    }

    @media (pointer: coarse) {
      .account-input {
        min-block-size: max(2.75rem, var(--_control-height));
        /* Safari on iPhone zooms into fields with smaller text. */
        font-size: max(1rem, 1em);
      }
    }
    @media (prefers-contrast: more) {
      .account-input {
        border-color: currentColor;
      }
    }
    @media (forced-colors: active) {
      select.account-input {
        appearance: auto;
        background-image: none;
        padding-inline-end: calc(2.75 * var(--_space));
      }
      .account-input:focus-visible {
        outline-color: Highlight;
      }
      .account-problem::before {
        border: 1px solid;
      }
    }
  }
`;
