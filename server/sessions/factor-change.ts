import { and, eq, ne } from 'drizzle-orm';
import type { Queryable } from '../db/open.ts';
import type { SignedInRequest } from '../http/request.ts';
import { pastProofs } from '../reauth/level.ts';
import { rotateToken, type FactorChange } from './rotation.ts';
import { sessions, type SessionRow } from './schema.ts';
import { signOutOthers } from './sign-out-others.ts';

/**
 * What follows from any change of a factor, in its transaction: this session
 * gets another token, and the others end if the person wants that; if not, what
 * they have proven is past. Returns how many ended.
 */
export async function afterFactorChange(
  tx: Queryable,
  request: SignedInRequest,
  reason: FactorChange,
  endOthers: boolean,
  changes: Partial<Pick<SessionRow, 'level' | 'methods'>> = {},
): Promise<number> {
  await rotateToken(tx, request, reason, changes);
  if (endOthers) return signOutOthers(tx, request, reason);
  await forgetOtherProofs(tx, request);
  return 0;
}

async function forgetOtherProofs(tx: Queryable, { account, session }: SignedInRequest): Promise<void> {
  const others = await tx
    .select({ id: sessions.id, methods: sessions.methods })
    .from(sessions)
    .where(and(eq(sessions.accountId, account.id), ne(sessions.id, session.id)));
  for (const { id, methods } of others) {
    await tx
      .update(sessions)
      .set({ methods: pastProofs(methods) })
      .where(eq(sessions.id, id));
  }
}
