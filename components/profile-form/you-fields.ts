import { html } from 'lit';
import type { Capabilities } from '../contract/capabilities.ts';
import { field, option, selectField } from '../shared/field.ts';
import type { View } from './view.ts';
import { wordsOf } from './words.ts';

/** The person's title and how they are connected to the company. */
export function youFields(view: View, server: Capabilities | undefined): unknown {
  const { relationship } = view.saved;
  const { localize } = view;
  const { fields } = localize.terms;
  const words = wordsOf(localize);
  const known = server?.relationships ?? [];
  // What was saved once is shown, even if the server no longer offers it.
  const choices = relationship && !known.includes(relationship) ? [...known, relationship] : known;
  return html`
    ${field({ ...view.field('title'), label: fields.title, autocomplete: 'organization-title' })}
    ${selectField({
      ...view.field('relationship'),
      label: server?.company ? words.relationshipTo(server.company) : fields.relationship,
      hidden: choices.length === 0,
      options: ['', ...choices].map((code) =>
        option(code, code ? (words.relationships[code] ?? code) : words.none, relationship),
      ),
    })}
  `;
}
