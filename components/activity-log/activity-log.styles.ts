import { css } from 'lit';

export const styles = css`
  table {
    inline-size: 100%;
    border: 1px solid var(--_border);
    border-radius: calc(1.5 * var(--_radius));
    border-spacing: 0;
    background: var(--_surface);
    font-size: 0.9333em;
  }
  th,
  td {
    padding: calc(2.5 * var(--_space)) calc(3 * var(--_space));
    text-align: start;
    vertical-align: baseline;
    overflow-wrap: anywhere;
  }
  :is(th, td):first-child {
    padding-inline-start: calc(4 * var(--_space));
  }
  :is(th, td):last-child {
    padding-inline-end: calc(4 * var(--_space));
  }
  th {
    color: var(--_muted);
    font-size: 0.9em;
    font-weight: 550;
    white-space: nowrap;
  }
  td {
    border-block-start: 1px solid var(--_border);
  }
  /* Room for usual words, which would else be broken before other columns give way. */
  td:not(:has(> time)) {
    min-inline-size: 6.5rem;
  }
  time,
  .address {
    font-variant-numeric: tabular-nums;
  }
  dd > time {
    display: block;
    text-wrap: balance;
  }
  /* Lines end where its parts do. */
  td .address {
    overflow-wrap: break-word;
  }
  td time {
    white-space: nowrap;
  }
  .type {
    font-weight: 550;
  }
  /* Among rows of two lines, what can be done about one stands in the second. */
  .events .type {
    display: block;
    min-inline-size: 7.5rem;
  }
  .account-link {
    white-space: nowrap;
  }
  /* Large enough to be met (WCAG 2.5.8), whatever stands beside them. */
  :is(td, dd) > .account-link {
    display: inline-block;
    line-height: max(1.5em, 24px);
  }
  .account-link + .account-link {
    margin-inline-start: calc(1 * var(--_space));
  }
  .more-button {
    padding: 0;
    border: 0;
    background: none;
  }
  .details > td {
    border-block-start: 0;
    padding-block-start: 0;
  }
  .known {
    grid-template-columns: fit-content(12rem) minmax(0, 1fr);
    padding: calc(3 * var(--_space)) calc(4 * var(--_space));
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .list .known {
    row-gap: 0;
    grid-template-columns: minmax(0, 1fr);
    margin-block-start: calc(3 * var(--_space));
  }
  .list .known > dd + dt {
    margin-block-start: calc(2 * var(--_space));
  }
  .failed {
    display: inline-block;
    padding: 0 calc(2 * var(--_space));
    border: 1px solid color-mix(in oklab, var(--_danger) 50%, transparent);
    border-radius: 999px;
    color: var(--_danger);
    font-size: 0.9em;
    font-weight: 550;
  }

  .list {
    margin: 0;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: calc(1.5 * var(--_radius));
    background: var(--_surface);
    list-style: none;
  }
  .list > li {
    padding: calc(4 * var(--_space));
  }
  .list > li + li {
    border-block-start: 1px solid var(--_border);
  }
  dl {
    display: grid;
    align-items: baseline;
    grid-template-columns: 6rem minmax(0, 1fr);
    gap: calc(1 * var(--_space)) calc(3 * var(--_space));
    margin: 0;
    font-size: 0.9333em;
  }
  dt {
    color: var(--_muted);
    font-size: 0.9333em;
    overflow-wrap: anywhere;
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  [data-entry]:focus {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  .day th,
  .list > .day {
    padding-block: calc(2 * var(--_space));
    background: var(--_raised);
    color: var(--_muted);
    font-size: 0.8667em;
    font-weight: 550;
  }
  .day h3 {
    margin: 0;
    font: inherit;
  }
  .tools-button {
    display: flex;
    justify-content: flex-end;
    margin-block-end: calc(3 * var(--_space));
  }
  .tools {
    margin-block-end: calc(5 * var(--_space));
    padding: calc(4 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: calc(1.5 * var(--_radius));
  }
  /* Stronger than what the looks of forms, which come later, say of any grid. */
  .tools .account-grid.filters {
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
  }
  .buttons,
  .progress {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_space)) calc(3 * var(--_space));
    margin-block-start: calc(3 * var(--_space));
  }
  .count {
    margin: 0;
  }

  .skeleton {
    min-block-size: 1.5rem;
    margin: calc(2.5 * var(--_space)) calc(4 * var(--_space));
  }
  .foot {
    margin: calc(3 * var(--_space)) 0 0;
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(3 * var(--_space));
    margin-block-start: calc(4 * var(--_space));
  }
  .more > .account-alert:not(:empty) {
    order: -1;
  }
`;
