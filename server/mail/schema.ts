import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';
import { bookmark } from '../activity/schema.ts';

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

/** What links in mails prove; see `tokens.ts`. */
export const mailTokens = sqliteTable('mail_tokens', {
  tokenHash: text('token_hash').primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => accounts.id),
  purpose: text('purpose', { enum: ['password-reset', 'email-confirmation', 'email-undo', 'lockdown'] }).notNull(),
  securityVersion: integer('security_version'),
  subject: text('subject', { mode: 'json' }).$type<Readonly<Record<string, string>>>(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

export const pageLanguages = sqliteTable('page_languages', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id),
  language: text('language').notNull(),
});

/** How far the activity record was read for notices; see `notify.ts`. */
export const noticesSent = bookmark('notices_sent');
