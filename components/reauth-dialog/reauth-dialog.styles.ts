import { css } from 'lit';

export const styles = css`
  :host {
    /* Wherever it was appended, it must not look like what is around it. */
    font-weight: 400;
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    white-space: normal;
  }
  :host(:not([hidden])) {
    display: contents;
  }
  dialog {
    inline-size: min(27rem, 100vw - 2rem);
  }
  .content {
    display: grid;
    gap: calc(4 * var(--_space));
    padding: calc(6 * var(--_space));
    overflow: auto;
    overscroll-behavior: contain;
  }
  .header {
    display: grid;
    gap: calc(2 * var(--_space));
  }
  @media (max-width: 36rem) {
    .content {
      padding: calc(5 * var(--_space)) calc(4 * var(--_space)) max(calc(5 * var(--_space)), env(safe-area-inset-bottom));
    }
  }
`;
