import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';

/** Accounts that their people take back. */
export const lockdowns = sqliteTable('account_lockdowns', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id),
  since: integer('since').notNull(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  linkHash: text('link_hash'),
});

export type LockdownRow = typeof lockdowns.$inferSelect;

/** What they have said is theirs. */
export const lockdownKept = sqliteTable(
  'account_lockdown_kept',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => lockdowns.accountId),
    what: text('what').notNull(),
  },
  ({ accountId, what }) => [primaryKey({ columns: [accountId, what] })],
);
