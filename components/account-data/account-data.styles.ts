import { css } from 'lit';

export const styles = css`
  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(5 * var(--_space));
    container-type: inline-size;
  }
  .section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(3 * var(--_space));
    padding: clamp(calc(4 * var(--_space)), 4cqi, calc(6 * var(--_space)));
    border: 1px solid var(--_border);
    border-radius: calc(1.5 * var(--_radius));
    background: var(--_surface);
  }
  .skeleton {
    min-block-size: 9rem;
  }
  .account-awaited {
    display: grid;
    gap: calc(5 * var(--_space));
  }
  .account-heading:focus {
    outline: none;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_space));
    margin-block-start: calc(1 * var(--_space));
  }
  .progress {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(2 * var(--_space));
    font-variant-numeric: tabular-nums;
  }
  /* Out of the flow, but there: readers miss a live region that arrives with its text. */
  .outcome:not(:has(> :not(:empty))) {
    position: absolute;
  }

  .steps {
    display: grid;
    gap: calc(2 * var(--_space));
    margin: 0;
  }
  .step {
    display: grid;
    grid-template-columns: 8.5rem minmax(0, 1fr);
    gap: 0 calc(4 * var(--_space));
  }
  .step > dd {
    margin: 0;
  }

  @container (max-width: 27.99rem) {
    .step {
      grid-template-columns: minmax(0, 1fr);
    }
    .buttons > .account-button {
      flex: 1 1 100%;
    }
  }
`;
