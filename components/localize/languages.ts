import type { Terms } from './en.ts';
import { shared, type SharedTerms } from './en/shared.ts';
import { canonicalTag } from './formats.ts';
import { fetchFile } from '../shared/fetch-file.ts';

export type { Terms } from './en.ts';
export type { SharedTerms } from './en/shared.ts';

/** The sentences that belong to one element, by its group. */
export type Group = Exclude<keyof Terms, keyof SharedTerms>;

/** Of English only what all share: each element brings its own group. */
const loaded = new Map<string, SharedTerms & Partial<Terms>>([['en', shared]]);

/** Languages that come with the library, each a file of its own that is fetched when first needed. */
const shipped: Readonly<Record<string, () => Promise<Terms>>> = {
  de: () => fetchFile(() => import('./de.ts')).then(({ de }) => de),
};

const listeners = new Set<() => void>();

/** Adds a language, or replaces sentences of one: `registerTerms('en', { ...en, ... })`. */
export function registerTerms(language: string, terms: Terms): void {
  loaded.set(canonicalTag(language) ?? language, terms);
  for (const listener of listeners) listener();
}

/** Calls back whenever words came, or a page replaced some. */
export function onTermsRegistered(listener: () => void): void {
  listeners.add(listener);
}

export const hasTerms = (language: string): boolean => loaded.has(language);

/** What all elements share in a language that is loaded; in English for any other. */
export const termsOf = (language: string): SharedTerms => loaded.get(language) ?? shared;

/** One group in a language that is loaded; nothing when that has none, as English until a page replaces it. */
export function groupOf<G extends Group>(language: string, group: G): Terms[G] | undefined {
  const terms: Partial<Terms> | undefined = loaded.get(language);
  return terms?.[group];
}

/** The language that we have for a tag: `de` for `de-AT`; nothing when there is none. */
export function knownLanguage(tag: string): string | undefined {
  const parts = canonicalTag(tag)?.split('-') ?? [];
  while (parts.length > 0) {
    const candidate = parts.join('-');
    if (loaded.has(candidate) || Object.hasOwn(shipped, candidate)) return candidate;
    parts.pop();
  }
  return undefined;
}

/** Gets the words of a language. Resolves to whether they are there: a lost connection leaves the old ones. */
export async function loadTerms(language: string): Promise<boolean> {
  if (loaded.has(language)) return true;
  try {
    const terms = await shipped[language]?.();
    // A host may have registered its own sentences meanwhile.
    if (terms && !loaded.has(language)) registerTerms(language, terms);
    return loaded.has(language);
  } catch {
    return false;
  }
}
