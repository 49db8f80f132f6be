import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { bookmark } from '../activity/schema.ts';

/** What waits for the operator's receiver; see `0011_webhooks.sql`. */
export const webhookDeliveries = sqliteTable('webhook_deliveries', {
  id: text('id').primaryKey(),
  sequence: integer('sequence').notNull(),
  attempts: integer('attempts').notNull().default(0),
  dueAt: integer('due_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  lease: text('lease'),
});

export const webhooksRead = bookmark('webhooks_read');
