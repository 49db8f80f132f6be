import { css } from 'lit';

/** Modal dialogs: in the middle of the page; with the class `sheet`, at its bottom where it is narrow. */
export const dialogs = css`
  dialog {
    box-sizing: border-box;
    max-inline-size: none;
    max-block-size: min(52rem, 100dvh - 3rem);
    margin: auto;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: calc(2 * var(--_radius));
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  dialog::backdrop {
    background: rgb(8 16 13 / 0.45);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
    animation: account-rise 0.16s ease-out;
  }
  dialog[open]::backdrop {
    animation: account-appear 0.16s ease-out;
  }
  @keyframes account-rise {
    from {
      opacity: 0;
      translate: 0 0.75rem;
    }
  }

  /* A question before something that cannot be taken back. */
  dialog.account-question {
    inline-size: min(26rem, 100vw - 2rem);
    padding: calc(6 * var(--_space));
    overflow: auto;
  }
  .account-question .account-muted {
    margin-block: calc(2 * var(--_space)) calc(5 * var(--_space));
  }
  .account-question > .account-light {
    margin-block-end: calc(6 * var(--_space));
  }
  .account-answers {
    display: flex;
    flex-wrap: wrap;
    gap: calc(3 * var(--_space));
  }
  .account-answers > * {
    flex: 1 1 auto;
  }

  @media (max-width: 36rem) {
    dialog.sheet {
      inline-size: 100vw;
      max-block-size: calc(100dvh - 2rem);
      margin: auto 0 0;
      border-inline-width: 0;
      border-block-end-width: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    dialog[open],
    dialog[open]::backdrop {
      animation: none;
    }
  }
`;
