import type { Language } from '../http/language.ts';
import type { Circumstances } from './mail.ts';
import type { MailWords } from './words/en.ts';

export type Fact = readonly [label: string, value: string];

/** When, with what and from where, as far as it is known. */
export function factsOf(about: Circumstances, words: MailWords, language: Language): Fact[] {
  const { address, byOperator } = about;
  const facts: readonly (readonly [string, string | null])[] = [
    [words.when, timeOf(about, language)],
    // The person's own devices and places are what they can recognise.
    [words.device, byOperator ? null : deviceOf(about, words)],
    [words.place, byOperator ? null : placeOf(about, language)],
    [words.address, byOperator ? null : address],
  ];
  return facts.filter((fact): fact is Fact => Boolean(fact[1]));
}

/** As the person reads dates; with the zone, because a mail is read anywhere. */
function timeOf({ at, formats }: Circumstances, language: Language): string {
  const options = { dateStyle: 'long', timeStyle: 'long' } as const;
  try {
    const tag = formats.region === null ? language : `${language}-${formats.region}`;
    return new Intl.DateTimeFormat(tag, { ...options, timeZone: formats.timeZone ?? 'UTC' }).format(at);
  } catch {
    // A region or zone that this system does not know.
    return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(at);
  }
}

function deviceOf({ device }: Circumstances, { on }: MailWords): string | null {
  const [program, system] = [device?.program?.name, device?.system?.name];
  return program && system ? on(program, system) : (program ?? system ?? null);
}

function placeOf({ city, country }: Circumstances, language: Language): string {
  const name =
    country && (new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(country) ?? country);
  return [city, name].filter(Boolean).join(', ');
}
