import { Problem } from 'account-elements/contract/problem.js';
import type { ActivityEvent } from '../activity/record.ts';
import type { ProvenFactor } from '../authenticators/prove-code.ts';
import type { PublicRequest } from '../http/request.ts';

export async function proveRecoveryCode(
  _request: PublicRequest,
  _accountId: string,
  _code: string,
  _failure: Pick<ActivityEvent, 'type' | 'sessionId'>,
): Promise<ProvenFactor> {
  throw new Problem('unavailable');
}
