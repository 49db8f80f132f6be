import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';

/** Mails that wait to be sent; see `outbox.ts`. */
export const outbox = sqliteTable('outbox', {
  id: text('id').primaryKey(),
  accountId: text('account_id').references(() => accounts.id),
  content: text('content').notNull(),
  keyId: text('key_id').notNull(),
  createdAt: integer('created_at').notNull(),
  attempts: integer('attempts').notNull().default(0),
  dueAt: integer('due_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  lease: text('lease'),
});
