import type { PasskeyAttestation, PasskeyCreation } from 'account-elements/contract/passkey-ceremony.js';
import { Problem } from 'account-elements/contract/problem.js';
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { accounts } from '../accounts/schema.ts';
import { lostOr, raiseSecurityVersion, securityVersionOf } from '../accounts/security-version.ts';
import { record } from '../activity/record.ts';
import { isUniqueViolation } from '../db/errors.ts';
import type { Queryable } from '../db/open.ts';
import type { SignedInRequest } from '../http/request.ts';
import { levelOf, withProof } from '../reauth/level.ts';
import { proofsOf } from '../reauth/step-up.ts';
import { afterFactorChange } from '../sessions/factor-change.ts';
import { verifyAttestation, type NewPasskey } from './attestation.ts';
import { beginAs, CEREMONY_LIFE, takeCeremony } from './ceremony.ts';
import { readClientData, requireTopLevel } from './client-data.ts';
import { defaultName } from './naming.ts';
import { refused } from './prove-passkey.ts';
import { ALGORITHMS } from './public-key.ts';
import { PasskeyRefused } from './refusal.ts';
import { passkeys, type PasskeyRow } from './schema.ts';
import { descriptorsOf, passkeysOf } from './store.ts';

/** Each is a way in that somebody has to keep an eye on. */
const MOST = 20;
/** How long after a password was typed a passkey may be made in passing. */
const IN_PASSING = 5 * 60_000;

/** What the browser needs to create a passkey. */
export async function creationOptions(request: SignedInRequest, conditional: boolean): Promise<PasskeyCreation> {
  const { account, config, db, now, session } = request;
  if (conditional && !(await isPasswordFresh(db, session.id, now()))) throw new Problem('forbidden');
  await requireRoom(db, account.id);
  const { rpId } = config.passkeys;
  const excludeCredentials = await descriptorsOf(db, account.id, rpId);
  const challenge = await beginAs(request, conditional ? 'create-conditionally' : 'create');
  return {
    challenge,
    rp: { id: rpId, name: config.company },
    user: { id: await userHandleOf(db, account.id), ...namesOf(account) },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: CEREMONY_LIFE,
    excludeCredentials,
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: conditional ? 'preferred' : 'required',
    },
    attestation: 'none',
  };
}

/** Keeps a passkey that a browser has created, or answers `passkey-refused`, whatever is wrong with it. */
export async function createPasskey(
  request: SignedInRequest,
  response: PasskeyAttestation,
  signOutOthers: boolean,
): Promise<{ readonly row: PasskeyRow; readonly sessionsEnded: number }> {
  const { account, commit, config, db, session } = request;
  const from = await securityVersionOf(db, account.id);
  try {
    const clientData = await readClientData(response.response.clientDataJSON);
    const purposes = ['create', 'create-conditionally'] as const;
    const ceremony = await takeCeremony(request, clientData, { sessionId: session.id }, purposes);
    requireTopLevel(clientData);
    const made = await verifyAttestation(response, ceremony, config.passkeys.rpId);
    const inPassing = ceremony.purpose === 'create-conditionally';
    return await commit(async (tx) => {
      await raiseSecurityVersion(tx, account.id, from);
      if (inPassing && !(await isPasswordFresh(tx, session.id, request.now()))) throw new PasskeyRefused('ceremony');
      const row = await insert(tx, request, made);
      return { row, sessionsEnded: await follow(tx, request, row, made, signOutOthers) };
    });
  } catch (error) {
    if (error instanceof PasskeyRefused) {
      throw await refused(request, error, { type: 'passkey_added', accountId: account.id, sessionId: session.id });
    }
    throw await lostOr(error, db, account.id, from);
  }
}

async function insert(tx: Queryable, request: SignedInRequest, made: NewPasskey): Promise<PasskeyRow> {
  const { account, config, now, session, visit } = request;
  await requireRoom(tx, account.id);
  const { personVerified: _, ...columns } = made;
  const taken = (await passkeysOf(tx, account.id)).map(({ name }) => name);
  const [row] = await tx
    .insert(passkeys)
    .values({
      ...columns,
      id: randomBytes(16).toString('base64url'),
      accountId: account.id,
      rpId: config.passkeys.rpId,
      name: defaultName(made, visit.device, visit.languageOf(account), taken),
      createdAt: now(),
    })
    .returning()
    .catch((cause: unknown) => {
      // Whoever's it is: that is for nobody to know.
      throw isUniqueViolation(cause) ? new PasskeyRefused('taken', { cause }) : cause;
    });
  if (!row) throw new TypeError('an insert without a row');
  await record(tx, { type: 'passkey_added', accountId: account.id, sessionId: session.id, visit, at: now() });
  return row;
}

/** It proves who made it, too, unless nobody was asked. */
async function follow(
  tx: Queryable,
  request: SignedInRequest,
  { id }: PasskeyRow,
  { personVerified }: NewPasskey,
  signOutOthers: boolean,
): Promise<number> {
  const proofs = await proofsOf(tx, request.session.id);
  const methods = personVerified
    ? withProof(proofs, { method: 'passkey', at: request.now(), passkeyId: id })
    : [...proofs];
  return afterFactorChange(tx, request, 'passkeys-changed', signOutOthers, { methods, level: levelOf(methods) });
}

async function requireRoom(db: Pick<Queryable, 'select'>, accountId: string): Promise<void> {
  if ((await passkeysOf(db, accountId)).length >= MOST) throw new Problem('limit-reached');
}

/** A passkey that nobody asked for is made where the password just was, and nowhere else. */
async function isPasswordFresh(db: Pick<Queryable, 'select'>, sessionId: string, now: number): Promise<boolean> {
  const proofs = await proofsOf(db, sessionId);
  return proofs.some(({ at, method }) => method === 'password' && now - at < IN_PASSING);
}

/** What the authenticator knows the account by: random, so that it says nothing to whoever reads it there. */
export async function userHandleOf(db: Pick<Queryable, 'select'>, accountId: string): Promise<string> {
  const [row] = await db
    .select({ userHandle: accounts.userHandle })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .limit(1);
  if (!row) throw new Problem('unauthenticated');
  return row.userHandle.toString('base64url');
}

/** What people read when a browser asks which passkey to take. */
export const namesOf = ({ email, firstName, lastName }: SignedInRequest['account']) => ({
  name: email,
  displayName: [firstName, lastName].filter(Boolean).join(' ') || email,
});
