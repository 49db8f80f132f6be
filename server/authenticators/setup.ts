import { randomBytes } from 'node:crypto';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { AuthenticatorSetup } from 'account-elements/contract/authenticators.js';
import { Problem } from 'account-elements/contract/problem.js';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { SignedInRequest } from '../http/request.ts';
import type { Sealed } from '../keys.ts';
import { orAlarm } from './key-alarm.ts';
import { keyUri } from './key-uri.ts';
import { authenticatorSetups } from './schema.ts';
import { openKey, sealKey, spell } from './sealed-key.ts';
import { newKey, stepsOf } from './time-code.ts';

/*
 * An authenticator application that is being set up: its key is known to this
 * session alone, and it is worth nothing until a code of it was sent.
 */

const LIFE = 10 * 60_000;
const MOST_TRIES = 5;

/** Begins one, in the place of any other that the account had begun. */
export async function startSetup(
  tx: Queryable,
  { account, config, keys, now, session, visit }: SignedInRequest,
): Promise<AuthenticatorSetup> {
  const at = now();
  const id = randomBytes(16).toString('base64url');
  const key = newKey();
  const sealed = sealKey(keys, { accountId: account.id, id }, key);
  const expiresAt = at + LIFE;
  const setup = { id, sessionId: session.id, key: sealed.text, keyId: sealed.keyId, attempts: 0, expiresAt };
  await tx
    .insert(authenticatorSetups)
    .values({ accountId: account.id, ...setup })
    .onConflictDoUpdate({ target: authenticatorSetups.accountId, set: setup });
  const event = { type: 'authenticator_setup_started', accountId: account.id, sessionId: session.id } as const;
  await record(tx, { ...event, visit, at });
  return {
    id,
    key: spell(key),
    uri: keyUri(config.company, account.email, spell(key)),
    issuer: config.company,
    account: account.email,
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

/** An application that has shown a right code. */
export interface ConfirmedSetup {
  readonly id: string;
  readonly sealed: Sealed;
  /** Of the code that confirmed it, which is not accepted again. */
  readonly step: number;
}

/** Checks a code against the application that this session sets up, or answers `not-found` or `wrong-credential`. */
export async function confirmSetup(request: SignedInRequest, id: string, code: string): Promise<ConfirmedSetup> {
  const { account, commit, db, keys, now, session, visit } = request;
  const own = ownSetup(request, id);
  const [setup] = await db.select().from(authenticatorSetups).where(own).limit(1);
  if (!setup) throw new Problem('not-found');
  const key = await orAlarm(request, account.id, () => openKey(keys, setup, setup));
  const tries = await commit(async (tx) => {
    const [taken] = await tx
      .update(authenticatorSetups)
      .set({ attempts: sql`${authenticatorSetups.attempts} + 1` })
      .where(and(own, lt(authenticatorSetups.attempts, MOST_TRIES)))
      .returning({ attempts: authenticatorSetups.attempts });
    if (!taken) throw new Problem('not-found');
    return taken.attempts;
  });
  const step = stepsOf(code, key, now()).at(-1);
  if (step !== undefined) return { id, sealed: { text: setup.key, keyId: setup.keyId }, step };
  await commit(async (tx) => {
    if (tries >= MOST_TRIES) await tx.delete(authenticatorSetups).where(own);
    const event = { type: 'authenticator_added', outcome: 'failure', reason: 'code' } as const;
    await record(tx, { ...event, accountId: account.id, sessionId: session.id, visit, at: now() });
  });
  throw new Problem('wrong-credential');
}

/** In the transaction that keeps the application: of two that do so, one finds no row. */
export async function endSetup(tx: Queryable, request: SignedInRequest, id: string): Promise<void> {
  const [ended] = await tx
    .delete(authenticatorSetups)
    .where(ownSetup(request, id))
    .returning({ id: authenticatorSetups.id });
  if (!ended) throw new Problem('not-found');
}

const ownSetup = ({ account, now, session }: SignedInRequest, id: string) =>
  and(
    eq(authenticatorSetups.accountId, account.id),
    eq(authenticatorSetups.id, id),
    eq(authenticatorSetups.sessionId, session.id),
    gt(authenticatorSetups.expiresAt, now()),
  );
