import { css, html, LitElement, type CSSResultGroup } from 'lit';
import { coverage, states, type Cell, type State } from '../states.ts';
import { sheetStyles } from './sheet.styles.ts';

/** As Storybook makes an address of a name. */
const idOf = (tag: string, story: string): string =>
  `elements-${tag}--${story.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}`;

const cell = (tag: string, shown: Cell): unknown => {
  if (typeof shown !== 'string') return html`<span class="account-muted">${shown.never}</span>`;
  const [element, story] = shown.includes('/') ? (shown.split('/') as [string, string]) : [tag, shown];
  return html`<a class="account-link" href="./?path=/story/${idOf(element, story)}" target="_top">${shown}</a>`;
};

/** A table for each element: its states, and what shows them. */
class StateSheet extends LitElement {
  static override styles: CSSResultGroup = [
    sheetStyles,
    css`
      .elements {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr));
        gap: calc(10 * var(--_space)) calc(8 * var(--_space));
        align-items: start;
      }
      .account-heading {
        padding: 0 calc(3 * var(--_space)) calc(2 * var(--_space));
        text-align: start;
      }
      tbody > tr > th {
        inline-size: 40%;
        font-weight: inherit;
        vertical-align: baseline;
      }
      td {
        vertical-align: baseline;
      }
      @media (max-width: 30rem) {
        .account-heading {
          padding-inline: calc(1 * var(--_space));
        }
      }
    `,
  ];

  override render(): unknown {
    return html`<div class="elements">
      ${Object.entries(coverage).map(
        ([tag, row]) =>
          html`<section>
            <h2 class="account-heading" id=${tag}>&lt;${tag}&gt;</h2>
            <table aria-labelledby=${tag}>
              <thead>
                <tr>
                  <th scope="col">State</th>
                  <th scope="col">Story, or why there is none</th>
                </tr>
              </thead>
              <tbody>
                ${Object.entries(states).map(
                  ([state, name]) =>
                    html`<tr>
                      <th scope="row">${name}</th>
                      <td>${cell(tag, row[state as State])}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </section>`,
      )}
    </div>`;
  }
}

customElements.define('story-state-sheet', StateSheet);
