import { html, nothing } from 'lit';
import type { Terms } from '../localize/languages.ts';
import { personName } from '../shared/person-name.ts';
import { checkIcon } from '../theme/icons.ts';
import type { Done } from './steps.ts';

/** From how many recovery codes on it is time for new ones. */
const FEW_CODES = 3;

/** Who signed in. Whoever is about to run out of recovery codes hears of it before going on. */
export function doneView({ account, recoveryCodesLeft }: Done, words: Terms['signIn'], goOn: () => void): unknown {
  return html`<div class="account-sign-in-done" tabindex="-1">
    <span class="account-done-mark">${checkIcon}</span>
    <p class="account-text account-strong">${words.done}</p>
    <p class="account-muted">${words.doneAs} <bdi>${personName(account)}</bdi></p>
    ${recoveryCodesLeft === undefined ? nothing : codesLeft(recoveryCodesLeft, words.recoveryCodes, goOn)}
  </div>`;
}

const codesLeft = (count: number, words: Terms['signIn']['recoveryCodes'], goOn: () => void): unknown =>
  html`<div class="account-sign-in-codes">
    <p class="account-text">
      ${count > 0 ? words.left(count) : words.none} ${count > 0 && count <= FEW_CODES ? words.few : nothing}
    </p>
    <button class="account-button account-button-primary account-button-wide" type="button" @click=${goOn}>
      ${words.goOn}
    </button>
  </div>`;
