import { html, type CSSResult } from 'lit';
import { styles as portal } from '../../components/account-portal/account-portal.styles.ts';
import { styles as menu } from '../../components/profile-menu/profile-menu.styles.ts';
import { controls } from '../../components/theme/controls.styles.ts';
import { dialogs } from '../../components/theme/dialog.styles.ts';
import { formStyles } from '../../components/theme/form.styles.ts';

const sheets: Readonly<Record<string, CSSResult>> = {
  'Buttons, skeletons': controls,
  Dialogs: dialogs,
  Forms: formStyles,
  'profile-menu': menu,
  'account-portal': portal,
};

/** Everything that moves in a style sheet. */
const movesIn = ({ cssText }: CSSResult): string[] =>
  [
    ...new Set(Array.from(cssText.matchAll(/\b(?:animation|transition):\s*([^;]+);/g), ([, move]) => move!.trim())),
  ].filter((move) => move !== 'none');

/** The longest of the times in it, in milliseconds: how long it moves, and not for how long it waits before that. */
export const lengthOf = (move: string): number =>
  Math.max(
    0,
    ...move.split(',').map((one) => {
      const [, time = '0', unit] = /([\d.]+)(m?s)\b/.exec(one) ?? [];
      return Number(time) * (unit === 's' ? 1000 : 1);
    }),
  );

export const moves: readonly (readonly [where: string, move: string])[] = Object.entries(sheets).flatMap(
  ([where, sheet]) => movesIn(sheet).map((move) => [where, move] as const),
);

/** As they are in the elements. */
export const motionSheet = html`<ul>
  ${moves.map(([where, move]) => html`<li>${where}: <code>${move}</code></li>`)}
</ul>`;
