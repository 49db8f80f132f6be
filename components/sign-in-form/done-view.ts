import { html, nothing } from 'lit';
import type { Terms } from '../localize/languages.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';
import { personName } from '../shared/person-name.ts';
import { checkIcon } from '../theme/icons.ts';
import { isWorthReading, type Done } from './steps.ts';

/** From how many recovery codes on it is time for new ones. */
const FEW_CODES = 3;

/**
 * Who signed in. Whoever is about to run out of recovery codes, or keeps an
 * account that was to be deleted, hears of it before going on.
 */
export function doneView(done: Done, localize: LocalizeController, words: Terms['signIn'], goOn: () => void): unknown {
  const { account, keptSince, recoveryCodesLeft } = done;
  return html`<div class="account-sign-in-done" tabindex="-1">
    <span class="account-done-mark">${checkIcon}</span>
    <p class="account-text account-strong">${words.done}</p>
    <p class="account-muted">${words.doneAs} <bdi>${personName(account)}</bdi></p>
    ${
      isWorthReading(done)
        ? html`<div class="account-sign-in-news">
            ${
              keptSince
                ? html`<p class="account-text account-strong">${words.accountKept.heading}</p>
                    <p class="account-text">${words.accountKept.text(localize.date(keptSince))}</p>`
                : nothing
            }
            ${
              recoveryCodesLeft === undefined
                ? nothing
                : html`<p class="account-text">${codesLeft(recoveryCodesLeft, words.recoveryCodes)}</p>`
            }
            <button class="account-button account-button-primary account-button-wide" type="button" @click=${goOn}>
              ${words.goOn}
            </button>
          </div>`
        : nothing
    }
  </div>`;
}

const codesLeft = (count: number, words: Terms['signIn']['recoveryCodes']): string =>
  [count > 0 ? words.left(count) : words.none, count > 0 && count <= FEW_CODES ? words.few : ''].join(' ').trim();
