import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';

export const passwords = sqliteTable('passwords', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id),
  hash: text('hash').notNull(),
  keyId: text('key_id').notNull(),
  mustChange: integer('must_change', { mode: 'boolean' }).notNull().default(false),
  lockedAt: integer('locked_at'),
  setAt: integer('set_at').notNull(),
});
