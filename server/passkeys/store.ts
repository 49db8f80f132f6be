import { and, asc, eq } from 'drizzle-orm';
import type { PasskeyRequest } from 'account-elements/contract/passkey-ceremony.js';
import { accounts, type AccountRow } from '../accounts/schema.ts';
import type { Queryable } from '../db/open.ts';
import { passkeys, type PasskeyRow } from './schema.ts';

type Selecting = Pick<Queryable, 'select'>;

/** Every lookup names the owner, so a foreign id reads as missing. */
export const owned = (accountId: string, id: string) => and(eq(passkeys.accountId, accountId), eq(passkeys.id, id));

/** All of an account, in the order in which they were created. */
export const passkeysOf = (db: Selecting, accountId: string): Promise<PasskeyRow[]> =>
  db
    .select()
    .from(passkeys)
    .where(eq(passkeys.accountId, accountId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));

/** The passkey that a browser means, and whose it is. */
export async function findPasskey(
  db: Selecting,
  credentialId: string,
): Promise<{ readonly passkey: PasskeyRow; readonly account: AccountRow } | undefined> {
  const [found] = await db
    .select({ passkey: passkeys, account: accounts })
    .from(passkeys)
    .innerJoin(accounts, eq(accounts.id, passkeys.accountId))
    .where(eq(passkeys.credentialId, credentialId))
    .limit(1);
  return found;
}

/** As browsers are told about them: those that they could use here. */
export async function descriptorsOf(
  db: Selecting,
  accountId: string,
  rpId: string,
): Promise<PasskeyRequest['allowCredentials']> {
  const rows = await passkeysOf(db, accountId);
  return rows
    .filter((row) => row.rpId === rpId)
    .map((row) => ({ id: row.credentialId, type: 'public-key', transports: [...row.transports] }));
}
