import { css } from 'lit';

export const lightStyles = css`
  @scope (.account-light) {
    .account-notices {
      display: grid;
      gap: calc(5 * var(--_space));
    }
    .account-notices-choices {
      display: grid;
      gap: calc(3 * var(--_space));
    }
  }
`;
