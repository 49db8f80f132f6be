import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';
import { sessions } from '../sessions/schema.ts';

export const passkeys = sqliteTable('passkeys', {
  id: text('id').primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => accounts.id),
  credentialId: text('credential_id').notNull(),
  publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
  rpId: text('rp_id').notNull(),
  counter: integer('counter').notNull(),
  aaguid: text('aaguid').notNull(),
  transports: text('transports', { mode: 'json' }).$type<readonly string[]>().notNull(),
  name: text('name').notNull(),
  backupEligible: integer('backup_eligible', { mode: 'boolean' }).notNull(),
  backedUp: integer('backed_up', { mode: 'boolean' }).notNull(),
  createdAt: integer('created_at').notNull(),
  lastUsedAt: integer('last_used_at'),
  heldAt: integer('held_at'),
});

export type PasskeyRow = typeof passkeys.$inferSelect;

export const passkeyCeremonies = sqliteTable('passkey_ceremonies', {
  challengeHash: text('challenge_hash').primaryKey(),
  purpose: text('purpose', { enum: ['create', 'create-conditionally', 'sign-in', 'reauth'] }).notNull(),
  sessionId: text('session_id').references(() => sessions.id),
  browserHash: text('browser_hash'),
  accountId: text('account_id').references(() => accounts.id),
  origin: text('origin').notNull(),
  expiresAt: integer('expires_at').notNull(),
});
