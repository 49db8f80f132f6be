import { emailChange as api } from 'account-elements/contract/email-change.js';
import { isProblem, Problem } from 'account-elements/contract/problem.js';
import { canonicalEmail } from '../accounts/email.ts';
import type { Queryable } from '../db/open.ts';
import { implement } from '../http/implement.ts';
import { findMailLink, useMailToken } from '../mail/tokens.ts';
import { afterFactorChange } from '../sessions/factor-change.ts';
import { endAllSessions } from '../sessions/store.ts';
import { forgetDevices } from '../sign-in/known-devices.ts';
import { cancelChange, findAsked, makeChange } from './changes.ts';
import { requestEmailChange, toPending } from './request.ts';
import type { EmailChangeRow } from './schema.ts';
import { requireUndoable, undoChange } from './undo.ts';

const refused = (code: 'invalid' | 'taken') => new Problem('invalid-input', { fields: [{ name: 'email', code }] });

export const emailChangeRoutes = implement(
  api,
  {
    async get({ account, config, db, now }) {
      const asked = await findAsked(db, account.id, now());
      return { offered: config.mail !== null, pending: asked ? toPending(asked) : null };
    },

    async request({ body, ...request }) {
      const email = canonicalEmail(body.email);
      if (email === undefined) throw refused('invalid');
      // One's own: that tells nothing about others.
      if (email === request.account.email) throw refused('taken');
      return requestEmailChange(request, email);
    },

    async cancel({ account, commit, now, session, visit }) {
      // Which address it is, is for the person alone to say.
      if (session.operator !== null) throw new Problem('forbidden');
      await commit((tx) => cancelChange(tx, account.id, { at: now(), sessionId: session.id, visit }));
    },

    async look({ body, db, now }) {
      const { newEmail } = await requireAsked(db, body.token, now());
      return { email: newEmail };
    },

    async confirm({ body, ...request }) {
      const { account, commit, now, session, visit } = request;
      const { newEmail } = await commit(async (tx) => {
        const at = now();
        const asked = await requireAsked(tx, body.token, at);
        // Whoever reads somebody's mailbox is not signed in as them.
        if (asked.accountId !== account.id) throw new Problem('link-expired');
        await makeChange(tx, asked, { at, sessionId: session.id, visit });
        await useMailToken(tx, body.token);
        await afterFactorChange(tx, request, 'email-changed', false);
        return asked;
      }).catch(async (error: unknown) => {
        // Somebody else has the address by now: it waits no longer, and whoever reads its mailbox may know why.
        if (isProblem(error, 'conflict')) {
          const event = { at: now(), sessionId: session.id, visit, reason: 'taken' };
          await commit((tx) => cancelChange(tx, account.id, event));
        }
        throw error;
      });
      return { email: newEmail };
    },

    async lookUndo({ body, db, now }) {
      const { oldEmail } = await requireUndoable(db, body.token, now());
      return { email: oldEmail };
    },

    async undo({ body, commit, now, visit }) {
      const email = await commit(async (tx) => {
        const at = now();
        const change = await requireUndoable(tx, body.token, at);
        await useMailToken(tx, body.token);
        const restored = await undoChange(tx, change, { at, visit });
        await forgetDevices(tx, change.accountId);
        await endAllSessions(tx, change.accountId, { reason: 'email-change-undone', visit, at });
        return restored;
      });
      return { email };
    },
  },
  'factors',
);

/** Too old, used, replaced, cancelled, made up: all the same to whoever holds it. */
async function requireAsked(db: Pick<Queryable, 'select'>, token: string, now: number): Promise<EmailChangeRow> {
  const link = await findMailLink(db, token, 'email-confirmation', now);
  const asked = link && (await findAsked(db, link.account.id, now));
  if (!asked || String(asked.id) !== link.subject['change']) throw new Problem('link-expired');
  return asked;
}
