import { and, asc, count, eq, gt, gte, inArray, lte, min, sql } from 'drizzle-orm';
import type { Lockdown, SuspectedFactor } from 'account-elements/contract/account-lockdown.js';
import { activity } from '../activity/schema.ts';
import type { ActivityType } from '../activity/record.ts';
import { authenticators } from '../authenticators/schema.ts';
import type { Queryable } from '../db/open.ts';
import { emailChanges, type EmailChangeRow } from '../email-change/schema.ts';
import type { SignedInRequest } from '../http/request.ts';
import { passkeys } from '../passkeys/schema.ts';
import { passwords } from '../password/schema.ts';
import { proofsOf } from '../reauth/step-up.ts';
import { recoveryCodes } from '../recovery-codes/schema.ts';
import { lockdownKept, lockdowns, type LockdownRow } from './schema.ts';

type Selecting = Pick<Queryable, 'select'>;
type Asking = Pick<SignedInRequest, 'account' | 'now' | 'session'>;

export async function findLockdown(db: Selecting, accountId: string): Promise<LockdownRow | undefined> {
  const [found] = await db.select().from(lockdowns).where(eq(lockdowns.accountId, accountId)).limit(1);
  return found;
}

/** How far the person has come, read from how things stand: what was done in some other way counts as well. */
export async function stateOf(db: Selecting, asking: Asking, row: LockdownRow): Promise<Lockdown> {
  const { account } = asking;
  const kept = await keptOf(db, account.id);
  const change = kept.has('email') ? undefined : await restorableChange(db, asking, row);
  return {
    since: instant(row.since),
    startedAt: instant(row.startedAt),
    finishedAt: row.finishedAt === null ? null : instant(row.finishedAt),
    password: await passwordState(db, row),
    email: change ? { now: account.email, before: change.oldEmail } : null,
    factors: await factorsIn(db, asking, row, kept),
    recoveryCodes: await recoveryCodesState(db, row, kept),
    done: await doneSince(db, row),
  };
}

/** Whether nothing is left to choose or to say. */
export const isSettled = ({ email, factors, password, recoveryCodes: codes }: Lockdown): boolean =>
  password !== 'due' &&
  email === null &&
  factors.every(({ held, isNew, kept }) => kept || !(isNew || held)) &&
  !(codes?.isNew === true && !codes.kept);

/** The first change of the address since then that can still be undone, and with it all later ones. */
export async function restorableChange(
  db: Selecting,
  { account, now }: Pick<Asking, 'account' | 'now'>,
  { since }: LockdownRow,
): Promise<EmailChangeRow | undefined> {
  const [change] = await db
    .select()
    .from(emailChanges)
    .where(
      and(
        eq(emailChanges.accountId, account.id),
        eq(emailChanges.status, 'changed'),
        gte(emailChanges.changedAt, since),
        gt(emailChanges.undoUntil, now()),
      ),
    )
    .orderBy(asc(emailChanges.id))
    .limit(1);
  return change;
}

async function keptOf(db: Selecting, accountId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ what: lockdownKept.what })
    .from(lockdownKept)
    .where(eq(lockdownKept.accountId, accountId));
  return new Set(rows.map(({ what }) => what));
}

async function passwordState(db: Selecting, { accountId, startedAt }: LockdownRow): Promise<Lockdown['password']> {
  const [stored] = await db
    .select({ setAt: passwords.setAt, lockedAt: passwords.lockedAt })
    .from(passwords)
    .where(eq(passwords.accountId, accountId))
    .limit(1);
  if (!stored) return 'none';
  // In the instant in which it began, the new one came after it: the one before is locked.
  const isNew = stored.setAt > startedAt || (stored.setAt === startedAt && stored.lockedAt === null);
  return isNew ? 'chosen' : 'due';
}

