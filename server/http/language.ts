/** Languages that this server has words in. */
const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/**
 * The language of what the server itself writes for a person, such as the
 * name of a new passkey: the one they chose, else the first that their page
 * or browser asks for and we have (RFC 9110, 12.5.4), else English.
 */
export function languageFor(chosen: string | null, acceptLanguage: string | null): Language {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 256)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
  for (const tag of chosen === null ? wanted : [chosen, ...wanted]) {
    const [primary = ''] = tag.toLowerCase().split('-');
    const known = languages.find((language) => language === primary);
    if (known) return known;
  }
  return 'en';
}
