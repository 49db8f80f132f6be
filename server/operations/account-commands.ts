import { randomInt } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { canonicalEmail } from '../accounts/email.ts';
import { accounts } from '../accounts/schema.ts';
import { createAccount, newAccountId } from '../accounts/store.ts';
import { record, type ActivityType } from '../activity/record.ts';
import { codeBucket } from '../authenticators/prove-code.ts';
import { authenticators } from '../authenticators/schema.ts';
import { isUniqueViolation } from '../db/errors.ts';
import type { Database, Queryable } from '../db/open.ts';
import { forgetAttempts } from '../http/throttle.ts';
import type { PasswordHashing } from '../password/hash.ts';
import { passwordProblem } from '../password/policy.ts';
import { passwords } from '../password/schema.ts';
import { passwordBucket } from '../password/store.ts';
import { recoveryCodeBucket } from '../recovery-codes/store.ts';
import { endAllSessions } from '../sessions/store.ts';
import { forgetDevices } from '../sign-in/known-devices.ts';
import { CommandError } from './command-error.ts';

export interface CommandContext {
  readonly db: Database;
  readonly passwords: PasswordHashing;
  readonly company: string;
  readonly now: () => number;
}

export interface NewPerson {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly administrator?: boolean;
  /** Left out, one is made and returned. */
  readonly password?: string;
  /** The person has to choose another one at the first sign-in. */
  readonly mustChange?: boolean;
}

/** Adds an account and returns its password when it had to be made. */
export async function createPerson(
  context: CommandContext,
  person: NewPerson,
): Promise<{ id: string; madePassword?: string }> {
  const { db, company, now, passwords: hashing } = context;
  const email = requireEmail(person.email);
  const firstName = person.firstName.normalize('NFC').trim();
  const lastName = person.lastName.normalize('NFC').trim();
  if (firstName === '') throw new CommandError('--first-name is required');
  const password = person.password ?? makePassword();
  const problem = passwordProblem(password, { company, email, firstName, lastName });
  if (problem) throw new CommandError(passwordSentences[problem] ?? 'the password is not allowed');

  const id = newAccountId();
  const sealed = await hashing.hash(password, id);
  const { administrator = false, mustChange = false } = person;
  await db
    .transaction(async (tx) => {
      const account = { id, email, firstName, lastName, administrator, password: sealed };
      await createAccount(tx, account, { at: now(), actor: 'operator' });
      if (mustChange) await tx.update(passwords).set({ mustChange }).where(eq(passwords.accountId, id));
    })
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? new CommandError(`there is an account of ${email} already`) : error;
    });
  return person.password === undefined ? { id, madePassword: password } : { id };
}

const passwordSentences: Readonly<Record<string, string>> = {
  'too-short': 'the password is too short: at least 15 characters',
  'too-long': 'the password is too long: at most 256 characters',
  'password-common': 'the password is on the list of common passwords',
  'password-guessable': 'the password is made of the name, the e-mail address or the company',
};

export const disable = (context: CommandContext, email: string) =>
  change(context, email, 'user_disabled', async (tx, id, at) => {
    // Enabled again, links in mails and sign-ins half done from before open nothing.
    await tx
      .update(accounts)
      .set({ disabledAt: at, securityVersion: sql`${accounts.securityVersion} + 1` })
      .where(eq(accounts.id, id));
    await endAllSessions(tx, id, { reason: 'account-disabled', actor: 'operator', at });
  });

export const enable = (context: CommandContext, email: string) =>
  change(context, email, 'user_enabled', async (tx, id) => {
    await tx.update(accounts).set({ disabledAt: null }).where(eq(accounts.id, id));
  });

/** Lets what was guessed at too often work again: the password, authenticator applications, recovery codes. */
export const unlock = (context: CommandContext, email: string) =>
  change(context, email, 'authn_login_unlock', async (tx, id) => {
    await tx.update(passwords).set({ lockedAt: null }).where(eq(passwords.accountId, id));
    await tx.update(authenticators).set({ lockedAt: null }).where(eq(authenticators.accountId, id));
    for (const bucketOf of [passwordBucket, codeBucket, recoveryCodeBucket]) await forgetAttempts(tx, bucketOf(id));
  });

export const makeAdministrator = (context: CommandContext, email: string) =>
  change(context, email, 'privilege_permissions_changed', async (tx, id) => {
    await tx.update(accounts).set({ administrator: true }).where(eq(accounts.id, id));
  });

/** For a password that somebody else may know: it has to be changed, and whoever is signed in with it is signed out. */
export const requirePasswordChange = (context: CommandContext, email: string) =>
  change(context, email, 'authn_password_change_required', async (tx, id, at) => {
    await tx
      .update(accounts)
      .set({ securityVersion: sql`${accounts.securityVersion} + 1` })
      .where(eq(accounts.id, id));
    await tx.update(passwords).set({ mustChange: true }).where(eq(passwords.accountId, id));
    await endAllSessions(tx, id, { reason: 'password-change-required', actor: 'operator', at });
    await forgetDevices(tx, id);
  });

export const list = ({ db }: Pick<CommandContext, 'db'>) =>
  db
    .select({
      email: accounts.email,
      firstName: accounts.firstName,
      lastName: accounts.lastName,
      administrator: accounts.administrator,
      disabledAt: accounts.disabledAt,
      lockedAt: passwords.lockedAt,
      codesLockedAt: sql<
        number | null
      >`(SELECT min(locked_at) FROM ${authenticators} WHERE account_id = ${accounts.id})`,
      mustChange: passwords.mustChange,
    })
    .from(accounts)
    .leftJoin(passwords, eq(passwords.accountId, accounts.id))
    .orderBy(asc(accounts.email));

/** A change by the operator and its record, in one transaction. */
function change(
  { db, now }: CommandContext,
  typed: string,
  type: ActivityType,
  job: (tx: Queryable, accountId: string, at: number) => Promise<void>,
): Promise<void> {
  const email = requireEmail(typed);
  return db.transaction(async (tx) => {
    const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, email));
    if (!account) throw new CommandError(`there is no account of ${email}`);
    const at = now();
    await job(tx, account.id, at);
    await record(tx, { type, actor: 'operator', accountId: account.id, at });
  });
}

function requireEmail(typed: string): string {
  const email = canonicalEmail(typed);
  if (email === undefined) throw new CommandError(`"${typed}" is not an e-mail address`);
  return email;
}

/** Five groups of five letters and digits, without those that look alike: 124 bits. */
function makePassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}
