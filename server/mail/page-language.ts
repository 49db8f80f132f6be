import { eq, ne } from 'drizzle-orm';
import type { Queryable } from '../db/open.ts';
import type { SessionAccount } from '../http/session.ts';
import type { Visit } from '../http/visit.ts';
import { pageLanguages } from './schema.ts';

/** Keeps in mind in which language somebody signs in who chose none: what is written to them later has no page. */
export async function notePageLanguage(tx: Queryable, { id, language: chosen }: SessionAccount, visit: Visit) {
  if (chosen !== null) return;
  const language = visit.languageOf({ language: null });
  await tx
    .insert(pageLanguages)
    .values({ accountId: id, language })
    .onConflictDoUpdate({
      target: pageLanguages.accountId,
      set: { language },
      setWhere: ne(pageLanguages.language, language),
    });
}

export async function pageLanguageOf(tx: Pick<Queryable, 'select'>, accountId: string): Promise<string | null> {
  const [found] = await tx
    .select({ language: pageLanguages.language })
    .from(pageLanguages)
    .where(eq(pageLanguages.accountId, accountId))
    .limit(1);
  return found?.language ?? null;
}
