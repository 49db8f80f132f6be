import { randomBytes } from 'node:crypto';
import { and, eq, gt, ne } from 'drizzle-orm';
import { accounts } from '../accounts/schema.ts';
import type { Queryable } from '../db/open.ts';
import { tokenHash } from '../http/session.ts';
import { newToken } from '../sessions/store.ts';
import { knownDevices } from './schema.ts';

/** How long a browser stays known after the last sign-in. */
export const DEVICE_LIFE = 180 * 86_400_000;

/** The id of the browser that holds this token, if somebody signed in to the account with it before. */
export async function findKnownDevice(
  db: Pick<Queryable, 'select'>,
  token: string | undefined,
  accountId: string,
  now: number,
): Promise<string | undefined> {
  if (token === undefined) return undefined;
  const [device] = await db
    .select({ id: knownDevices.id })
    .from(knownDevices)
    .where(
      and(
        eq(knownDevices.tokenHash, tokenHash(token)),
        eq(knownDevices.accountId, accountId),
        gt(knownDevices.expiresAt, now),
      ),
    );
  return device?.id;
}

/**
 * The same, of whoever has this address. What is asked of the database depends on the browser alone, and never on
 * whether somebody has the address.
 */
export async function findDeviceOf(
  db: Pick<Queryable, 'select'>,
  token: string | undefined,
  email: string,
  now: number,
): Promise<string | undefined> {
  if (token === undefined) return undefined;
  const devices = await db
    .select({ id: knownDevices.id, email: accounts.email })
    .from(knownDevices)
    .innerJoin(accounts, eq(accounts.id, knownDevices.accountId))
    .where(and(eq(knownDevices.tokenHash, tokenHash(token)), gt(knownDevices.expiresAt, now)));
  return devices.find((device) => device.email === email)?.id;
}

/**
 * Makes this browser known to the account. The token is a new one each time,
 * so that one which somebody planted there is worth nothing afterwards; the
 * other accounts that the browser knows move along.
 */
export async function rememberDevice(
  tx: Queryable,
  presented: string | undefined,
  accountId: string,
  now: number,
): Promise<{ id: string | undefined; token: string }> {
  const token = newToken();
  const renewed = { tokenHash: tokenHash(token), expiresAt: now + DEVICE_LIFE };
  if (presented !== undefined) {
    const { expiresAt: _, ...moved } = renewed;
    await tx
      .update(knownDevices)
      .set(moved)
      .where(eq(knownDevices.tokenHash, tokenHash(presented)));
  }
  const [device] = await tx
    .insert(knownDevices)
    .values({ id: randomBytes(16).toString('base64url'), accountId, createdAt: now, ...renewed })
    .onConflictDoUpdate({ target: [knownDevices.tokenHash, knownDevices.accountId], set: renewed })
    .returning({ id: knownDevices.id });
  return { id: device?.id, token };
}

/** Forgets one browser of an account. */
export async function forgetDevice(tx: Queryable, id: string): Promise<void> {
  await tx.delete(knownDevices).where(eq(knownDevices.id, id));
}

/** Forgets every browser of an account but the one that holds this token. */
export async function forgetOtherDevices(tx: Queryable, accountId: string, token: string | undefined): Promise<void> {
  const own = token === undefined ? '' : tokenHash(token);
  await tx.delete(knownDevices).where(and(eq(knownDevices.accountId, accountId), ne(knownDevices.tokenHash, own)));
}

/** Forgets every browser of an account. */
export async function forgetDevices(tx: Queryable, accountId: string): Promise<void> {
  await tx.delete(knownDevices).where(eq(knownDevices.accountId, accountId));
}
