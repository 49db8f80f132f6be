import { and, eq, sql } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { profile as api, type Profile, type ProfileChange } from 'account-elements/contract/profile.js';
import { accounts } from '../accounts/schema.ts';
import { toLocale } from '../accounts/store.ts';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import { implement } from '../http/implement.ts';
import type { SessionAccount } from '../http/session.ts';
import { profiles } from './schema.ts';

export const profileRoutes = implement(
  api,
  {
    async get({ account, db }) {
      return toProfile(await findProfile(db, account.id), account);
    },

    async update({ account, body, commit, config, now, session, version, visit }) {
      const { locale, ...fields } = body;
      if (fields.relationship && !config.relationships.includes(fields.relationship)) {
        throw new Problem('invalid-input', { fields: [{ name: 'relationship', code: 'invalid' }] });
      }
      return commit(async (tx) => {
        const saved = await saveFields(tx, account.id, version, fields);
        if (!saved) throw new Problem('version-conflict');
        // The account as it is now: another tab may have changed the locale since this request began.
        const [current] = await tx
          .update(accounts)
          .set(locale ?? { id: account.id })
          .where(eq(accounts.id, account.id))
          .returning();
        if (!current) throw new Problem('unauthenticated');
        const subject = { accountId: account.id, sessionId: session.id };
        const details = { fields: Object.keys(body).toSorted() };
        await record(tx, { type: 'user_updated', ...subject, visit, at: now(), details });
        return toProfile(saved, current);
      });
    },
  },
  'profile',
);

type ProfileRow = Omit<typeof profiles.$inferSelect, 'accountId'>;

/** What somebody has who never saved: no row yet, and the version before the first. */
const unsaved: ProfileRow = {
  title: '',
  telephone: '',
  street: '',
  city: '',
  state: '',
  postalCode: '',
  country: '',
  relationship: '',
  version: 0,
};

async function findProfile(db: Pick<Queryable, 'select'>, accountId: string): Promise<ProfileRow> {
  const [row] = await db.select().from(profiles).where(eq(profiles.accountId, accountId));
  return row ?? unsaved;
}

/** One conditional statement: of two saves that started from the same version, one finds no row. */
async function saveFields(
  tx: Queryable,
  accountId: string,
  version: string,
  fields: Omit<ProfileChange, 'locale'>,
): Promise<ProfileRow | undefined> {
  const [saved] =
    version === String(unsaved.version)
      ? await tx
          .insert(profiles)
          .values({ accountId, ...fields, version: 1 })
          .onConflictDoNothing()
          .returning()
      : await tx
          .update(profiles)
          .set({ ...fields, version: sql`${profiles.version} + 1` })
          .where(and(eq(profiles.accountId, accountId), sql`CAST(${profiles.version} AS TEXT) = ${version}`))
          .returning();
  return saved;
}

const toProfile = ({ version, ...row }: ProfileRow, account: SessionAccount): Profile => ({
  title: row.title,
  telephone: row.telephone,
  street: row.street,
  city: row.city,
  state: row.state,
  postalCode: row.postalCode,
  country: row.country,
  relationship: row.relationship,
  locale: toLocale(account),
  version: String(version),
});
