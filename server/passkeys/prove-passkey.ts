import type { PasskeyAssertion } from 'account-elements/contract/passkey-ceremony.js';
import { Problem } from 'account-elements/contract/problem.js';
import type { ActivityEvent } from '../activity/record.ts';
import type { ProvenFactor } from '../authenticators/prove-code.ts';
import type { PublicRequest } from '../http/request.ts';
import type { Session, SessionAccount } from '../http/session.ts';

export interface ProvenPasskey extends ProvenFactor {
  readonly passkeyId: string;
  readonly account: SessionAccount;
}

/** `owner` is the session that is to be confirmed; without it, whoever has the passkey signs in. */
export async function provePasskey(
  _request: PublicRequest,
  _response: PasskeyAssertion,
  _failure: Pick<ActivityEvent, 'type' | 'sessionId'>,
  _owner?: { readonly accountId: string; readonly session: Session },
): Promise<ProvenPasskey> {
  throw new Problem('unavailable');
}
