import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';

export const noticeChoices = sqliteTable(
  'notice_choices',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    notice: text('notice').notNull(),
    wanted: integer('wanted', { mode: 'boolean' }).notNull(),
  },
  ({ accountId, notice }) => [primaryKey({ columns: [accountId, notice] })],
);
