import { sql } from 'drizzle-orm';
import { authenticators } from '../authenticators/schema.ts';
import type { Queryable } from '../db/open.ts';
import { tokenHash } from '../http/session.ts';
import { passkeys } from '../passkeys/schema.ts';
import { passwords } from '../password/schema.ts';
import { recoveryCodes } from '../recovery-codes/schema.ts';
import { knownDevices } from '../sign-in/schema.ts';

/** What an account can prove itself with. */
export interface Factors {
  /** One that has to be changed first proves nothing: somebody else may know it. */
  readonly password: boolean;
  readonly passwordLocked: boolean;
  readonly passkeys: number;
  /** Those of them that sign nobody in by themselves until their owner has said whose they are. */
  readonly heldPasskeys: number;
  /** Authenticator applications, and those of them that no wrong codes have locked. */
  readonly authenticators: number;
  readonly usableAuthenticators: number;
  /** Those that are not used up. */
  readonly recoveryCodes: number;
}

/** A browser that asks. In one that the account knows, codes work although strangers have locked them. */
export interface AskingBrowser {
  readonly device: string | undefined;
  readonly now: number;
}

export async function factorsOf(
  db: Pick<Queryable, 'select'>,
  accountId: string,
  browser?: AskingBrowser,
): Promise<Factors> {
  const open =
    browser?.device === undefined
      ? sql`locked_at IS NULL`
      : sql`(locked_at IS NULL OR ${known(accountId, browser.device, browser.now)})`;
  const [row] = await db
    .select({
      password: sql<number>`(SELECT count(*) FROM ${passwords} WHERE account_id = ${accountId} AND must_change = 0)`,
      locked: sql<number>`(SELECT count(*) FROM ${passwords} WHERE account_id = ${accountId} AND locked_at IS NOT NULL)`,
      passkeys: sql<number>`(SELECT count(*) FROM ${passkeys} WHERE account_id = ${accountId})`,
      heldPasskeys: sql<number>`(SELECT count(*) FROM ${passkeys} WHERE account_id = ${accountId} AND held_at IS NOT NULL)`,
      authenticators: sql<number>`(SELECT count(*) FROM ${authenticators} WHERE account_id = ${accountId})`,
      usableAuthenticators: sql<number>`(SELECT count(*) FROM ${authenticators} WHERE account_id = ${accountId} AND ${open})`,
      recoveryCodes: sql<number>`(SELECT count(*) FROM ${recoveryCodes} WHERE account_id = ${accountId} AND used_at IS NULL)`,
    })
    .from(sql`(SELECT 1)`)
    .limit(1);
  if (!row) throw new TypeError('a SELECT without a row');
  const { locked, password, ...counts } = row;
  return { ...counts, password: password > 0, passwordLocked: locked > 0 };
}

const known = (accountId: string, device: string, now: number) =>
  sql`EXISTS (SELECT 1 FROM ${knownDevices} WHERE token_hash = ${tokenHash(device)} AND account_id = ${accountId} AND expires_at > ${now})`;

/** Whether the account has more than one factor to show: then a password alone does not reach the highest level. */
export const hasSecondFactor = ({ authenticators: apps, passkeys: keys }: Factors): boolean => apps > 0 || keys > 0;
