import { css, html, LitElement, unsafeCSS, type CSSResult, type CSSResultGroup } from 'lit';
import { styles as portal } from '../../components/account-portal/account-portal.styles.ts';
import { styles as menu } from '../../components/profile-menu/profile-menu.styles.ts';
import { controls } from '../../components/theme/controls.styles.ts';
import { dialogs } from '../../components/theme/dialog.styles.ts';
import { formStyles } from '../../components/theme/form.styles.ts';
import { sheetStyles } from './sheet.styles.ts';

/** What moves, how long, and how long it waits before that, in milliseconds. */
interface Move {
  readonly where: string;
  readonly what: string;
  readonly takes: number;
  readonly waits: number;
}

/** The longest that anything may take. */
export const LONGEST = 200;

const sheets: Readonly<Record<string, CSSResult>> = {
  'Buttons, skeletons': controls,
  Dialogs: dialogs,
  Forms: formStyles,
  'profile-menu': menu,
  'account-portal': portal,
};

/** The values of everything that moves in a style sheet, each once. */
const movesIn = ({ cssText }: CSSResult): readonly string[] => {
  const values = Array.from(cssText.matchAll(/\b(?:animation|transition):\s*([^;]+);/g), ([, value]) => value!.trim());
  return [...new Set(values.filter((value) => value !== 'none').flatMap((value) => value.split(/,\s*(?![^(]*\))/)))];
};

const read = (where: string, value: string): Move => {
  const [takes = 0, waits = 0] = Array.from(
    value.matchAll(/(?<![\w.-])([\d.]+)(m?s)\b/g),
    ([, time, unit]) => Number(time) * (unit === 's' ? 1000 : 1),
  );
  return { where, what: value.split(' ')[0]!, takes, waits };
};

/** As they are in the elements. */
export const moves: readonly Move[] = Object.entries(sheets).flatMap(([where, sheet]) =>
  movesIn(sheet).map((value) => read(where, value)),
);

/** Every movement, beside a bar that is as long as it takes. */
class MotionSheet extends LitElement {
  static override styles: CSSResultGroup = [
    sheetStyles,
    css`
      .time {
        display: block;
        block-size: calc(1 * var(--_space));
        margin-block-start: calc(1 * var(--_space));
        border-radius: 999px;
        background: var(--_accent);
      }
    `,
    unsafeCSS(moves.map(({ takes }) => `.time-${takes} { inline-size: ${(100 * takes) / LONGEST}%; }`).join('\n')),
  ];

  override render(): unknown {
    return html`<table>
      <caption class="account-visually-hidden">
        What moves
      </caption>
      <thead>
        <tr>
          <th scope="col">Where</th>
          <th scope="col">What moves</th>
          <th scope="col">Takes, of ${LONGEST} ms</th>
          <th scope="col">Starts</th>
        </tr>
      </thead>
      <tbody>
        ${moves.map(
          ({ where, what, takes, waits }) =>
            html`<tr>
              <td>${where}</td>
              <td><code>${what}</code></td>
              <td>${takes} ms<span class="time time-${takes}"></span></td>
              <td>${waits === 0 ? 'at once' : `after ${waits} ms`}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

customElements.define('story-motion-sheet', MotionSheet);
