import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';

/** One proof of identity that a session rests on. */
export interface Proof {
  readonly method: 'password';
  readonly at: number;
}

export const sessions = sqliteTable('sessions', {
  id: text('id').primaryKey(),
  tokenHash: text('token_hash').notNull(),
  accountId: text('account_id')
    .notNull()
    .references(() => accounts.id),
  createdAt: integer('created_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
  idleExpiresAt: integer('idle_expires_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  level: integer('level').notNull(),
  methods: text('methods', { mode: 'json' }).$type<readonly Proof[]>().notNull(),
  provenAt: integer('proven_at').notNull(),
  address: text('address'),
  userAgent: text('user_agent'),
  origin: text('origin'),
});

export type SessionRow = typeof sessions.$inferSelect;
