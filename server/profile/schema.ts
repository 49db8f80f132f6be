import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from '../accounts/schema.ts';

export const profiles = sqliteTable('profiles', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id),
  title: text('title').notNull().default(''),
  telephone: text('telephone').notNull().default(''),
  street: text('street').notNull().default(''),
  city: text('city').notNull().default(''),
  state: text('state').notNull().default(''),
  postalCode: text('postal_code').notNull().default(''),
  country: text('country').notNull().default(''),
  relationship: text('relationship').notNull().default(''),
  version: integer('version').notNull(),
});
