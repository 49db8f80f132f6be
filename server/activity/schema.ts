import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const activity = sqliteTable('activity', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  at: integer('at').notNull(),
  accountId: text('account_id'),
  sessionId: text('session_id'),
  type: text('type').notNull(),
  outcome: text('outcome', { enum: ['success', 'failure'] }).notNull(),
  reason: text('reason'),
  actor: text('actor', { enum: ['person', 'operator', 'system'] }).notNull(),
  address: text('address'),
  userAgent: text('user_agent'),
  device: text('device'),
  country: text('country'),
  city: text('city'),
  origin: text('origin'),
  client: text('client'),
  details: text('details'),
  salt: blob('salt', { mode: 'buffer' }),
  personalDigest: text('personal_digest').notNull(),
  previousDigest: text('previous_digest'),
  digest: text('digest').notNull(),
});

export type ActivityRow = typeof activity.$inferSelect;
