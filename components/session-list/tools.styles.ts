import { css } from 'lit';

/** Of names and groups; fetched with them. */
export const toolStyles = css`
  .naming {
    grid-column: 2 / -1;
    grid-row: 1;
    max-inline-size: 28rem;
    margin-block-end: calc(3 * var(--_space));
  }
  .group,
  .group + .session {
    border-block-start: 1px solid var(--_border);
  }
  /* Beside what belongs together, as far as it goes. */
  .group > ul {
    margin: 0;
    padding: 0;
    border-inline-start: calc(1.5 * var(--_space)) solid var(--_raised);
    list-style: none;
  }
  .group-head {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    grid-template-areas: 'icon name buttons' 'problem problem problem';
    column-gap: calc(4 * var(--_space));
    align-items: center;
    padding: calc(3 * var(--_space)) calc(5 * var(--_space));
    border-block-end: 1px solid var(--_border);
    background: var(--_raised);
  }
  .group .session {
    padding-inline-start: calc(3.5 * var(--_space));
  }
  .group-head > .icon {
    align-self: center;
    background: var(--_surface);
  }
  .group-name {
    grid-area: name;
  }
  .count {
    margin: 0;
    font-size: 0.8667em;
  }

  @container (max-width: 27.99rem) {
    .naming {
      grid-column: 1 / -1;
    }
    .session:has(> .naming) > .icon {
      display: none;
    }
    .group .session {
      padding-inline-start: calc(2.5 * var(--_space));
    }
    .group-head {
      grid-template-columns: auto minmax(0, 1fr);
      grid-template-areas: 'icon name' 'buttons buttons' 'problem problem';
      padding-inline: calc(4 * var(--_space));
    }
    .group-head > .buttons {
      justify-content: flex-start;
      margin-block-start: calc(3 * var(--_space));
    }
  }
`;
