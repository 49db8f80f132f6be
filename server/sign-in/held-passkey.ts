import { and, eq, isNotNull } from 'drizzle-orm';
import type { Queryable } from '../db/open.ts';
import { PasskeyRefused } from '../passkeys/refusal.ts';
import { passkeys } from '../passkeys/schema.ts';

/**
 * A passkey that was added while somebody else may have been in opens nothing by
 * itself, neither a sign-in nor what a session may do after a proof, until the
 * account's owner has said whose it is. Beside a password that was right it
 * does: it is asked for as before, and whoever knows both is the owner.
 */
export async function requireFree(
  tx: Queryable,
  passkeyId: string,
  isBesidePassword: () => Promise<boolean>,
): Promise<void> {
  const [held] = await tx
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(and(eq(passkeys.id, passkeyId), isNotNull(passkeys.heldAt)))
    .limit(1);
  if (held && !(await isBesidePassword())) throw new PasskeyRefused('held');
}
