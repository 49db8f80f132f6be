import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';
import type { Proof } from '../sessions/schema.ts';

export const knownDevices = sqliteTable('known_devices', {
  id: text('id').primaryKey(),
  tokenHash: text('token_hash').notNull(),
  accountId: text('account_id')
    .notNull()
    .references(() => accounts.id),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

/** Sign-ins that wait for the second factor; see `pending.ts`. */
export const pendingSignIns = sqliteTable('pending_sign_ins', {
  tokenHash: text('token_hash').primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => accounts.id),
  securityVersion: integer('security_version').notNull(),
  methods: text('methods', { mode: 'json' }).$type<readonly Proof[]>().notNull(),
  replacement: text('replacement'),
  replacementKeyId: text('replacement_key_id'),
  attempts: integer('attempts').notNull().default(0),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
});
