import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { Locale, LocaleChange } from './locale.ts';
import { line, lines } from './text.ts';

/** The longest value of each field, in code points. */
export const profileLimits = {
  title: 100,
  telephone: 40,
  street: 200,
  city: 100,
  state: 100,
  postalCode: 20,
  relationship: 60,
} as const;

/** As it is read: another backend, or an older one, may hold what could not be saved today. */
export const Profile = v.object({
  /** Job title or form of address, as the person wants it. */
  title: v.string(),
  /** E.164 where the number could be read, else as typed. */
  telephone: v.string(),
  /** One to three lines. */
  street: v.string(),
  city: v.string(),
  state: v.string(),
  postalCode: v.string(),
  /** ISO 3166-1 alpha-2, or empty. */
  country: v.string(),
  /** To the company: one of `capabilities.relationships`, or empty. */
  relationship: v.string(),
  locale: Locale,
  version: v.string(),
});
export type Profile = v.InferOutput<typeof Profile>;

/** Only the fields that change. */
export const ProfileChange = v.strictObject({
  title: v.exactOptional(line(profileLimits.title)),
  telephone: v.exactOptional(
    v.pipe(line(profileLimits.telephone), v.regex(/^(?=.*\d)[+(\d][\d\s().\-/]*$|^$/, 'invalid')),
  ),
  street: v.exactOptional(lines(profileLimits.street)),
  city: v.exactOptional(line(profileLimits.city)),
  state: v.exactOptional(line(profileLimits.state)),
  postalCode: v.exactOptional(line(profileLimits.postalCode)),
  country: v.exactOptional(v.pipe(v.string(), v.regex(/^([A-Z]{2})?$/, 'invalid'))),
  relationship: v.exactOptional(line(profileLimits.relationship)),
  locale: v.exactOptional(LocaleChange),
});
export type ProfileChange = v.InferOutput<typeof ProfileChange>;

export const profile = {
  get: endpoint({ method: 'GET', path: '/profile', summary: 'The profile', result: Profile, versioned: true }),
  update: endpoint({
    method: 'PATCH',
    path: '/profile',
    summary: 'Change some fields of the profile',
    body: ProfileChange,
    result: Profile,
    versioned: true,
    problems: ['version-conflict'],
  }),
};
