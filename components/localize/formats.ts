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

const relative = kept((locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options));
export const relativeTimeFormat = (locale: string): Intl.RelativeTimeFormat => relative(locale, { numeric: 'auto' });

const names = kept((locale, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames(locale, options));

/** Names of countries in a language, such as “Österreich” for `AT`. */
export const regionNames = (locale: string): Intl.DisplayNames => names(locale, { type: 'region' });

/** Names of languages in a language, such as “Deutsch” for `de`. */
export const languageNames = (locale: string): Intl.DisplayNames => names(locale, { type: 'language' });

/** Names of a language with its region, such as “Deutsch (Österreich)” for `de-AT`: what people look for in a list. */
export const localeNames = (locale: string): Intl.DisplayNames =>
  names(locale, { type: 'language', languageDisplay: 'standard' });
