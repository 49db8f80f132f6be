import { profileForm as english } from '../localize/en/profile-form.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';

export type Words = typeof english;

/** What the form says, in its language. */
export const wordsOf = (localize: LocalizeController): Words => localize.words('profileForm', english);
