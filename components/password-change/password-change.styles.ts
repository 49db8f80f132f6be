import { css } from 'lit';

/** What only this form has, beside the looks of all forms. */
export const lightStyles = css`
  @scope (.account-light) {
    .account-password {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: calc(3 * var(--_space)) calc(4 * var(--_space));
    }
    .account-password-text {
      flex: 1 1 14rem;
      min-inline-size: 0;
    }
    .account-password > .account-outcome {
      flex: 1 1 100%;
    }
    .account-password-form {
      max-inline-size: 28rem;
    }
  }
`;
