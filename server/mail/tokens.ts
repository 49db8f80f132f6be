import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { accounts } from '../accounts/schema.ts';
import { securityVersionOf } from '../accounts/security-version.ts';
import type { Queryable } from '../db/open.ts';
import { tokenHash, type SessionAccount } from '../http/session.ts';
import { mailTokens } from './schema.ts';

type TokenPurpose = typeof mailTokens.$inferSelect.purpose;

/**
 * What a link in a mail proves itself with; the database keeps only its digest. One of its kind at a time: the link in an
 * older mail is worth nothing from now on, and this one once any credential of the account has changed. Comes after the
 * mail was posted: where none goes out, the link in the last one stays.
 */
export async function keepMailToken(
  tx: Queryable,
  token: string,
  { accountId, at, life, purpose }: { accountId: string; at: number; life: number; purpose: TokenPurpose },
): Promise<void> {
  await tx.delete(mailTokens).where(and(eq(mailTokens.accountId, accountId), eq(mailTokens.purpose, purpose)));
  const securityVersion = await securityVersionOf(tx, accountId);
  await tx
    .insert(mailTokens)
    .values({ tokenHash: tokenHash(token), accountId, purpose, securityVersion, createdAt: at, expiresAt: at + life });
}

/** Whose link it is, if it is still worth something. Looking changes nothing. */
export async function findMailToken(
  db: Pick<Queryable, 'select'>,
  token: string,
  purpose: TokenPurpose,
  now: number,
): Promise<SessionAccount | undefined> {
  const [found] = await db
    .select({ account: accounts })
    .from(mailTokens)
    .innerJoin(accounts, eq(accounts.id, mailTokens.accountId))
    .where(
      and(
        eq(mailTokens.tokenHash, tokenHash(token)),
        eq(mailTokens.purpose, purpose),
        gt(mailTokens.expiresAt, now),
        or(isNull(mailTokens.securityVersion), eq(mailTokens.securityVersion, accounts.securityVersion)),
        isNull(accounts.disabledAt),
      ),
    )
    .limit(1);
  return found?.account;
}

/** Uses a link up that `findMailToken` found in the same transaction: of two at once, one finds nothing. */
export async function useMailToken(tx: Queryable, token: string): Promise<boolean> {
  const [used] = await tx
    .delete(mailTokens)
    .where(eq(mailTokens.tokenHash, tokenHash(token)))
    .returning({ accountId: mailTokens.accountId });
  return used !== undefined;
}
