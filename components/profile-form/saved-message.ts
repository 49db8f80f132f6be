import { html, nothing } from 'lit';
import type { Profile } from '../contract/profile.ts';
import { knownLanguage } from '../localize/languages.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';
import { savedAt } from '../shared/form-end.ts';
import { localeName, toTag } from './locales.ts';
import { wordsOf } from './words.ts';

export interface Saved {
  readonly at: Date;
  readonly profile: Profile;
  /** What it was before. */
  readonly before: Profile;
}

/** What to say after a save; nothing was sent when nothing was changed. */
export function savedMessage(saved: Saved | undefined, localize: LocalizeController): unknown {
  const said = savedAt(localize, saved);
  if (!saved) return said;
  const tag = toTag(saved.profile.locale);
  const changed = tag && tag !== toTag(saved.before.locale);
  return html`${said} ${changed ? languageMessage(tag, localize) : nothing}`;
}

/** In the new language already: the words changed with the save. */
function languageMessage(tag: string, localize: LocalizeController): unknown {
  const { languageChanged, languageMissing } = wordsOf(localize);
  const say = knownLanguage(tag) ? languageChanged : languageMissing;
  return html`<span class="account-text" lang=${localize.language}>${say(localeName(tag))}</span>`;
}
