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

/** Where the chain begins; see `checkpoint.ts`. */
export const activityCheckpoint = sqliteTable('activity_checkpoint', {
  one: integer('one').primaryKey(),
  sequence: integer('sequence').notNull(),
  digest: text('digest').notNull(),
  at: integer('at').notNull(),
  keyId: text('key_id').notNull(),
  seal: text('seal').notNull(),
});

/** How far retention may go, while it runs. */
export const activityRetention = sqliteTable('activity_retention', {
  one: integer('one').primaryKey(),
  eraseBefore: integer('erase_before').notNull(),
  deleteBefore: integer('delete_before').notNull(),
  eraseAccount: text('erase_account'),
});

/** How far somebody has read the record: a table of one row; see `read-on.ts`. */
export const bookmark = (name: string) =>
  sqliteTable(name, { one: integer('one').primaryKey(), sequence: integer('sequence').notNull() });

export type Bookmark = ReturnType<typeof bookmark>;
