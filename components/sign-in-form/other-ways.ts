import { html, nothing } from 'lit';
import type { Terms } from '../localize/languages.ts';
import type { SecondFactor } from '../contract/sign-in.ts';
import { passkeyIcon } from '../theme/icons.ts';
import type { Asked } from './steps.ts';

interface Context {
  readonly words: Terms['signIn'];
  readonly signUpOffered: boolean;
  /** Not known until the server has told what it offers. */
  readonly resetOffered: boolean | undefined;
  /** Out of a new password by mail. */
  readonly backFromReset: string | undefined;
  readonly passkeyOffered: boolean;
  /** On the passkey button, while the browser asks for one. */
  readonly waiting: string | undefined;
  /** Of a second step, all that there are. */
  readonly ways: readonly SecondFactor[];
  readonly go: (to: 'sign-in' | 'sign-up' | 'forgotten') => void;
  readonly choose: (way: SecondFactor) => void;
  readonly usePasskey: () => void;
  readonly startOver: () => void;
}

/** What else one can do in a step, below its form. */
export function otherWays(asked: Asked, context: Context): unknown {
  const {
    words,
    signUpOffered,
    resetOffered,
    backFromReset,
    passkeyOffered,
    waiting,
    ways,
    go,
    choose,
    usePasskey,
    startOver,
  } = context;

  const link = (text: string, act: () => void) =>
    html`<button class="account-button account-button-quiet" type="button" @click=${act}>${text}</button>`;

  switch (asked) {
    case 'sign-in':
      return html`${
        resetOffered !== false
          ? html`<div class="account-sign-in-ways" ?data-place=${resetOffered === undefined}>
              ${link(words.forgotten, () => go('forgotten'))}
            </div>`
          : nothing
      }${
        passkeyOffered
          ? html`<div class="account-sign-in-passkey">
              <span class="account-sign-in-or">${words.or}</span>
              <button
                class="account-button account-button-wide"
                type="button"
                aria-disabled=${waiting ? 'true' : nothing}
                @click=${usePasskey}
              >
                ${passkeyIcon} ${waiting ?? words.withPasskey}
              </button>
            </div>`
          : nothing
      }${
        signUpOffered
          ? html`<div class="account-sign-in-other">
              <span class="account-muted">${words.signUp.question}</span>
              ${link(words.signUp.open, () => go('sign-up'))}
            </div>`
          : nothing
      }`;
    case 'sign-up':
      return html`<div class="account-sign-in-other">${link(words.signUp.back, () => go('sign-in'))}</div>`;
    case 'forgotten':
    case 'reset':
      return backFromReset === undefined
        ? nothing
        : html`<div class="account-sign-in-other">${link(backFromReset, () => go('sign-in'))}</div>`;
    case 'done':
      return nothing;
    default:
      return html`<div class="account-sign-in-ways">
        ${ways
          .filter((way) => way !== asked)
          .map((way) =>
            way === 'passkey'
              ? link(waiting ?? words.secondFactor.instead.passkey, usePasskey)
              : link(words.secondFactor.instead[way], () => choose(way)),
          )}
        ${link(words.anotherAccount, startOver)}
      </div>`;
  }
}
