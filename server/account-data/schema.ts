import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Accounts that their people want deleted; see `erase.ts`. Without reference: a row outlives its account. */
export const accountDeletions = sqliteTable('account_deletions', {
  accountId: text('account_id').primaryKey(),
  requestedAt: integer('requested_at').notNull(),
  dueAt: integer('due_at').notNull(),
  erasedAt: integer('erased_at'),
});
