import { and, eq, gt, inArray } from 'drizzle-orm';
import type { Queryable } from '../db/open.ts';
import { tokenHash } from '../http/session.ts';
import { newToken } from '../sessions/store.ts';
import { mailTokens } from './schema.ts';

export type TokenPurpose = typeof mailTokens.$inferSelect.purpose;
export type MailToken = typeof mailTokens.$inferSelect;

export interface NewMailToken {
  readonly accountId: string;
  readonly purpose: TokenPurpose;
  readonly at: number;
  readonly life: number;
  /** The account's, where a change of any credential makes the link worthless. */
  readonly securityVersion?: number;
  readonly subject?: Readonly<Record<string, string>>;
}

/** What a link in a mail proves itself with; the database keeps only its digest. */
export async function issueMailToken(
  tx: Queryable,
  { accountId, at, life, purpose, securityVersion, subject }: NewMailToken,
): Promise<string> {
  const token = newToken();
  await tx.insert(mailTokens).values({
    tokenHash: tokenHash(token),
    accountId,
    purpose,
    securityVersion: securityVersion ?? null,
    subject: subject ?? null,
    createdAt: at,
    expiresAt: at + life,
  });
  return token;
}

/** What a link is about. Looking changes nothing. */
export async function findMailToken(
  db: Pick<Queryable, 'select'>,
  token: string,
  purpose: TokenPurpose,
  now: number,
): Promise<MailToken | undefined> {
  const [found] = await db
    .select()
    .from(mailTokens)
    .where(valid(token, purpose, now))
    .limit(1);
  return found;
}

/** Uses a link up: of two at once, one finds nothing. */
export async function useMailToken(
  tx: Queryable,
  token: string,
  purpose: TokenPurpose,
  now: number,
): Promise<MailToken | undefined> {
  const [used] = await tx
    .delete(mailTokens)
    .where(valid(token, purpose, now))
    .returning();
  return used;
}

/** Makes the account's links of these kinds worthless. */
export async function voidMailTokens(
  tx: Queryable,
  accountId: string,
  purposes: readonly TokenPurpose[],
): Promise<void> {
  await tx
    .delete(mailTokens)
    .where(and(eq(mailTokens.accountId, accountId), inArray(mailTokens.purpose, [...purposes])));
}

const valid = (token: string, purpose: TokenPurpose, now: number) =>
  and(eq(mailTokens.tokenHash, tokenHash(token)), eq(mailTokens.purpose, purpose), gt(mailTokens.expiresAt, now));
