import type { LockdownScope, Suspect } from 'account-elements/contract/account-lockdown.js';
import { Problem } from 'account-elements/contract/problem.js';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { SignedInRequest } from '../http/request.ts';
import { reserveLockdown } from '../http/throttle.ts';
import { useMailToken } from '../mail/tokens.ts';
import { proofsOf } from '../reauth/step-up.ts';
import { afterFactorChange } from '../sessions/factor-change.ts';
import { endSessionById } from '../sessions/store.ts';
import { forgetOtherDevices } from '../sign-in/known-devices.ts';
import { contain } from './contain.ts';
import type { LockdownRow } from './schema.ts';
import { findLockdown } from './state.ts';
import { requireSuspect } from './suspect.ts';

/** Somebody who is signed in, and has just proven who they are, throws others out: one session, or all but theirs. */
export async function startLockdown(
  tx: Queryable,
  request: SignedInRequest,
  suspect: Suspect | undefined,
  scope: LockdownScope,
): Promise<LockdownRow> {
  const { account, config, cookies, now, session, visit } = request;
  const accountId = account.id;
  const at = now();
  await reserveLockdown(tx, { accountId, network: visit.network }, config.attempts, at);
  const suspected = suspect && (await requireSuspect(tx, request, suspect));
  // It is answered by this, and nobody can use it again.
  if (suspect?.by === 'link' && !(await useMailToken(tx, suspect.token))) throw new Problem('link-expired');

  const shown = (await proofsOf(tx, session.id)).flatMap(({ passkeyId }) => passkeyId ?? []);
  const passkeysHeld = await contain(tx, request, { accountId, at, since: suspected?.since ?? at, shown });
  const details = {
    by: suspect?.by ?? 'person',
    ...(suspected && { event: suspected.type }),
    ...(passkeysHeld > 0 && { passkeysHeld }),
  };
  await record(tx, { type: 'user_locked_down', accountId, sessionId: session.id, visit, at, details });

  const one = scope === 'session' ? suspected?.sessionId : undefined;
  const event = { reason: 'locked-down', visit, at } as const;
  if (one) {
    if (one !== session.id) await endSessionById(tx, accountId, one, event);
    await forgetOtherDevices(tx, accountId, cookies.device);
  }
  await afterFactorChange(tx, request, 'locked-down', !one);
  const row = await findLockdown(tx, accountId);
  if (!row) throw new TypeError('a lockdown without a row');
  return row;
}
