import { eq } from 'drizzle-orm';
import { reauth as api, type Reauth } from 'account-elements/contract/reauth.js';
import type { ReauthMethod } from 'account-elements/contract/reauth-method.js';
import { record } from '../activity/record.ts';
import type { AppConfig } from '../config.ts';
import type { Queryable } from '../db/open.ts';
import { implement } from '../http/implement.ts';
import { attemptSucceeded } from '../http/throttle.ts';
import { rotateToken } from '../sessions/rotation.ts';
import { sessions, type Proof } from '../sessions/schema.ts';
import { provePassword, requireUnchanged } from '../sign-in/password-attempt.ts';
import { reauthMethodsOf } from './methods.ts';

// Any page that may ask at all may do this: it gives nothing that signing in would not give.
export const reauthRoutes = implement(api, {
  async get({ account, config, db, now, session }) {
    return state(await reauthMethodsOf(db, account.id), session.provenAt, config, now());
  },

  async withPassword({ body, ...request }) {
    const { account, commit, config, db, now, session, visit } = request;
    const subject = { accountId: account.id, sessionId: session.id };
    const failure = { type: 'authn_reauth_fail', sessionId: session.id } as const;
    const proven = await provePassword(request, { accountId: account.id }, body.password, failure);
    const at = now();
    await commit(async (tx) => {
      await attemptSucceeded(tx, proven.reservation);
      await requireUnchanged(tx, proven);
      const methods = [...(await otherProofs(tx, session.id, 'password')), { method: 'password', at } as const];
      await record(tx, { type: 'authn_reauth_success', ...subject, visit, at, details: { methods: ['password'] } });
      await rotateToken(tx, request, 'reauthenticated', { level: 1, methods, provenAt: at });
    });
    return state(await reauthMethodsOf(db, account.id), at, config, now());
  },
});

/** The window is absolute: being active does not make it longer. */
function state(
  methods: ReauthMethod[],
  provenAt: number,
  { sessions }: Pick<AppConfig, 'sessions'>,
  now: number,
): Reauth {
  const end = provenAt + sessions.proof;
  return { methods, provenUntil: now < end ? new Date(end).toISOString() : null, maxAge: sessions.proof / 1000 };
}

/** What the session rests on besides a proof of this kind, which is about to be renewed. */
async function otherProofs(tx: Queryable, sessionId: string, method: Proof['method']): Promise<Proof[]> {
  const [row] = await tx
    .select({ methods: sessions.methods })
    .from(sessions)
    .where(eq(sessions.id, sessionId))
    .limit(1);
  return (row?.methods ?? []).filter((proof) => proof.method !== method);
}
