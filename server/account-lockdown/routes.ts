import { and, eq, isNotNull } from 'drizzle-orm';
import { accountLockdown as api, type Kept } from 'account-elements/contract/account-lockdown.js';
import { Problem } from 'account-elements/contract/problem.js';
import { record, type ActivityType } from '../activity/record.ts';
import { authenticators } from '../authenticators/schema.ts';
import type { Queryable } from '../db/open.ts';
import { undoChange } from '../email-change/undo.ts';
import { implement } from '../http/implement.ts';
import type { SignedInRequest } from '../http/request.ts';
import { passkeys } from '../passkeys/schema.ts';
import { recoveryCodesLeft } from '../recovery-codes/store.ts';
import { afterFactorChange } from '../sessions/factor-change.ts';
import { lockByLink, lookAtLink } from './link.ts';
import { lockdownKept, lockdowns, type LockdownRow } from './schema.ts';
import { startLockdown } from './start.ts';
import { findLockdown, isSettled, restorableChange, stateOf } from './state.ts';
import { othersOf, requireSuspect } from './suspect.ts';

export const accountLockdownRoutes = implement(
  api,
  {
    async get({ ...request }) {
      const row = await findLockdown(request.db, request.account.id);
      return { lockdown: row ? await stateOf(request.db, request, row) : null };
    },

    async suspect({ body, ...request }) {
      const { at, address, device, place, session, type } = await requireSuspect(request.db, request, body);
      const others = await othersOf(request.db, request);
      return { type, at: new Date(at).toISOString(), device, place, address, session, others };
    },

    async start({ body, ...request }) {
      const row = await request.commit((tx) => startLockdown(tx, request, body.suspect, body.scope));
      return stateOf(request.db, request, row);
    },

    async restoreEmail(request) {
      const { account, commit, now, session, visit } = request;
      const email = await commit(async (tx) => {
        const change = await restorableChange(tx, request, await requireOpen(tx, account.id));
        if (!change) throw new Problem('not-found');
        const restored = await undoChange(tx, change, { at: now(), sessionId: session.id, visit });
        await afterFactorChange(tx, request, 'email-changed', true);
        return restored;
      });
      return { email };
    },

    async keep({ body, ...request }) {
      await request.commit(async (tx) => {
        await requireOpen(tx, request.account.id);
        await keep(tx, request, body);
      });
    },

    async finish(request) {
      const { account, commit, now } = request;
      await commit(async (tx) => {
        const row = await requireOpen(tx, account.id);
        if (!isSettled(await stateOf(tx, request, row))) throw new Problem('conflict');
        await tx.update(lockdowns).set({ finishedAt: now() }).where(eq(lockdowns.accountId, account.id));
        await note(tx, request, 'user_lockdown_finished');
      });
    },

    look: ({ body, db, now }) => lookAtLink(db, body.token, now()),

    async lock({ body, ...request }) {
      return { mailSent: await request.commit((tx) => lockByLink(tx, request, body.token)) };
    },
  },
  'factors',
);

async function requireOpen(tx: Queryable, accountId: string): Promise<LockdownRow> {
  const row = await findLockdown(tx, accountId);
  if (!row || row.finishedAt !== null) throw new Problem('not-found');
  return row;
}

async function keep(tx: Queryable, request: SignedInRequest, kept: Kept): Promise<void> {
  const accountId = request.account.id;
  if (!(await isThere(tx, accountId, kept))) throw new Problem('not-found');
  const what = 'id' in kept ? `${kept.what}:${kept.id}` : kept.what;
  const [added] = await tx.insert(lockdownKept).values({ accountId, what }).onConflictDoNothing().returning();
  if (kept.what === 'passkey' && (await release(tx, accountId, kept.id))) {
    await note(tx, request, 'passkey_released');
  } else if (added) {
    await note(tx, request, 'user_lockdown_kept', { what: kept.what });
  }
}

/** Lets a passkey sign in again; returns whether it was held. */
async function release(tx: Queryable, accountId: string, id: string): Promise<boolean> {
  const [released] = await tx
    .update(passkeys)
    .set({ heldAt: null })
    .where(and(eq(passkeys.id, id), eq(passkeys.accountId, accountId), isNotNull(passkeys.heldAt)))
    .returning({ id: passkeys.id });
  return released !== undefined;
}

async function isThere(tx: Queryable, accountId: string, kept: Kept): Promise<boolean> {
  if (kept.what === 'email') return true;
  if (kept.what === 'recovery-codes') return (await recoveryCodesLeft(tx, accountId)) > 0;
  const table = kept.what === 'passkey' ? passkeys : authenticators;
  const [found] = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.id, kept.id), eq(table.accountId, accountId)))
    .limit(1);
  return found !== undefined;
}

const note = (
  tx: Queryable,
  { account, now, session, visit }: SignedInRequest,
  type: ActivityType,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> => record(tx, { type, accountId: account.id, sessionId: session.id, visit, at: now(), details });
