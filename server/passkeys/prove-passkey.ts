import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { PasskeyAssertion } from 'account-elements/contract/passkey-ceremony.js';
import { Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import { record, type ActivityEvent } from '../activity/record.ts';
import type { Queryable, Transaction } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';
import type { Session, SessionAccount } from '../http/session.ts';
import type { ProvenFactor } from '../reauth/proven-factor.ts';
import { toLibrary } from './attestation.ts';
import { takeCeremony, type Ceremony } from './ceremony.ts';
import { readClientData, requireTopLevel } from './client-data.ts';
import { requirePlainSignature } from './plain-signature.ts';
import { PasskeyRefused, refuseIfThrown } from './refusal.ts';
import { passkeys, type PasskeyRow } from './schema.ts';
import { findPasskey } from './store.ts';

export interface ProvenPasskey extends ProvenFactor {
  readonly passkeyId: string;
  readonly account: SessionAccount;
}

/** The session that is to be confirmed. */
interface Owner {
  readonly accountId: string;
  readonly session: Session;
}

type Failure = Pick<ActivityEvent, 'type' | 'sessionId'>;

/**
 * Verifies an answer of a passkey, or answers `passkey-refused`, whatever is
 * wrong with it. `owner` is the session that is to be confirmed; without it,
 * whoever has the passkey signs in.
 */
export async function provePasskey(
  request: PublicRequest,
  response: PasskeyAssertion,
  failure: Failure,
  owner?: Owner,
): Promise<ProvenPasskey> {
  // Whom a refusal is about: the person who is signed in, or whose passkey was named in answer to a question of ours.
  let accountId = owner?.accountId;
  try {
    const clientData = await readClientData(response.response.clientDataJSON);
    const ceremony = owner
      ? await takeCeremony(request, clientData, { sessionId: owner.session.id }, ['reauth'])
      : await takeCeremony(request, clientData, { browser: request.cookies.ceremonies }, ['sign-in']);
    const found = await findPasskey(request.db, response.id);
    if (!found) throw new PasskeyRefused('unknown');
    const { account, passkey } = found;
    accountId ??= account.id;
    requireTopLevel(clientData);
    if (account.id !== accountId) throw new PasskeyRefused('other-account');
    if (account.disabledAt !== null) throw new PasskeyRefused('disabled');
    requireUserHandle(response, account.userHandle, owner !== undefined);
    const signed = await verifyAssertion(response, ceremony, passkey);
    return { passkeyId: passkey.id, account, use: (tx) => use(tx, request, passkey, signed) };
  } catch (error) {
    if (!(error instanceof PasskeyRefused)) throw error;
    throw await refused(request, error, { ...failure, accountId });
  }
}

/** Runs what a passkey opens, in one transaction that uses it. What is wrong with it by then is refused like all before. */
export async function commitPasskey<T>(
  request: PublicRequest,
  { account, use }: ProvenPasskey,
  failure: Failure,
  job: (tx: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await request.commit(async (tx) => {
      await use(tx);
      return job(tx);
    });
  } catch (error) {
    if (!(error instanceof PasskeyRefused)) throw error;
    throw await refused(request, error, { ...failure, accountId: account.id });
  }
}

/** The one answer to all of it. On record where it is about somebody. */
export async function refused(
  { commit, log, now, visit }: PublicRequest,
  cause: PasskeyRefused,
  event: Pick<ActivityEvent, 'type' | 'sessionId'> & { readonly accountId: string | undefined },
): Promise<Problem> {
  const { because } = cause;
  const { accountId } = event;
  if (accountId === undefined) {
    log.info({ event: event.type, because }, 'a passkey was refused');
  } else {
    const line = { ...event, accountId, outcome: 'failure', reason: 'passkey', details: { because } } as const;
    await commit((tx) => record(tx, { ...line, visit, at: now() }));
  }
  return new Problem('passkey-refused', {}, { cause });
}

/** It names the account, where nobody else has (§7.2, step 6); where somebody is signed in, it must not name another. */
function requireUserHandle({ response }: PasskeyAssertion, expected: Buffer, known: boolean): void {
  const handle = response.userHandle ?? null;
  if (known && handle === null) return;
  if (handle !== expected.toString('base64url')) throw new PasskeyRefused('other-account');
}

/** What an authenticator signed. */
interface Signed {
  readonly counter: number;
  readonly backedUp: boolean;
}

async function verifyAssertion(
  response: PasskeyAssertion,
  { challenge, origin }: Ceremony,
  { backupEligible, credentialId, publicKey, rpId }: PasskeyRow,
): Promise<Signed> {
  const { userHandle: _, ...signed } = response.response;
  requirePlainSignature(publicKey, Buffer.from(signed.signature, 'base64url'));
  const { authenticationInfo: told, verified } = await refuseIfThrown('response', () =>
    verifyAuthenticationResponse({
      response: { ...toLibrary(response), response: signed },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      // With the real counter it would refuse before it looks at the signature; what we make of it is in `use`.
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter: 0 },
    }),
  );
  if (!verified) throw new PasskeyRefused('signature');
  // §6.1.3: whether a passkey can be synced is decided when it is made.
  if ((told.credentialDeviceType === 'multiDevice') !== backupEligible) throw new PasskeyRefused('backup');
  return { counter: told.newCounter, backedUp: told.credentialBackedUp };
}

/**
 * In the transaction that the passkey opens something in: it must still be there, and its owner welcome.
 * A counter that did not go up may be a copy of the key, or a password manager that counts badly. It is on record
 * and shuts nobody out: see decision 19.
 */
async function use(
  tx: Queryable,
  { now, visit }: PublicRequest,
  { accountId, id }: PasskeyRow,
  { backedUp, counter }: Signed,
): Promise<void> {
  const at = now();
  const [current] = await tx
    .select({ counter: passkeys.counter })
    .from(passkeys)
    .innerJoin(accounts, eq(accounts.id, passkeys.accountId))
    .where(and(eq(passkeys.id, id), isNull(accounts.disabledAt)))
    .limit(1);
  if (!current) throw new Problem('passkey-refused');
  if ((counter > 0 || current.counter > 0) && counter <= current.counter) {
    await record(tx, { type: 'passkey_counter_regressed', outcome: 'failure', accountId, visit, at });
  }
  await tx.update(passkeys).set({ backedUp, lastUsedAt: at }).where(eq(passkeys.id, id));
  await tx
    .update(passkeys)
    .set({ counter })
    .where(and(eq(passkeys.id, id), lt(passkeys.counter, counter)));
}
