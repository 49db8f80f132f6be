import { html } from 'lit';
import type { LocalizeController } from '../localize/localize-controller.ts';

/** How a form ends: what came of saving, and the buttons; or that there is nothing to be saved. */
export const formEnd = (
  { terms }: LocalizeController,
  readOnly: boolean,
  outcome: unknown,
  edit: { renderButtons(): unknown },
): unknown =>
  readOnly
    ? html`<p class="account-muted account-footer">${terms.states.readOnly}</p>`
    : html`<div class="account-buttons account-footer">${outcome} ${edit.renderButtons()}</div>`;

/** When it was saved; of nothing, that there was nothing to save. */
export const savedAt = (localize: LocalizeController, saved: { readonly at: Date } | undefined): string => {
  const { states } = localize.terms;
  return saved ? states.savedAt(localize.date(saved.at, { timeStyle: 'short' })) : states.unchanged;
};
