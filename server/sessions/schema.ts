import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ReauthMethod } from 'account-elements/contract/step-up.js';
import { accounts } from '../accounts/schema.ts';
import type { Device } from '../devices/device-name.ts';

/** One proof of identity that a session rests on. */
export interface Proof {
  readonly method: ReauthMethod;
  readonly at: number;
  /** Of a passkey: which one. */
  readonly passkeyId?: string;
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
  address: text('address'),
  userAgent: text('user_agent'),
  device: text('device', { mode: 'json' }).$type<Device>().notNull(),
  origin: text('origin'),
  name: text('name'),
  /** The known browser that it was started in; see `sign-in/known-devices.ts`. */
  browserId: text('browser_id'),
  /** Who acts in the person's place; see `operations/support-session.ts`. */
  operator: text('operator'),
});

export type SessionRow = typeof sessions.$inferSelect;

/** Tokens that a session had before; see `rotation.ts`. */
export const rotatedTokens = sqliteTable('rotated_tokens', {
  tokenHash: text('token_hash').primaryKey(),
  sessionId: text('session_id')
    .notNull()
    .references(() => sessions.id),
  rotatedAt: integer('rotated_at').notNull(),
  notedAt: integer('noted_at'),
});

/** The applications that a session was used by. */
export const sessionClients = sqliteTable(
  'session_clients',
  {
    sessionId: text('session_id')
      .notNull()
      .references(() => sessions.id),
    clientId: text('client_id').notNull(),
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
  },
  ({ sessionId, clientId }) => [primaryKey({ columns: [sessionId, clientId] })],
);
