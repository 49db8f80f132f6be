import { eq } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import type { ReauthMethod } from 'account-elements/contract/reauth-method.js';
import type { AppConfig } from '../config.ts';
import type { Queryable } from '../db/open.ts';
import { passwords } from '../password/schema.ts';

/** What an account can prove itself with, strongest first. */
export async function reauthMethodsOf(db: Pick<Queryable, 'select'>, accountId: string): Promise<ReauthMethod[]> {
  const [password] = await db
    .select({ setAt: passwords.setAt })
    .from(passwords)
    .where(eq(passwords.accountId, accountId))
    .limit(1);
  return password ? ['password'] : [];
}

/** The refusal of what needs a recent proof of identity, with what can be done about it. */
export async function reauthenticationRequired(
  db: Pick<Queryable, 'select'>,
  accountId: string,
  { sessions }: Pick<AppConfig, 'sessions'>,
): Promise<Problem> {
  const methods = await reauthMethodsOf(db, accountId);
  return new Problem('reauthentication-required', { methods, maxAge: sessions.proof / 1000 });
}
