import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { accounts } from '../accounts/schema.ts';
import { securityVersionOf } from '../accounts/security-version.ts';
import type { Queryable } from '../db/open.ts';
import { tokenHash, type SessionAccount } from '../http/session.ts';
import { mailTokens } from './schema.ts';

type TokenPurpose = typeof mailTokens.$inferSelect.purpose;

interface About {
  readonly accountId: string;
  readonly at: number;
  readonly life: number;
  readonly purpose: TokenPurpose;
  /** What the link is about, beside the account. */
  readonly subject?: Readonly<Record<string, string>>;
}

interface MailLink {
  readonly account: SessionAccount;
  readonly subject: Readonly<Record<string, string>>;
}

/**
 * What a link in a mail proves itself with; the database keeps only its digest. One of its kind at a time: the link in an
 * older mail is worth nothing from now on, and this one once any credential of the account has changed. Comes after the
 * mail was posted: where none goes out, the link in the last one stays.
 */
export async function keepMailToken(tx: Queryable, token: string, about: About): Promise<void> {
  const { accountId, purpose } = about;
  await tx.delete(mailTokens).where(and(eq(mailTokens.accountId, accountId), eq(mailTokens.purpose, purpose)));
  const securityVersion = await securityVersionOf(tx, accountId);
  await keep(tx, token, { ...about, securityVersion });
}

/**
 * The same for a link that brings something back: there may be several, and they stay whatever changes about the account
 * meanwhile. Whoever took it over must not be able to end them.
 */
export const keepLastingToken = (tx: Queryable, token: string, about: About): Promise<void> =>
  keep(tx, token, { ...about, securityVersion: null });

async function keep(
  tx: Queryable,
  token: string,
  { at, life, ...about }: About & { readonly securityVersion: number | null },
): Promise<void> {
  const times = { createdAt: at, expiresAt: at + life };
  await tx.insert(mailTokens).values({ tokenHash: tokenHash(token), ...about, ...times });
}

/** Whose link it is and what it is about, if it is still worth something. Looking changes nothing. */
export async function findMailLink(
  db: Pick<Queryable, 'select'>,
  token: string,
  purpose: TokenPurpose,
  now: number,
): Promise<MailLink | undefined> {
  const [found] = await db
    .select({ account: accounts, subject: mailTokens.subject })
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
  return found && { account: found.account, subject: found.subject ?? {} };
}

/** Uses a link up that `findMailLink` found in the same transaction: of two at once, one finds nothing. */
export async function useMailToken(tx: Queryable, token: string): Promise<boolean> {
  const [used] = await tx
    .delete(mailTokens)
    .where(eq(mailTokens.tokenHash, tokenHash(token)))
    .returning({ accountId: mailTokens.accountId });
  return used !== undefined;
}
