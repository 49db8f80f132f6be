import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';

/** Other addresses that people asked for; see `changes.ts`. */
export const emailChanges = sqliteTable('email_changes', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  accountId: text('account_id')
    .notNull()
    .references(() => accounts.id),
  sessionId: text('session_id').notNull(),
  oldEmail: text('old_email').notNull(),
  newEmail: text('new_email').notNull(),
  status: text('status', { enum: ['asked', 'changed', 'cancelled', 'expired', 'undone'] }).notNull(),
  securityVersion: integer('security_version').notNull(),
  requestedAt: integer('requested_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  changedAt: integer('changed_at'),
  undoUntil: integer('undo_until').notNull(),
});

export type EmailChangeRow = typeof emailChanges.$inferSelect;
