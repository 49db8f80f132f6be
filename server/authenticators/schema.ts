import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';
import { sessions } from '../sessions/schema.ts';

export const authenticators = sqliteTable('authenticators', {
  id: text('id').primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => accounts.id),
  name: text('name').notNull(),
  key: text('key').notNull(),
  keyId: text('key_id').notNull(),
  lastStep: integer('last_step').notNull(),
  lockedAt: integer('locked_at'),
  createdAt: integer('created_at').notNull(),
  lastUsedAt: integer('last_used_at'),
});

export const authenticatorSetups = sqliteTable('authenticator_setups', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id),
  id: text('id').notNull(),
  sessionId: text('session_id')
    .notNull()
    .references(() => sessions.id),
  key: text('key').notNull(),
  keyId: text('key_id').notNull(),
  attempts: integer('attempts').notNull().default(0),
  expiresAt: integer('expires_at').notNull(),
});
