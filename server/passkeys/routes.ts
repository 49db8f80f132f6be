import { passkeys as api, type Passkey } from 'account-elements/contract/passkeys.js';
import { Problem } from 'account-elements/contract/problem.js';
import { lostOr, raiseSecurityVersion, securityVersionOf } from '../accounts/security-version.ts';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import { implement } from '../http/implement.ts';
import type { SignedInRequest } from '../http/request.ts';
import { factorsOf } from '../reauth/factors.ts';
import { levelOf } from '../reauth/level.ts';
import { proofsOf } from '../reauth/step-up.ts';
import { removeNeedlessCodes } from '../recovery-codes/store.ts';
import { afterFactorChange } from '../sessions/factor-change.ts';
import { hasWayIn, requireWayIn } from '../sign-in/way-in.ts';
import { createPasskey, creationOptions, namesOf, userHandleOf } from './creation.ts';
import { isSecurityKey } from './naming.ts';
import { providerOf } from './providers.ts';
import { passkeys, type PasskeyRow } from './schema.ts';
import { descriptorsOf, owned, passkeysOf } from './store.ts';

export const passkeyRoutes = implement(
  api,
  {
    async list(request) {
      const rows = await passkeysOf(request.db, request.account.id);
      return rows.map(await passkeyView(request));
    },

    async accepted({ account, config, db }) {
      const { rpId } = config.passkeys;
      const known = await descriptorsOf(db, account.id, rpId);
      const userId = await userHandleOf(db, account.id);
      return { rpId, userId, ...namesOf(account), credentialIds: known.map(({ id }) => id) };
    },

    async start({ body, ...request }) {
      return creationOptions(request, body.conditional === true);
    },

    async create({ body, ...request }) {
      const { row, sessionsEnded } = await createPasskey(request, body.response, body.signOutOthers);
      const toPasskey = await passkeyView(request);
      return { passkey: toPasskey(row), sessionsEnded };
    },

    async rename({ body, params, ...request }) {
      const { account, commit, now, session, visit } = request;
      const row = await commit(async (tx) => {
        const [renamed] = await tx
          .update(passkeys)
          .set({ name: body.name })
          .where(owned(account.id, params.id))
          .returning();
        if (!renamed) throw new Problem('not-found');
        const subject = { accountId: account.id, sessionId: session.id };
        await record(tx, { type: 'passkey_renamed', ...subject, visit, at: now() });
        return renamed;
      });
      const toPasskey = await passkeyView(request);
      return toPasskey(row);
    },

    async remove({ body, params, ...request }) {
      const { account, commit, db } = request;
      const from = await securityVersionOf(db, account.id);
      return commit(async (tx) => {
        const [removed] = await tx.delete(passkeys).where(owned(account.id, params.id)).returning();
        if (!removed) throw new Problem('not-found');
        await raiseSecurityVersion(tx, account.id, from);
        return followRemoval(tx, request, removed, body.signOutOthers);
      }).catch(async (error: unknown) => {
        throw await lostOr(error, db, account.id, from);
      });
    },
  },
  'factors',
);

/** What it proved is past, and so are the recovery codes where it was the last second factor. */
async function followRemoval(
  tx: Queryable,
  request: SignedInRequest,
  { id }: PasskeyRow,
  signOutOthers: boolean,
): Promise<{ sessionsEnded: number; recoveryCodesRemoved: boolean }> {
  const { account, now, session, visit } = request;
  await record(tx, { type: 'passkey_removed', accountId: account.id, sessionId: session.id, visit, at: now() });
  const recoveryCodesRemoved = await removeNeedlessCodes(tx, request);
  const methods = (await proofsOf(tx, session.id)).filter(({ passkeyId }) => passkeyId !== id);
  const changes = { methods, level: levelOf(methods) };
  const sessionsEnded = await afterFactorChange(tx, request, 'passkeys-changed', signOutOthers, changes);
  await requireWayIn(tx, account.id);
  return { sessionsEnded, recoveryCodesRemoved };
}

/** How one of a person's passkeys looks from the session that asks. */
async function passkeyView({ account, db, session }: SignedInRequest): Promise<(row: PasskeyRow) => Passkey> {
  const proofs = await proofsOf(db, session.id);
  const factors = await factorsOf(db, account.id);
  const used = new Set(proofs.map(({ passkeyId }) => passkeyId));
  return (row) => ({
    id: row.id,
    name: row.name,
    provider: providerOf(row.aaguid),
    securityKey: isSecurityKey(row),
    synced: row.backupEligible,
    createdAt: instant(row.createdAt),
    lastUsedAt: row.lastUsedAt === null ? null : instant(row.lastUsedAt),
    usedHere: used.has(row.id),
    removable: hasWayIn({
      ...factors,
      passkeys: factors.passkeys - 1,
      heldPasskeys: factors.heldPasskeys - (row.heldAt === null ? 0 : 1),
    }),
  });
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
