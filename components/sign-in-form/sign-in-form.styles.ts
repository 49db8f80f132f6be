import { css } from 'lit';

export const styles = css`
  :host {
    max-inline-size: 24rem;
  }
  ::slotted(*) {
    margin-block: 0;
  }
  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(5 * var(--_space));
  }
`;
