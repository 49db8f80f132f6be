import { css, html, LitElement, unsafeCSS, type CSSResultGroup } from 'lit';
import * as icons from '../../components/theme/icons.ts';
import { sheetStyles } from './sheet.styles.ts';

/** A colour, what it is for, and what has to be readable on it or stand out from it. */
interface Role {
  readonly name: string;
  readonly use: string;
  /** Another role, and the ratio that the two need (WCAG 1.4.3 and 1.4.11). */
  readonly against?: readonly [role: string, ratio: number];
}

export const roles: readonly Role[] = [
  { name: 'text', use: 'What is read', against: ['surface', 4.5] },
  { name: 'muted', use: 'What is read second', against: ['surface', 4.5] },
  { name: 'accent', use: 'The one thing to do; links; what is chosen', against: ['surface', 4.5] },
  { name: 'on-accent', use: 'Words on the accent', against: ['accent', 4.5] },
  { name: 'danger', use: 'What cannot be taken back; what went wrong', against: ['danger-surface', 4.5] },
  { name: 'warning', use: 'What wants attention soon', against: ['surface', 4.5] },
  { name: 'success', use: 'What is done', against: ['surface', 4.5] },
  { name: 'focus', use: 'Where the keyboard is', against: ['surface', 3] },
  { name: 'control-border', use: 'The edge of a field', against: ['surface', 3] },
  { name: 'border', use: 'Lines between things' },
  { name: 'surface', use: 'What everything stands on' },
  { name: 'raised', use: 'What lies on it: pictures, hovering' },
  { name: 'danger-surface', use: 'Behind what went wrong' },
];

const sizes = ['font-size', 'space', 'control-height', 'radius', 'font', 'font-mono', 'shadow'];

/** Shows what the looks are made of, as they are on this page. */
export class TokenSheet extends LitElement {
  static override styles: CSSResultGroup = [
    sheetStyles,
    css`
      .swatch {
        display: block;
        inline-size: 3.5rem;
        block-size: 2.25rem;
        border: 1px solid var(--_border);
        border-radius: var(--_radius);
      }
      .step {
        block-size: calc(3 * var(--_space));
        background: var(--_accent);
      }
      .icons {
        display: flex;
        flex-wrap: wrap;
        gap: calc(4 * var(--_space));
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .icons > li {
        display: grid;
        justify-items: center;
        gap: calc(1 * var(--_space));
        inline-size: 7rem;
        padding: calc(3 * var(--_space));
        border: 1px solid var(--_border);
        border-radius: var(--_radius);
      }
      .corner {
        inline-size: 4rem;
        block-size: 2.5rem;
        border: 2px solid var(--_accent);
        border-radius: calc(var(--corner) * var(--_radius));
      }
      .corner-1 {
        --corner: 1;
      }
      .corner-15 {
        --corner: 1.5;
      }
      .corner-2 {
        --corner: 2;
      }
      .corner-pill {
        border-radius: 999px;
      }
      .large {
        font-size: 1.6em;
      }
    `,
    unsafeCSS(roles.map(({ name }) => `.swatch-${name} { background: var(--_${name}); }`).join('\n')),
    unsafeCSS([1, 2, 3, 4, 5, 6, 8].map((n) => `.step-${n} { inline-size: calc(${n} * var(--_space)); }`).join('\n')),
  ];

  override render(): unknown {
    switch (this.dataset['show']) {
      case 'colours':
        return this.#colours();
      case 'type':
        return type;
      case 'spacing':
        return this.#spacing();
      case 'corners':
        return corners;
      default:
        return iconSheet;
    }
  }

  protected override firstUpdated(): void {
    // The colours are there to be read only now.
    this.requestUpdate();
  }

  /** Two roles as they are on this page, and how far apart they are. */
  ratioOf(one: string, other: string): number {
    const [a, b] = [this.#luminance(one), this.#luminance(other)].toSorted((x, y) => y - x);
    return ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05);
  }

  #luminance(role: string): number {
    const swatch = this.renderRoot.querySelector(`.swatch-${role}`);
    if (!swatch) return 0;
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!canvas) return 0;
    canvas.fillStyle = getComputedStyle(swatch).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  #colours(): unknown {
    return html`<table>
      <caption class="account-visually-hidden">
        Colour roles
      </caption>
      <thead>
        <tr>
          <th scope="col">Colour</th>
          <th scope="col">Custom property</th>
          <th scope="col">For</th>
          <th scope="col">Contrast</th>
        </tr>
      </thead>
      <tbody>
        ${roles.map(
          ({ against, name, use }) =>
            html`<tr>
              <td><span class="swatch swatch-${name}"></span></td>
              <td><code>--account-${name}</code></td>
              <td>${use}</td>
              <td>
                ${against ? `${this.ratioOf(name, against[0]).toFixed(1)} on ${against[0]} (${against[1]})` : '–'}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #spacing(): unknown {
    const style = getComputedStyle(this);
    return html`<table>
        <caption class="account-visually-hidden">
          Sizes
        </caption>
        <thead>
          <tr>
            <th scope="col">Custom property</th>
            <th scope="col">On this page</th>
          </tr>
        </thead>
        <tbody>
          ${sizes.map(
            (name) =>
              html`<tr>
                <td><code>--account-${name}</code></td>
                <td><code>${style.getPropertyValue(`--_${name}`)}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="account-text">Distances are 1, 2, 3, 4, 5, 6 and 8 steps of <code>--account-space</code>.</p>
      ${[1, 2, 3, 4, 5, 6, 8].map(
        (n) =>
          html`<p><span class="account-muted">${n}</span></p>
            <div class="step step-${n}"></div>`,
      )}`;
  }
}

const corners = html`<p class="account-text">
    Multiples of <code>--account-radius</code>: what stands in something is rounded less than what it stands in.
  </p>
  <ul class="icons" role="list">
    <li><span class="corner corner-1"></span><span class="account-muted">1 – fields, buttons</span></li>
    <li><span class="corner corner-15"></span><span class="account-muted">1.5 – lists, menus</span></li>
    <li><span class="corner corner-2"></span><span class="account-muted">2 – dialogs</span></li>
    <li><span class="corner corner-pill"></span><span class="account-muted">Badges, whatever the radius</span></li>
  </ul>`;

const type = html`
  <p class="account-heading large">1.6 – the heading of a section</p>
  <p class="account-heading">1.25 – the heading of an element, 620</p>
  <p class="account-strong">1 – a name in a list, 620</p>
  <p class="account-text">
    1 – what is read. The size, the font and the line height are the page’s, unless it says otherwise.
  </p>
  <p class="account-muted">1, muted – what explains</p>
  <p class="account-text"><code>A7KQ 2MXD – codes and keys, in a font whose digits are told apart</code></p>
`;

const named = Object.entries(icons).filter(
  (entry): entry is [string, typeof icons.checkIcon] => typeof entry[1] === 'object' && '_$litType$' in entry[1],
);
const iconSheet = html`<ul class="icons" role="list">
    ${named.map(([name, icon]) => html`<li>${icon}<span class="account-muted">${name.replace(/Icon$/, '')}</span></li>`)}
  </ul>
  <p class="account-text">
    Drawn on a grid of 20, with a stroke of the text’s own colour. None says anything that the words beside it do not.
  </p>`;

customElements.define('story-token-sheet', TokenSheet);
