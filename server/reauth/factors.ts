import { sql } from 'drizzle-orm';
import { authenticators } from '../authenticators/schema.ts';
import type { Queryable } from '../db/open.ts';
import { passkeys } from '../passkeys/schema.ts';
import { passwords } from '../password/schema.ts';
import { recoveryCodes } from '../recovery-codes/schema.ts';

/** What an account can prove itself with. */
export interface Factors {
  /** One that has to be changed first proves nothing: somebody else may know it. */
  readonly password: boolean;
  readonly passwordLocked: boolean;
  readonly passkeys: number;
  /** Authenticator applications, and those of them that no wrong codes have locked. */
  readonly authenticators: number;
  readonly usableAuthenticators: number;
  /** Those that are not used up. */
  readonly recoveryCodes: number;
}

export async function factorsOf(db: Pick<Queryable, 'select'>, accountId: string): Promise<Factors> {
  const [row] = await db
    .select({
      password: sql<number>`(SELECT count(*) FROM ${passwords} WHERE account_id = ${accountId} AND must_change = 0)`,
      locked: sql<number>`(SELECT count(*) FROM ${passwords} WHERE account_id = ${accountId} AND locked_at IS NOT NULL)`,
      passkeys: sql<number>`(SELECT count(*) FROM ${passkeys} WHERE account_id = ${accountId})`,
      authenticators: sql<number>`(SELECT count(*) FROM ${authenticators} WHERE account_id = ${accountId})`,
      usableAuthenticators: sql<number>`(SELECT count(*) FROM ${authenticators} WHERE account_id = ${accountId} AND locked_at IS NULL)`,
      recoveryCodes: sql<number>`(SELECT count(*) FROM ${recoveryCodes} WHERE account_id = ${accountId} AND used_at IS NULL)`,
    })
    .from(sql`(SELECT 1)`)
    .limit(1);
  if (!row) throw new TypeError('a SELECT without a row');
  const { locked, password, ...counts } = row;
  return { ...counts, password: password > 0, passwordLocked: locked > 0 };
}

/** Whether the account has more than one factor to show: then a password alone does not reach the highest level. */
export const hasSecondFactor = ({ authenticators: apps, passkeys: keys }: Factors): boolean => apps > 0 || keys > 0;