async function factorsIn(
  db: Selecting,
  { account, session }: Asking,
  { since, startedAt }: LockdownRow,
  kept: ReadonlySet<string>,
): Promise<SuspectedFactor[]> {
  const shown = new Set((await proofsOf(db, session.id)).map(({ passkeyId }) => passkeyId));
  const keys = await db.select().from(passkeys).where(eq(passkeys.accountId, account.id));
  const apps = await db.select().from(authenticators).where(eq(authenticators.accountId, account.id));
  const factors = [
    ...keys.map((row) => ({
      ...row,
      kind: 'passkey' as const,
      held: row.heldAt !== null,
      usedHere: shown.has(row.id),
    })),
    ...apps.map((row) => ({ ...row, kind: 'authenticator' as const, held: false, usedHere: false })),
  ];
  const inDoubtFirst = (one: SuspectedFactor, other: SuspectedFactor) =>
    Number(other.isNew) - Number(one.isNew) || one.createdAt.localeCompare(other.createdAt);
  return factors
    .map(({ createdAt, held, id, kind, lastUsedAt, name, usedHere }): SuspectedFactor => ({
      kind,
      id,
      name,
      createdAt: instant(createdAt),
      lastUsedAt: lastUsedAt === null ? null : instant(lastUsedAt),
      isNew: createdAt >= since && createdAt <= startedAt,
      held,
      kept: kept.has(`${kind}:${id}`),
      usedHere,
    }))
    .toSorted(inDoubtFirst);
}

async function recoveryCodesState(
  db: Selecting,
  { accountId, since, startedAt }: LockdownRow,
  kept: ReadonlySet<string>,
): Promise<Lockdown['recoveryCodes']> {
  const [codes] = await db
    .select({
      left: sql<number>`count(*) FILTER (WHERE ${recoveryCodes.usedAt} IS NULL)`,
      createdAt: min(recoveryCodes.createdAt),
    })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.accountId, accountId));
  const { createdAt = null, left = 0 } = codes ?? {};
  if (createdAt === null) return null;
  return {
    left,
    createdAt: instant(createdAt),
    isNew: createdAt >= since && createdAt <= startedAt,
    renewed: createdAt > startedAt,
    kept: kept.has('recovery-codes'),
  };
}

/** Sessions end for these reasons when others are thrown out. */
const thrownOut = [
  'locked-down',
  'revoked',
  'password-changed',
  'authenticators-changed',
  'passkeys-changed',
  'recovery-codes-changed',
  'email-changed',
];

async function doneSince(db: Selecting, { accountId, startedAt }: LockdownRow): Promise<Lockdown['done']> {
  const types: ActivityType[] = [
    'authn_password_change',
    'authenticator_removed',
    'passkey_removed',
    'recovery_codes_created',
    'session_ended',
    'user_email_change_undone',
  ];
  const rows = await db
    .select({ type: activity.type, reason: activity.reason, count: count() })
    .from(activity)
    .where(and(eq(activity.accountId, accountId), gte(activity.at, startedAt), inArray(activity.type, types)))
    .groupBy(activity.type, activity.reason);
  const times = (type: ActivityType, isMeant: (reason: string | null) => boolean = () => true) =>
    rows.reduce((sum, row) => (row.type === type && isMeant(row.reason) ? sum + row.count : sum), 0);
  return {
    sessionsEnded: times('session_ended', (reason) => reason !== null && thrownOut.includes(reason)),
    passwordChosen: times('authn_password_change') > 0,
    emailRestored: times('user_email_change_undone') > 0,
    passkeysRemoved: times('passkey_removed'),
    authenticatorsRemoved: times('authenticator_removed'),
    recoveryCodesRenewed: times('recovery_codes_created') > 0,
  };
}

const DAY = 86_400_000;

/** Forgets some that their owners have been through with for a day. */
export async function sweepLockdowns(tx: Queryable, at: number, most: number): Promise<void> {
  const past = tx
    .select({ accountId: lockdowns.accountId })
    .from(lockdowns)
    .where(lte(lockdowns.finishedAt, at - DAY))
    .limit(most);
  await tx.delete(lockdowns).where(inArray(lockdowns.accountId, past));
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
