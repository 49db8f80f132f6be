import { html, nothing } from 'lit';
import { accountLockdown as english } from '../localize/en/account-lockdown.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';
import type { SubmitController } from '../shared/submit-controller.ts';
import type { Finding } from './inquiry.ts';
import { facts, head, whatHappens } from './views.ts';

/** What whoever came by the link of a mail can do. */
export interface MailView {
  readonly localize: LocalizeController;
  readonly lock: Pick<SubmitController<[string], unknown>, 'pending' | 'renderOutcome'>;
  readonly onLock: () => void;
  readonly onSignIn: () => void;
}

const wordsOf = ({ localize }: MailView): typeof english => localize.words('accountLockdown', english);

/** What the mail told, and what happens when the button is pressed. */
export function lockView(view: MailView, { elsewhere, told }: Extract<Finding, { name: 'told' }>): unknown {
  const words = wordsOf(view).lock;
  const { localize, lock, onLock } = view;
  return html`${head(words.heading, words.lead, elsewhere && words.other)} ${facts(told, localize)}
    ${whatHappens(words.next, words.steps)}
    <div class="account-outcome">${lock.renderOutcome(() => nothing)}</div>
    <div class="account-buttons">
      <button
        class="account-button account-button-danger"
        type="button"
        aria-disabled=${lock.pending ? 'true' : nothing}
        @click=${onLock}
      >
        ${lock.pending ? words.pending : words.submit}
      </button>
      ${elsewhere ? nothing : signIn(view, words.signIn)}
    </div>
    <p class="account-muted">${words.calm}</p>`;
}

/** `undefined`: the link was pressed before, and nobody knows any more what became of the mail. */
export function lockedView(view: MailView, mailSent: boolean | undefined): unknown {
  const words = wordsOf(view).locked;
  return html`${head(words.heading, words.text)}
    <div class="account-lockdown-lead">
      <h3 class="account-text account-strong">${words.next}</h3>
      <p class="account-text">${mailSent === true ? words.mail : words.noMail}</p>
      <p class="account-text">${words.after}</p>
    </div>
    <div class="account-buttons">${signIn(view, words.signIn)}</div>`;
}

export function expiredView(view: MailView): unknown {
  const words = wordsOf(view).expired;
  return html`${head(words.heading, words.text)}
    <div class="account-buttons">${signIn(view, words.signIn)}</div>`;
}

const signIn = ({ onSignIn }: MailView, label: string): unknown =>
  html`<button class="account-button" type="button" @click=${onSignIn}>${label}</button>`;
