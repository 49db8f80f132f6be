import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { Locale } from './locale.ts';
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

const fields = {
  /** Job title or form of address, as the person wants it. */
  title: line(profileLimits.title),
  /** E.164 where the number could be read, else as typed. */
  telephone: v.pipe(line(profileLimits.telephone), v.regex(/^(?=.*\d)[+(\d][\d\s().\-/]*$|^$/, 'invalid')),
  /** One to three lines. */
  street: lines(profileLimits.street),
  city: line(profileLimits.city),
  state: line(profileLimits.state),
  postalCode: line(profileLimits.postalCode),
  /** ISO 3166-1 alpha-2, or empty. */
  country: v.pipe(v.string(), v.regex(/^([A-Z]{2})?$/, 'invalid')),
  /** To the company: one of `capabilities.relationships`, or empty. */
  relationship: line(profileLimits.relationship),
  locale: Locale,
};

export const Profile = v.object({ ...fields, version: v.string() });
export type Profile = v.InferOutput<typeof Profile>;

/** Only the fields that change. */
export const ProfileChange = v.strictObject({
  title: v.exactOptional(fields.title),
  telephone: v.exactOptional(fields.telephone),
  street: v.exactOptional(fields.street),
  city: v.exactOptional(fields.city),
  state: v.exactOptional(fields.state),
  postalCode: v.exactOptional(fields.postalCode),
  country: v.exactOptional(fields.country),
  relationship: v.exactOptional(fields.relationship),
  locale: v.exactOptional(fields.locale),
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
