import { emailNotices as api } from 'account-elements/contract/email-notices.js';
import { record } from '../activity/record.ts';
import { implement } from '../http/implement.ts';
import { choicesOf, choose } from './choices.ts';

export const emailNoticeRoutes = implement(
  api,
  {
    async get({ account, config, db }) {
      return { notices: config.mail ? await choicesOf(db, account.id) : [] };
    },

    async update({ account, body, commit, config, now, session, visit }) {
      const notices = await commit(async (tx) => {
        const changed = await choose(tx, account.id, body);
        if (changed.length > 0) {
          const subject = { accountId: account.id, sessionId: session.id };
          const named = (wanted: boolean) => changed.filter((c) => c.wanted === wanted).map(({ name }) => name);
          const details = { on: named(true), off: named(false) };
          await record(tx, { type: 'user_notices_changed', ...subject, visit, at: now(), details });
        }
        return choicesOf(tx, account.id);
      });
      return { notices: config.mail ? notices : [] };
    },
  },
  'profile',
);
