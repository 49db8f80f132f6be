import { html } from 'lit';
import type { Capabilities } from '../contract/capabilities.ts';
import { field, option, selectField } from '../shared/field.ts';
import type { View } from './view.ts';

/** The person's title and how they are connected to the company. */
export function youFields(view: View, server: Capabilities | undefined): unknown {
  const { relationship } = view.saved;
  const terms = view.localize.terms.profileForm;
  const known = server?.relationships ?? [];
  // What was saved once is shown, even if the server no longer offers it.
  const choices = relationship && !known.includes(relationship) ? [...known, relationship] : known;
  return html`
    ${field({ ...view.field('title'), label: terms.title, autocomplete: 'organization-title' })}
    ${selectField({
      ...view.field('relationship'),
      label: terms.relationship(server?.company),
      hidden: choices.length === 0,
      options: ['', ...choices].map((code) =>
        option(code, code ? (terms.relationships[code] ?? code) : terms.none, relationship),
      ),
    })}
  `;
}
