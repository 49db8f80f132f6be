import { and, count, eq, gte, inArray, isNull, lte, not, sql } from 'drizzle-orm';
import { accounts } from '../accounts/schema.ts';
import type { ActivityEvent } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';
import { passkeys } from '../passkeys/schema.ts';
import { passwords } from '../password/schema.ts';
import { lockdownKept, lockdowns } from './schema.ts';

interface Containment {
  readonly accountId: string;
  readonly since: number;
  readonly at: number;
  /** Passkeys that the person has just shown. */
  readonly shown?: readonly string[];
  readonly linkHash?: string;
}

/** How an account is locked down, as the record has it. */
export type LockedDown = Pick<ActivityEvent, 'details'>;

/**
 * What whoever it was has begun or added is worth nothing from now on, and the
 * password that they may know opens nothing to a browser that is not known.
 * Sessions are the caller's to end, and known browsers to forget. Returns how
 * many passkeys are held.
 */
export async function contain(
  tx: Queryable,
  { config }: Pick<PublicRequest, 'config'>,
  { accountId, at, linkHash, shown = [], since }: Containment,
): Promise<number> {
  // Ends links to a new password, sign-ins that came half way, and an address that was only asked for.
  await tx
    .update(accounts)
    .set({ securityVersion: sql`${accounts.securityVersion} + 1` })
    .where(eq(accounts.id, accountId));
  const begun = await begin(tx, { accountId, at, linkHash: linkHash ?? null, since });
  const held = await holdPasskeys(tx, { accountId, at, since: begun, shown });
  if (config.mail !== null || (await hasFreePasskey(tx, accountId))) await lockPassword(tx, accountId, at);
  return held;
}

/** One after the other is one that began with the first. Returns since when things are in doubt. */
async function begin(
  tx: Queryable,
  {
    accountId,
    at: startedAt,
    linkHash,
    since,
  }: { accountId: string; at: number; linkHash: string | null; since: number },
): Promise<number> {
  const [before] = await tx.select().from(lockdowns).where(eq(lockdowns.accountId, accountId));
  if (before && before.finishedAt !== null) await tx.delete(lockdowns).where(eq(lockdowns.accountId, accountId));
  const open = before?.finishedAt === null ? before : undefined;
  const whole = Math.min(since, open?.since ?? since);
  const begun = { since: whole, startedAt, finishedAt: null, linkHash };
  await tx
    .insert(lockdowns)
    .values({ accountId, ...begun })
    .onConflictDoUpdate({ target: lockdowns.accountId, set: begun });
  return whole;
}

/** Those that were added since sign nobody in, until their owner has said whose they are. */
async function holdPasskeys(
  tx: Queryable,
  { accountId, at, shown, since }: Required<Omit<Containment, 'linkHash'>>,
): Promise<number> {
  const kept = tx
    .select({ id: sql<string>`substr(${lockdownKept.what}, 9)` })
    .from(lockdownKept)
    .where(and(eq(lockdownKept.accountId, accountId), sql`${lockdownKept.what} LIKE 'passkey:%'`));
  const held = await tx
    .update(passkeys)
    .set({ heldAt: at })
    .where(
      and(
        eq(passkeys.accountId, accountId),
        gte(passkeys.createdAt, since),
        lte(passkeys.createdAt, at),
        isNull(passkeys.heldAt),
        not(inArray(passkeys.id, kept)),
        not(inArray(passkeys.id, [...shown])),
      ),
    )
    .returning({ id: passkeys.id });
  return held.length;
}

async function hasFreePasskey(tx: Queryable, accountId: string): Promise<boolean> {
  const [free] = await tx
    .select({ count: count() })
    .from(passkeys)
    .where(and(eq(passkeys.accountId, accountId), isNull(passkeys.heldAt)));
  return (free?.count ?? 0) > 0;
}

/** As after too many guesses: a new one opens it again. */
async function lockPassword(tx: Queryable, accountId: string, at: number): Promise<void> {
  await tx
    .update(passwords)
    .set({ lockedAt: at })
    .where(and(eq(passwords.accountId, accountId), isNull(passwords.lockedAt)));
}
