import type { Locale } from '../contract/locale.ts';
import { localeNames } from '../localize/formats.ts';
import type { Choice } from './choice.ts';

/** The pairs of language and region that people choose from; English also as the language of work abroad. */
const TAGS =
  'af-ZA am-ET ar-AE ar-EG ar-MA ar-SA az-AZ bg-BG bn-BD bn-IN bs-BA ca-ES cs-CZ cy-GB da-DK de-AT de-BE de-CH de-DE ' +
  'de-IT de-LI de-LU el-CY el-GR en-AT en-AU en-BE en-CA en-CH en-DE en-DK en-FI en-GB en-HK en-IE en-IL en-IN en-MY ' +
  'en-NG en-NL en-NZ en-PH en-SE en-SG en-US en-ZA es-AR es-CL es-CO es-ES es-MX es-PE es-US et-EE eu-ES fa-IR fi-FI ' +
  'fil-PH fr-BE fr-CA fr-CH fr-FR fr-LU ga-IE gl-ES gu-IN he-IL hi-IN hr-HR hu-HU hy-AM id-ID is-IS it-CH it-IT ja-JP ' +
  'ka-GE kk-KZ kn-IN ko-KR lt-LT lv-LV mk-MK ml-IN mr-IN ms-MY mt-MT nb-NO nl-BE nl-NL nn-NO pa-IN pl-PL pt-BR pt-PT ' +
  'ro-MD ro-RO ru-RU sk-SK sl-SI sq-AL sr-Cyrl-RS sr-Latn-RS sv-FI sv-SE sw-KE ta-IN te-IN th-TH tr-TR uk-UA ur-PK ' +
  'uz-UZ vi-VN zh-Hans-CN zh-Hans-SG zh-Hant-HK zh-Hant-TW';

/** `de-AT` for German in Austria; `und-AT` for Austria in the page's language; empty for no choice. */
export function toTag({ language, region }: Pick<Locale, 'language' | 'region'>): string {
  if (!language && !region) return '';
  return [language ?? 'und', ...(region ? [region] : [])].join('-');
}

/** The language and region that a tag of the list stands for. */
export function fromTag(tag: string): Pick<Locale, 'language' | 'region'> {
  if (!tag) return { language: null, region: null };
  const { language, script, region } = new Intl.Locale(tag);
  return { language: language === 'und' ? null : [language, script].filter(Boolean).join('-'), region: region ?? null };
}

/** A tag in its own language, such as “Deutsch (Österreich)”. */
export function localeName(tag: string): string {
  // By language, not by tag: each `Intl.DisplayNames` takes a while to make.
  const name = localeNames(fromTag(tag).language ?? 'en').of(tag) ?? tag;
  // Georgian has capitals, but no word begins with one.
  return tag.startsWith('ka') ? name : name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

let listed: readonly Choice[] | undefined;

/** Names every choice of language and region: a few dozen milliseconds of work, once per page. */
export function listLocales(): void {
  listed ??= sort(TAGS.split(' '));
}

export const localesListed = (): boolean => listed !== undefined;

/** Every choice of language and region, as far as they have names yet; `current` is among them, whatever it is. */
export function locales(current: string): readonly Choice[] {
  const known = listed ?? [];
  if (!current || known.some(({ value }) => value === current)) return known;
  return sort([...known.map(({ value }) => value), current]);
}

function sort(tags: readonly string[]): readonly Choice[] {
  const { compare } = new Intl.Collator('en');
  return tags
    .map((tag) => ({ value: tag, label: localeName(tag), lang: tag }))
    .sort((one, other) => compare(one.label, other.label));
}
