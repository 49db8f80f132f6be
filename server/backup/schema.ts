import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';

/** One row; see `after-restore.ts`. */
export const restoreEpoch = sqliteTable('restore_epoch', {
  one: integer('one').primaryKey(),
  epoch: integer('epoch').notNull(),
});
