import { regionNames } from '../localize/formats.ts';
import type { Choice } from './choice.ts';

/** ISO 3166-1 alpha-2: every code that is assigned. */
const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA ' +
  'CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA ' +
  'GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS ' +
  'MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS ' +
  'RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW ' +
  'TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

export const countryCodes: readonly string[] = CODES.split(' ');

const sorted = new Map<string, readonly Choice[]>();

/** Every country, by its name in a language and in that language's order. */
export function countries(language: string): readonly Choice[] {
  let choices = sorted.get(language);
  if (!choices) {
    const names = regionNames(language);
    const { compare } = new Intl.Collator(language);
    choices = countryCodes
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .sort((one, other) => compare(one.label, other.label));
    sorted.set(language, choices);
  }
  return choices;
}

export const countryName = (code: string, language: string): string => regionNames(language).of(code) ?? code;

const byCountry = <Kind extends string>(lists: Readonly<Record<Kind, string>>): ReadonlyMap<string, Kind> =>
  new Map(
    Object.entries<string>(lists).flatMap(([kind, codes]) => codes.split(' ').map((code) => [code, kind as Kind])),
  );

/**
 * What the part of a country is called that stands in its postal addresses, as
 * the Universal Postal Union's and Google's address data tell it. `any`: nobody
 * wrote the format down.
 */
const states = byCountry({
  state: 'AS AU BR CC CX FM HM IN MH MP MX MY NF NG PW UM US VE VI',
  province: 'AM AR BY CA CN CR CU EG ES ID IQ IR IT KP KZ MN MZ PA PG PH SO SR TH TR UZ VN',
  county: 'IE TW',
  prefecture: 'JP',
  emirate: 'AE',
  department: 'CO HN NI SV UY',
  region: 'CL PE',
  island: 'BS CV KI KN KY PF SC TV',
  parish: 'BB JM',
  oblast: 'RU UA',
  area: 'HK',
  district: 'NR',
  provinceOrCity: 'KR',
  any:
    'AG AO AQ AW BI BJ BO BQ BV BW BZ CD CF CG CK CM CW DJ DM ER FJ GA GD GH GM GQ GY KM LC LY ML MS NU PS QA RW SB ' +
    'SL SS ST SX SY TD TF TG TK TL TO TT UG VU WS YE ZW',
});

export type StateKind = typeof states extends ReadonlyMap<string, infer Kind> ? Kind : never;

/** What to call the state or province; nothing when the country's addresses have none. */
export const stateKind = (country: string): StateKind | undefined => (country ? states.get(country) : 'any');

const postcodes = byCountry({
  zip: 'AS FM GU MH MP PH PR PW UM US VI',
  pin: 'IN',
  eircode: 'IE',
  plz: 'AT CH DE LI',
  postcode: 'AU BD CC CX FK GB GG GI GS HM IM IO JE MY NF NL NZ PN SH TC',
});

export type PostcodeKind = 'any' | 'postal' | (typeof postcodes extends ReadonlyMap<string, infer Kind> ? Kind : never);

export const postcodeKind = (country: string): PostcodeKind => (country ? (postcodes.get(country) ?? 'postal') : 'any');

/** How many digits a postcode has, where it is digits only; spaces and hyphens do not count. */
const digits = byCountry({
  '3': 'FO IS LS OM',
  '4': 'AF AL AM AT AU BD BE BG CC CH CV CX CY DK ET GE GL GW HM HU LI LR LU LV MD MK NE NF NO NZ PH PY SI SJ TN ZA',
  '5':
    'AX BA BL BT CU CZ DE DO DZ EE EG ES FI FR GF GP GR GT HN HR ID IQ IT JO KE KR KW LA LK LT MA MC ME MF MM MQ MU ' +
    'MV MX MY NC NI NP PF PK PL PM RE SA SD SE SK SM SN TH TR UA UY VA WF YT ZM',
  '5,9': 'AS FM GU MH MP PR PW UM US VI',
  '5,6': 'MN RS VN',
  '5,7': 'IL',
  '6': 'BY CN CO EC IN KG KZ NG RO RU SG TJ TM UZ',
  '7': 'CL JP PT',
  '8': 'BR',
  '10': 'IR',
});

/** A for a letter, 9 for a digit, X for either. */
const letters: Readonly<Record<string, readonly string[]>> = {
  CA: ['A9A9A9'],
  GB: ['A99AA', 'A999AA', 'AA99AA', 'AA999AA', 'A9A9AA', 'AA9A9AA'],
  IE: ['AXXXXXX'],
  MT: ['AAA9999', 'AAA99'],
  NL: ['9999AA'],
};

export const digitsOnly = (country: string): boolean => digits.has(country);

/** Whether a postcode may be right. Only ever a hint: post gets there with odd ones, and the data is not complete. */
export function looksLikePostcode(postcode: string, country: string): boolean {
  const lengths = digits.get(country);
  if (lengths) {
    // Written abroad it may have the country before it: A-1070, CH-8001.
    const bare = postcode.replace(/^\s*[a-z]{1,3}[-\s]/i, '').replace(/[\s-]/g, '');
    return /^\p{Nd}+$/u.test(bare) && lengths.split(',').includes(`${bare.length}`);
  }
  const shape = postcode.replace(/[\s-]/g, '').toUpperCase();
  return (
    letters[country]?.some((pattern) =>
      new RegExp(
        `^${pattern.replace(/[A9X]/g, (sign) => (sign === 'A' ? '[A-Z]' : sign === '9' ? '\\d' : '\\w'))}$`,
      ).test(shape),
    ) ?? true
  );
}
