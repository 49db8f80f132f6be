import { html, nothing } from 'lit';
import { accountLockdown, type Lockdown } from '../contract/account-lockdown.ts';
import type { Work } from './work.ts';

/** The address that was changed: the one of before comes back, or the new one is the person's own. */
export function emailStep(work: Work, { email }: Lockdown): unknown {
  if (!email) return nothing;
  const words = work.words.email;
  const restore = async (): Promise<string> => {
    const restored = await work.host.send(accountLockdown.restoreEmail, {});
    return words.restored(restored.email);
  };
  return html`<p class="account-text">${words.text(email.now, email.before)}</p>
    <div class="account-buttons">
      <button
        class="account-button account-button-primary"
        type="button"
        aria-disabled=${work.busy}
        @click=${() => work.run('email', restore)}
      >
        ${work.isPendingOn('email') ? words.restoring : words.restore(email.before)}
      </button>
      ${work.renderKeep({ what: 'email' }, words.keep, () => '')}
    </div>`;
}
