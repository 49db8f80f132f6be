/** `Intl` objects are slow to make and quick to use: each is made once. */
function kept<Format, Options>(make: (locale: string, options: Options) => Format) {
  const made = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const key = locale + JSON.stringify(options ?? null);
    const format = made.get(key) ?? make(locale, options);
    made.set(key, format);
    return format;
  };
}

export const dateFormat = kept(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

export const numberFormat = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));

const relative = kept(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);
export const relativeTimeFormat = (locale: string): Intl.RelativeTimeFormat => relative(locale, { numeric: 'auto' });

const names = kept((locale, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames(locale, options));

/** A language tag as it should be written, out of what pages write: `de_at` becomes `de-AT`. Nothing for what is none. */
export function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** The same language as it is written in a region. */
export const withRegion = (tag: string, region: string): string => new Intl.Locale(tag, { region }).toString();

const zones = new Map<string, boolean>();

/** Whether this browser knows a time zone: new ones come into being. */
export function isTimeZone(name: string): boolean {
  const known = zones.get(name);
  if (known !== undefined) return known;
  let valid = true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    valid = false;
  }
  zones.set(name, valid);
  return valid;
}

/** Names of countries in a language, such as “Österreich” for `AT`. */
export const regionNames = (locale: string): Intl.DisplayNames => names(locale, { type: 'region' });

/** Names of a language with its region, such as “Deutsch (Österreich)” for `de-AT`: what people look for in a list. */
export const localeNames = (locale: string): Intl.DisplayNames =>
  names(locale, { type: 'language', languageDisplay: 'standard' });
