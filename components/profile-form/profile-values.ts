import type { Locale } from '../contract/locale.ts';
import type { Profile, ProfileChange } from '../contract/profile.ts';
import { fromTag, toTag } from './locales.ts';
import { toShown, toStored } from './telephone.ts';

/** The fields of the form, by the names of their controls. */
export type FieldName = TextName | LocaleName;

const textNames = ['title', 'street', 'city', 'state', 'postalCode', 'country', 'relationship'] as const;
type TextName = (typeof textNames)[number] | 'telephone';

const localeNames = ['locale', 'timeZone', 'hourCycle', 'firstDayOfWeek'] as const;
type LocaleName = (typeof localeNames)[number];

export type Values = Readonly<Record<FieldName, string>>;

/** A profile as the controls of the form hold it. */
export const toValues = (profile: Profile): Values => ({
  title: profile.title,
  telephone: toShown(profile.telephone),
  street: profile.street,
  city: profile.city,
  state: profile.state,
  postalCode: profile.postalCode,
  country: profile.country,
  relationship: profile.relationship,
  locale: toTag(profile.locale),
  timeZone: profile.locale.timeZone ?? '',
  hourCycle: profile.locale.hourCycle ?? '',
  firstDayOfWeek: `${profile.locale.firstDayOfWeek ?? ''}`,
});

/** The locale that the controls of the form stand for. */
export const toLocale = (values: Values): Locale => ({
  ...fromTag(values.locale),
  timeZone: values.timeZone || null,
  hourCycle: values.hourCycle === 'h12' || values.hourCycle === 'h23' ? values.hourCycle : null,
  firstDayOfWeek: Number(values.firstDayOfWeek) || null,
});

/** Only what the person changed, as the contract wants it. */
export function toChange(base: Profile, values: Values, changed: readonly string[]): ProfileChange {
  const telephone = toStored(values.telephone, values.country);
  return {
    ...Object.fromEntries(textNames.filter((name) => changed.includes(name)).map((name) => [name, values[name]])),
    // Written another way it is still the same number.
    ...(changed.includes('telephone') && telephone !== base.telephone ? { telephone } : {}),
    ...(localeNames.some((name) => changed.includes(name)) ? { locale: toLocale(values) } : {}),
  };
}

/** Whether nobody has filled in anything yet. */
export const isEmpty = (profile: Profile): boolean => !profile.telephone && textNames.every((name) => !profile[name]);
