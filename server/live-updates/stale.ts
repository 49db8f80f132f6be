import { account } from 'account-elements/contract/account.js';
import { accountLockdown } from 'account-elements/contract/account-lockdown.js';
import { activity, type ActivityKind } from 'account-elements/contract/activity.js';
import { authenticators } from 'account-elements/contract/authenticators.js';
import { emailNotices } from 'account-elements/contract/email-notices.js';
import type { Endpoint } from 'account-elements/contract/endpoint.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { password } from 'account-elements/contract/password.js';
import { profile } from 'account-elements/contract/profile.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { recoveryCodes } from 'account-elements/contract/recovery-codes.js';
import { sessions } from 'account-elements/contract/sessions.js';
import { kindOf } from '../activity/kinds.ts';

/** What answers otherwise after something of that kind, besides the record itself; `null`: anything may. */
const reads: Readonly<Record<ActivityKind, readonly Endpoint[] | null>> = {
  // With what somebody signed in, and when, stands beside it.
  'sign-in': [reauth.get, password.get, authenticators.list, passkeys.list],
  password: [reauth.get, password.get, accountLockdown.get],
  authenticator: [reauth.get, authenticators.list, recoveryCodes.get, accountLockdown.get],
  passkey: [reauth.get, passkeys.list, passkeys.accepted, accountLockdown.get],
  'recovery-code': [reauth.get, recoveryCodes.get, accountLockdown.get],
  session: [reauth.get, sessions.list, sessions.others, accountLockdown.get],
  // What people choose about themselves.
  profile: [account.get, profile.get, emailNotices.get],
  account: null,
};

/** The paths of the contract that answer otherwise after these lines of the record. */
export function staleAfter(types: Iterable<string>): Set<string> | null {
  const stale = new Set<string>();
  for (const type of types) {
    const kind = kindOf(type);
    // A newer process may write what this one does not know.
    const changed = kind && reads[kind];
    if (!changed) return null;
    for (const { path } of [activity.list, activity.clients, ...changed]) stale.add(path);
  }
  return stale;
}
