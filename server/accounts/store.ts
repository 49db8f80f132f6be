import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Account } from 'account-elements/contract/account.js';
import { record, type ActivityEvent } from '../activity/record.ts';
import type { AppConfig } from '../config.ts';
import type { Queryable } from '../db/open.ts';
import type { SessionAccount } from '../http/session.ts';
import type { Sealed } from '../keys.ts';
import { passwords } from '../password/schema.ts';
import { accounts } from './schema.ts';

/** Opaque, so that it says nothing and can stand anywhere. */
export const newAccountId = (): string => randomBytes(16).toString('base64url');

export interface NewAccount {
  readonly id: string;
  /** Canonical; see `email.ts`. */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly administrator?: boolean;
  readonly password?: Sealed;
}

/** Adds an account with its record. Throws a unique violation when the e-mail address is taken. */
export async function createAccount(
  tx: Queryable,
  { id, email, firstName, lastName, administrator = false, password }: NewAccount,
  event: Pick<ActivityEvent, 'at' | 'actor' | 'visit'>,
): Promise<SessionAccount> {
  const [account] = await tx
    .insert(accounts)
    .values({ id, email, firstName, lastName, administrator, userHandle: randomBytes(64), createdAt: event.at })
    .returning();
  if (!account) throw new TypeError('an insert without a row');
  if (password) {
    await tx.insert(passwords).values({ accountId: id, hash: password.text, keyId: password.keyId, setAt: event.at });
  }
  await record(tx, { ...event, type: 'user_created', accountId: id });
  return account;
}

export async function findAccountByEmail(
  db: Pick<Queryable, 'select'>,
  email: string,
): Promise<SessionAccount | undefined> {
  const [account] = await db.select().from(accounts).where(eq(accounts.email, email));
  return account;
}

export function toAccount(account: SessionAccount, config: Pick<AppConfig, 'portalAccess'>): Account {
  return {
    id: account.id,
    email: account.email,
    firstName: account.firstName,
    lastName: account.lastName,
    administrator: account.administrator,
    portal: config.portalAccess === 'everyone' || account.administrator,
    locale: toLocale(account),
    createdAt: new Date(account.createdAt).toISOString(),
  };
}

export const toLocale = ({
  language,
  region,
  timeZone,
  hourCycle,
  firstDayOfWeek,
}: Pick<SessionAccount, 'language' | 'region' | 'timeZone' | 'hourCycle' | 'firstDayOfWeek'>): Account['locale'] => ({
  language,
  region,
  timeZone,
  hourCycle,
  firstDayOfWeek,
});
