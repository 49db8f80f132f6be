import { css } from 'lit';

/** What only this element has, beside the looks of all forms. */
export const lightStyles = css`
  @scope (.account-light) {
    .account-recovery {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: calc(3 * var(--_space)) calc(4 * var(--_space));
    }
    .account-recovery-text {
      flex: 1 1 16rem;
      min-inline-size: 0;
    }
    .account-recovery-text > .account-heading {
      outline: none;
    }
    .account-recovery-warning {
      display: block;
      margin: 0;
      color: var(--_warning);
      font-weight: 550;
    }
    .account-recovery > .account-outcome {
      flex: 1 1 100%;
    }
    @container (max-width: 27.99rem) {
      .account-recovery > .account-button {
        flex: 1 1 100%;
      }
    }
  }
`;
