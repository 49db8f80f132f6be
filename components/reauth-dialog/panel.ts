import { html, nothing } from 'lit';
import type { ReauthMethod } from '../contract/step-up.ts';
import type { Terms } from '../localize/languages.ts';
import type { CodeKind } from '../shared/code-fields.ts';
import { chevronIcon } from '../theme/icons.ts';

interface Fields {
  readonly passkeyHint: string;
  readonly password: () => unknown;
  readonly code: (kind: CodeKind) => unknown;
}

/** What is asked for. Each a template of its own: what was typed in one field is not in the next one. */
export function panel(method: ReauthMethod, { passkeyHint, password, code }: Fields): unknown {
  switch (method) {
    case 'passkey':
      return html`<p class="account-text">${passkeyHint}</p>`;
    case 'password':
      return html`${password()}`;
    case 'code':
      return html`${code(method)}`;
    case 'recovery-code':
      return html`${code(method)}`;
  }
}

interface OtherWays {
  readonly words: Terms['reauth'];
  /** The id of the list. */
  readonly id: string;
  readonly ways: readonly ReauthMethod[];
  readonly listed: boolean;
  readonly list: () => void;
  readonly choose: (way: ReauthMethod) => void;
}

/** What could be used instead: one is named at once, several below a word for all. */
export function otherWays({ words, id, ways, listed, list, choose }: OtherWays): unknown {
  const buttons = ways.map(
    (way) =>
      html`<button class="account-button account-button-quiet" type="button" @click=${() => choose(way)}>
        ${words.ways[way]}
      </button>`,
  );
  if (ways.length === 0) return nothing;
  if (ways.length === 1) return html`<div class="account-other-ways">${buttons}</div>`;
  return html`<div class="account-other-ways">
    <button
      class="account-button account-button-quiet"
      type="button"
      aria-expanded=${listed}
      aria-controls=${id}
      @click=${list}
    >
      ${words.another} ${chevronIcon}
    </button>
    <div class="account-other-ways" id=${id} ?hidden=${!listed}>${buttons}</div>
  </div>`;
}
