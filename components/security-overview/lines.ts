import type { Authenticator } from '../contract/authenticators.ts';
import type { Passkey } from '../contract/passkeys.ts';
import type { PasswordState } from '../contract/password.ts';
import type { RecoveryCodesState } from '../contract/recovery-codes.ts';
import type { Terms } from '../localize/languages.ts';

/** Where a line leads: `{section}` of the page's address. */
export type Section = 'passkeys' | 'password' | 'authenticators' | 'recovery-codes';

/** One thing that protects the account: what it is, how it stands, and what can be done about it. */
export interface Line {
  readonly section: Section;
  readonly state: 'good' | 'missing' | 'attention';
  readonly heading: string;
  readonly text: string;
  readonly action: string;
}

type Words = Terms['securityOverview'];

/** From here on, new codes are due before the old ones run out. */
const FEW = 3;

export function passkeysLine(list: readonly Passkey[], { passkeys: words }: Words): Line {
  const { heading } = words;
  return list.length === 0
    ? { section: 'passkeys', state: 'missing', heading, text: words.none, action: words.setUp }
    : { section: 'passkeys', state: 'good', heading, text: words.some(list.length), action: words.manage };
}

export function passwordLine({ set, changedAt }: PasswordState, date: (at: string) => string, words: Words): Line {
  const { add, change, changedAt: since, heading, none } = words.password;
  return set
    ? { section: 'password', state: 'good', heading, text: changedAt ? since(date(changedAt)) : '', action: change }
    : { section: 'password', state: 'missing', heading, text: none, action: add };
}

export function authenticatorsLine(list: readonly Authenticator[], { authenticators: words }: Words): Line {
  const { heading } = words;
  const names = list.map(({ name }) => name).join(', ');
  return list.length === 0
    ? { section: 'authenticators', state: 'missing', heading, text: words.none, action: words.setUp }
    : { section: 'authenticators', state: 'good', heading, text: words.some(names), action: words.manage };
}

/** Nothing for an account without a factor that could be lost. */
export function recoveryCodesLine({ available, left, total }: RecoveryCodesState, words: Words): Line[] {
  if (!available) return [];
  const { create, few, heading, left: of, manage, none, renew } = words.recoveryCodes;
  const line = { section: 'recovery-codes', heading } as const;
  if (left === 0) return [{ ...line, state: 'attention', text: none, action: create }];
  if (left <= FEW) return [{ ...line, state: 'attention', text: few(left), action: renew }];
  return [{ ...line, state: 'good', text: of(left, total), action: manage }];
}
