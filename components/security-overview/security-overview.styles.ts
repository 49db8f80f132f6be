import { css } from 'lit';

export const styles = css`
  .layout {
    container-type: inline-size;
  }
  .problem:not(:empty) > .account-banner {
    margin-block-end: calc(3 * var(--_space));
  }
  .list:not(:has(li)) {
    display: none;
  }
  .list {
    margin: 0;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: calc(1.5 * var(--_radius));
    background: var(--_surface);
    list-style: none;
  }
  .item {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: calc(2 * var(--_space)) calc(4 * var(--_space));
    align-items: center;
    min-block-size: 2.75rem;
    padding: calc(3.5 * var(--_space)) calc(5 * var(--_space));
  }
  .item + .item {
    border-block-start: 1px solid var(--_border);
  }
  .waiting {
    grid-template-columns: minmax(0, 1fr);
  }
  .skeleton {
    min-block-size: 2.75rem;
  }

  .mark {
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    border: 1px solid transparent;
    border-radius: 50%;
    font-size: 0.875em;
  }
  .good > .mark {
    background: color-mix(in oklab, var(--_success) 13%, var(--_surface));
    color: var(--_success);
  }
  .missing > .mark {
    border: 1px dashed var(--_control-border);
    color: var(--_muted);
  }
  .attention > .mark {
    background: color-mix(in oklab, var(--_warning) 15%, var(--_surface));
    color: var(--_warning);
  }
  .attention .account-muted {
    color: var(--_warning);
  }
  .title {
    margin: 0;
    font: inherit;
    font-weight: 620;
    overflow-wrap: anywhere;
  }
  .item > .account-button {
    min-inline-size: 6.75rem;
  }

  .proof {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(2 * var(--_space));
    margin-block-start: calc(2 * var(--_space));
    font-size: 0.9333em;
  }
  .proof:not(:has(p, .account-status:not(:empty))) {
    margin: 0;
  }
  .proof > .account-button {
    margin-inline-start: calc(-2 * var(--_space));
    padding-inline: calc(2 * var(--_space));
  }
  .outcome:focus {
    outline: none;
  }

  @container (max-width: 27.99rem) {
    .item {
      grid-template-columns: auto minmax(0, 1fr);
      padding: calc(4 * var(--_space));
    }
    .item > .account-button {
      grid-column: 1 / -1;
    }
    .waiting {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .mark {
      border-color: currentColor;
    }
  }
`;
