import { html, nothing } from 'lit';
import type { Lockdown, Suspicion } from '../contract/account-lockdown.ts';
import { accountLockdown as english } from '../localize/en/account-lockdown.ts';
import { activity as englishActivity } from '../localize/en/activity.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';
import { breakable, deviceText, placeText, wordFor } from '../localize/visit-text.ts';
import { checkIcon } from '../theme/icons.ts';

const wordsOf = (localize: LocalizeController): typeof english => localize.words('accountLockdown', english);

/** What the page is about, and what to say first about it. */
export const head = (heading: unknown, ...lead: readonly unknown[]): unknown =>
  html`<div class="account-lockdown-lead">
    <h2 class="account-heading account-lockdown-heading" tabindex="-1">${heading}</h2>
    ${lead.filter(Boolean).map((text) => html`<p class="account-text">${text}</p>`)}
  </div>`;

/** What it was, as the person can recognise it; of a mail, no more than that told. */
export function facts(
  { address, at, device, place, type }: Pick<Suspicion, 'at' | 'type'> & Partial<Suspicion>,
  localize: LocalizeController,
): unknown {
  const { language, terms } = localize;
  const words = wordsOf(localize).suspicion;
  const { types, unknownType } = localize.words('activity', englishActivity);
  const known: readonly (readonly [string, unknown])[] = [
    [words.what, wordFor(type, types) ?? unknownType(type)],
    [words.when, html`<time datetime=${at}>${localize.date(at)}</time>`],
    [words.device, device && html`<bdi>${deviceText(device, terms)}</bdi>`],
    [words.place, place && placeText(place, language, terms)],
    [words.address, address && html`<bdi>${breakable(address)}</bdi>`],
  ];
  return html`<dl class="account-lockdown-facts">
    ${known.map(([label, value]) =>
      value
        ? html`<div class="account-lockdown-fact">
            <dt class="account-lockdown-term">${label}</dt>
            <dd class="account-lockdown-value">${value}</dd>
          </div>`
        : nothing,
    )}
  </dl>`;
}

/** What happens when the button is pressed, in its order. */
export const whatHappens = (heading: string, steps: readonly string[]): unknown =>
  html`<div class="account-lockdown-lead">
    <h3 class="account-text account-strong">${heading}</h3>
    <ol class="account-lockdown-list">
      ${steps.map((step) => html`<li class="account-lockdown-item account-text">${step}</li>`)}
    </ol>
  </div>`;

/** Which sessions end: a choice where there is one. */
export function scope({ others, session }: Suspicion, idPrefix: string, localize: LocalizeController): unknown {
  const words = wordsOf(localize).suspicion;
  if (session !== 'alive' || others < 2) return nothing;
  const choice = (value: string, label: string, checked: boolean) =>
    html`<div class="account-choice">
      <input
        class="account-checkbox"
        type="radio"
        name="scope"
        value=${value}
        id="${idPrefix}-${value}"
        ?checked=${checked}
      />
      <label class="account-label" for="${idPrefix}-${value}">${label}</label>
    </div>`;
  return html`<fieldset class="account-group">
    <legend class="account-legend">${words.scope}</legend>
    <div class="account-lockdown-scope">
      ${choice('others', words.others(others), true)} ${choice('session', words.session, false)}
    </div>
  </fieldset>`;
}

/** At the end: what was done. */
export function summary({ done }: Lockdown, email: string | undefined, localize: LocalizeController): unknown {
  const words = wordsOf(localize).done;
  const lines = [
    done.sessionsEnded > 0 ? words.sessions(done.sessionsEnded) : words.noSessions,
    done.emailRestored && words.email(email ?? ''),
    done.passwordChosen && words.password,
    done.passkeysRemoved > 0 && words.passkeys(done.passkeysRemoved),
    done.authenticatorsRemoved > 0 && words.authenticators(done.authenticatorsRemoved),
    done.recoveryCodesRenewed && words.codes,
  ];
  return html`<div class="account-lockdown-lead account-lockdown-done">
    <span class="account-done-mark">${checkIcon}</span>
    <h2 class="account-heading account-lockdown-heading" tabindex="-1">${words.heading}</h2>
    <p class="account-text">${words.text}</p>
    <ul class="account-lockdown-list">
      ${lines.map((line) => (line ? html`<li class="account-lockdown-item account-text"><bdi>${line}</bdi></li>` : nothing))}
    </ul>
    <p class="account-muted">${words.advice}</p>
  </div>`;
}
