import { css, html, type TemplateResult } from 'lit';

/** What a page around an element might look like. Adopted, because stories keep to the strict policy too. */
const { styleSheet } = css`
  .story-card {
    box-sizing: border-box;
    max-inline-size: 28rem;
    margin: 1rem auto;
    padding: 2rem;
    border: 1px solid light-dark(#d7dedb, #323f3a);
    border-radius: 1rem;
    background: light-dark(#fff, #131a17);
  }
  .story-header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    padding: 0.5rem 1rem;
    border: 1px solid light-dark(#d7dedb, #323f3a);
    border-radius: 0.75rem;
    background: light-dark(#fff, #131a17);
    color: light-dark(#16211d, #e8efec);
  }
  .story-header > strong {
    min-inline-size: 0;
  }
  .story-page {
    min-block-size: 20rem;
  }
  .story-clip .story-header {
    overflow: hidden;
    transform: translateZ(0);
  }
  .story-narrow {
    inline-size: 18rem;
  }
  @media (max-width: 30rem) {
    .story-card {
      padding: 1.25rem;
    }
  }
`;
if (styleSheet) document.adoptedStyleSheets.push(styleSheet);

/** A sign-in page has such a card. */
export const card = (content: unknown): TemplateResult => html`<div class="story-card">${content}</div>`;

/** The top of a host page. */
export const pageHeader = (content: unknown): TemplateResult =>
  html`<div class="story-page">
    <div class="story-header"><strong>Certificate Manager</strong>${content}</div>
  </div>`;
