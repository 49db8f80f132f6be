import { css, render } from 'lit';

const { styleSheet } = css`
  .account-print {
    display: none !important;
  }
  @media print {
    :root > body > :not(.account-print),
    :root > :not(head, body) {
      display: none !important;
    }
    :root > body {
      display: block !important;
      block-size: auto !important;
      overflow: visible !important;
      background: none !important;
    }
    :root > body > .account-print {
      all: revert;
      display: block !important;
      color: #000;
      font:
        11pt/1.6 system-ui,
        sans-serif;
    }
    .account-print-codes {
      padding-inline-start: 3em;
      font:
        13pt/2 ui-monospace,
        monospace;
    }
  }
`;

/**
 * Prints this and nothing else of the page, wherever on it the element that asks
 * is: in a dialog, in somebody's shadow root. Returns what takes it off the page
 * again: only when nobody prints any longer, because browsers on phones say so
 * too early, and render again when a printer is chosen.
 */
export function printAlone(content: unknown): () => void {
  const sheet = document.createElement('div');
  sheet.className = 'account-print';
  if (styleSheet && !document.adoptedStyleSheets.includes(styleSheet)) document.adoptedStyleSheets.push(styleSheet);
  render(content, sheet);
  document.body.append(sheet);
  window.print();
  return () => sheet.remove();
}
