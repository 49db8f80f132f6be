import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { signalPasskeys } from '../client/signal-passkeys.ts';
import type { Lockdown, SuspectedFactor } from '../contract/account-lockdown.ts';
import { authenticators } from '../contract/authenticators.ts';
import { passkeys } from '../contract/passkeys.ts';
import { isProblem } from '../contract/problem.ts';
import { factors as englishFactors } from '../localize/en/factors.ts';
import { deviceIcon, passkeyIcon } from '../theme/icons.ts';
import type { Work } from './work.ts';

/** Each way in: it stays because it is the person's own, or goes. */
export function factorsStep(work: Work, { factors }: Lockdown): unknown {
  const words = work.words.factors;
  const keepAll = async (): Promise<string> => {
    for (const { id, kept, kind } of factors) if (!kept) await work.keep({ what: kind, id });
    return '';
  };
  const inDoubt = factors.filter(({ held, isNew, kept }) => !kept && (isNew || held));
  const rest = factors.some(({ kept }) => !kept);
  return html`<p class="account-text">${words.text}</p>
    <ul class="account-factors" role="list">
      ${repeat(
        factors,
        ({ id }) => id,
        (factor) => renderFactor(work, factor),
      )}
    </ul>
    ${
      inDoubt.length === 0 && rest
        ? html`<div class="account-buttons">
            <button
              class="account-button account-button-primary"
              type="button"
              aria-disabled=${work.busy}
              @click=${() => work.run('rest', keepAll)}
            >
              ${words.goOn}
            </button>
          </div>`
        : nothing
    }`;
}

function renderFactor(
  work: Work,
  { createdAt, held, id, isNew, kept, kind, lastUsedAt, name, usedHere }: SuspectedFactor,
): unknown {
  const { localize } = work.host;
  const words = work.words.factors;
  const own = localize.words('factors', englishFactors);
  const doubtful = !kept && (isNew || held);
  return html`<li class="account-factor ${doubtful ? 'account-lockdown-doubt' : ''}" data-factor=${id}>
    <span class="account-factor-icon">${kind === 'passkey' ? passkeyIcon : deviceIcon('phone')}</span>
    <div class="account-factor-text">
      <div class="account-factor-title">
        <h3 class="account-factor-name"><bdi>${name}</bdi></h3>
        ${isNew ? html`<span class="account-factor-badge account-lockdown-new">${words.isNew}</span>` : nothing}
        ${usedHere ? html`<span class="account-factor-badge">${words.usedHere}</span>` : nothing}
      </div>
      <p class="account-hint account-factor-facts">
        <span>${words.kinds[kind]}</span>
        <time datetime=${createdAt}>${own.created(localize.date(createdAt))}</time>
        ${
          lastUsedAt
            ? html`<time datetime=${lastUsedAt}>${own.lastUsed(localize.date(lastUsedAt))}</time>`
            : html`<span>${own.neverUsed}</span>`
        }
      </p>
      ${held ? html`<p class="account-hint account-factor-kept">${words.held}</p>` : nothing}
    </div>
    <div class="account-factor-buttons">
      ${
        kept
          ? html`<span class="account-factor-badge account-factor-badge-current">${words.kept}</span>`
          : work.renderKeep({ what: kind, id }, words.keep, () => words.saved(name), words.keepNamed(name))
      }
      <button
        class="account-button account-button-quiet account-factor-remove"
        type="button"
        aria-label=${words.removeNamed(name)}
        aria-disabled=${work.busy}
        @click=${() => work.run(`remove:${id}`, () => remove(work, kind, id, name))}
      >
        ${work.isPendingOn(`remove:${id}`) ? words.removing : words.remove}
      </button>
    </div>
  </li>`;
}

async function remove(work: Work, kind: SuspectedFactor['kind'], id: string, name: string): Promise<string> {
  const { host, words } = work;
  const input = { params: { id }, body: { signOutOthers: false } };
  try {
    await host.send(kind === 'passkey' ? passkeys.remove : authenticators.remove, input);
  } catch (error) {
    // Gone is gone, whoever did it.
    if (!isProblem(error, 'not-found')) throw error;
  }
  if (kind === 'passkey') void signalPasskeys(({ signalAccepted }) => signalAccepted(host.activeClient));
  return words.factors.removed(name);
}
