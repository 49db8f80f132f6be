import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const accounts = sqliteTable('accounts', {
  id: text('id').primaryKey(),
  email: text('email').notNull(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  administrator: integer('administrator', { mode: 'boolean' }).notNull().default(false),
  disabledAt: integer('disabled_at'),
  userHandle: blob('user_handle', { mode: 'buffer' }).notNull(),
  language: text('language'),
  region: text('region'),
  timeZone: text('time_zone'),
  hourCycle: text('hour_cycle', { enum: ['h12', 'h23'] }),
  firstDayOfWeek: integer('first_day_of_week'),
  securityVersion: integer('security_version').notNull().default(1),
  createdAt: integer('created_at').notNull(),
  sessionsSeenAt: integer('sessions_seen_at'),
});

export type AccountRow = typeof accounts.$inferSelect;
