import { Problem } from 'account-elements/contract/problem.js';
import { reauth as api, type Reauth } from 'account-elements/contract/reauth.js';
import type { StepUp } from 'account-elements/contract/step-up.js';
import { proveCode } from '../authenticators/prove-code.ts';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import { implement } from '../http/implement.ts';
import type { SignedInRequest } from '../http/request.ts';
import type { Session } from '../http/session.ts';
import { attemptSucceeded } from '../http/throttle.ts';
import { reauthOptions } from '../passkeys/ceremony.ts';
import { commitPasskey, provePasskey } from '../passkeys/prove-passkey.ts';
import { proveRecoveryCode } from '../recovery-codes/prove-recovery-code.ts';
import { rotateToken } from '../sessions/rotation.ts';
import type { Proof } from '../sessions/schema.ts';
import { commitProven, giveBack } from '../sign-in/attempt.ts';
import { requireFree } from '../sign-in/held-passkey.ts';
import { provePassword, requireUnchanged } from '../sign-in/password-attempt.ts';
import { hasUsedRecoveryCode, isFresh, levelOf, pastProofs, withProof } from './level.ts';
import { proofsOf, reauthState } from './step-up.ts';

// Any page that may ask at all may do this: it gives nothing that signing in would not give.
export const reauthRoutes = implement(api, {
  async get({ query, ...request }) {
    return stateOf(request, query.for);
  },

  async withPassword({ body, ...request }) {
    const { account, session } = request;
    const proven = await provePassword(request, { accountId: account.id }, body.password, failed(session));
    if (proven.stored.mustChange) {
      // It is the right one, but somebody else may know it.
      await giveBack(request, proven.attempt);
      throw new Problem('password-change-required');
    }
    await commitProven(request, proven, async (tx) => {
      await attemptSucceeded(tx, proven.attempt.reservation);
      await requireUnchanged(tx, proven);
      await addProof(tx, request, { method: 'password', at: request.now() });
    });
    return stateOf(request, body.for);
  },

  async withCode({ body, ...request }) {
    const proven = await proveCode(request, request.account.id, body.code, failed(request.session));
    await commitProven(request, proven, async (tx) => {
      await proven.use(tx);
      await addProof(tx, request, { method: 'code', at: request.now() });
    });
    return stateOf(request, body.for);
  },

  async withRecoveryCode({ body, ...request }) {
    const { db, session } = request;
    // Refused before it is used up: for nothing else is it worth anything, and no second one is.
    // Of two at once, one finds another token.
    if (body.for !== 'enrolment' || hasUsedRecoveryCode(await proofsOf(db, session.id))) throw new Problem('forbidden');
    const proven = await proveRecoveryCode(request, request.account.id, body.code, failed(session));
    await commitProven(request, proven, async (tx) => {
      await proven.use(tx);
      await addProof(tx, request, { method: 'recovery-code', at: request.now() });
    });
    return stateOf(request, body.for);
  },

  startPasskey: reauthOptions,

  async withPasskey({ body, ...request }) {
    const { account, config, now, session } = request;
    const failure = failed(session);
    const owner = { accountId: account.id, session };
    const proven = await provePasskey(request, body.response, failure, owner);
    const { passkeyId } = proven;
    await commitPasskey(request, proven, failure, async (tx) => {
      await requireFree(tx, passkeyId, async () =>
        isFresh(await proofsOf(tx, session.id), 'password', config.sessions.proof, now()),
      );
      await addProof(tx, request, { method: 'passkey', at: now(), passkeyId });
    });
    return stateOf(request, body.for);
  },

  async end(request) {
    const { account, commit, now, session, visit } = request;
    await commit(async (tx) => {
      await record(tx, { type: 'authn_reauth_end', accountId: account.id, sessionId: session.id, visit, at: now() });
      await rotateToken(tx, request, 'proofs-ended', { methods: pastProofs(await proofsOf(tx, session.id)) });
    });
  },
});

const failed = ({ id }: Session) => ({ type: 'authn_reauth_fail', sessionId: id }) as const;

const stateOf = (request: SignedInRequest, wanted: StepUp | undefined): Promise<Reauth> => {
  const { account, config, cookies, db, now, session, visit } = request;
  const asking = { device: cookies.device, origin: visit.origin, config, now: now() };
  return reauthState(db, { accountId: account.id, sessionId: session.id, ...asking }, wanted);
};

/** A further proof: it is on record, and the session has another token from now on. */
async function addProof(tx: Queryable, request: SignedInRequest, proof: Proof): Promise<void> {
  const { account, session, visit } = request;
  const methods = withProof(await proofsOf(tx, session.id), proof);
  const subject = { accountId: account.id, sessionId: session.id };
  const details = { methods: [proof.method] };
  await record(tx, { type: 'authn_reauth_success', ...subject, visit, at: proof.at, details });
  await rotateToken(tx, request, 'reauthenticated', { level: levelOf(methods), methods });
}
