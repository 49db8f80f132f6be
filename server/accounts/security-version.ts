import { and, eq, sql } from 'drizzle-orm';
import { isProblem, Problem } from 'account-elements/contract/problem.js';
import type { Queryable } from '../db/open.ts';
import { accounts } from './schema.ts';

/** The account's security version, which every change of a factor raises. */
export async function securityVersionOf(db: Pick<Queryable, 'select'>, accountId: string): Promise<number> {
  const [row] = await db
    .select({ version: accounts.securityVersion })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .limit(1);
  if (!row) throw new Problem('unauthenticated');
  return row.version;
}

/** Of two changes that began with the same factors, one finds no row. */
export async function raiseSecurityVersion(tx: Queryable, accountId: string, from: number): Promise<void> {
  const [raised] = await tx
    .update(accounts)
    .set({ securityVersion: sql`${accounts.securityVersion} + 1` })
    .where(and(eq(accounts.id, accountId), eq(accounts.securityVersion, from)))
    .returning({ id: accounts.id });
  if (!raised) throw new Problem('conflict');
}

/**
 * For the `catch` of such a change. One that won meanwhile made this session's
 * proof worthless too, but that is not why this one failed.
 */
export async function lostOr(
  error: unknown,
  db: Pick<Queryable, 'select'>,
  accountId: string,
  from: number,
): Promise<unknown> {
  if (!isProblem(error, 'reauthentication-required')) return error;
  return (await securityVersionOf(db, accountId)) === from ? error : new Problem('conflict', {}, { cause: error });
}
