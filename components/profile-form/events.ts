import type { Locale } from '../contract/locale.ts';
import type { Profile } from '../contract/profile.ts';

/** The profile was saved. */
export class ProfileSavedEvent extends Event {
  static readonly type = 'profile-saved';
  readonly profile: Profile;

  constructor(profile: Profile) {
    super(ProfileSavedEvent.type, { bubbles: true, composed: true });
    this.profile = profile;
  }
}

/** The person reads words, dates or numbers another way from now on. */
export class LocaleChangedEvent extends Event {
  static readonly type = 'locale-changed';
  readonly locale: Locale;

  constructor(locale: Locale) {
    super(LocaleChangedEvent.type, { bubbles: true, composed: true });
    this.locale = locale;
  }
}

declare global {
  interface HTMLElementEventMap {
    'profile-saved': ProfileSavedEvent;
    'locale-changed': LocaleChangedEvent;
  }
}
