import { Problem } from 'account-elements/contract/problem.js';
import type { ActivityEvent } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';

/** A factor that was right; it counts once `use` has been part of a transaction that commits. */
export interface ProvenFactor {
  use(tx: Queryable): Promise<void>;
}

export async function proveCode(
  _request: PublicRequest,
  _accountId: string,
  _code: string,
  _failure: Pick<ActivityEvent, 'type' | 'sessionId'>,
): Promise<ProvenFactor> {
  throw new Problem('unavailable');
}
