import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { Locale } from './locale.ts';
import { instant, line, requiredLine } from './text.ts';

export const NAME_MAX_LENGTH = 100;
export const EMAIL_MAX_LENGTH = 254;

/** Who is signed in. */
export const Account = v.object({
  id: v.string(),
  email: v.string(),
  firstName: v.string(),
  lastName: v.string(),
  administrator: v.boolean(),
  /** Whether the server lets this person into the account portal. */
  portal: v.boolean(),
  locale: Locale,
  createdAt: instant,
  /** The person takes the account back from somebody else, and is not through with it. */
  lockdown: v.optional(v.literal(true)),
});
export type Account = v.InferOutput<typeof Account>;

export const AccountName = v.strictObject({
  firstName: requiredLine(NAME_MAX_LENGTH),
  // Many people have one name only.
  lastName: line(NAME_MAX_LENGTH),
});
export type AccountName = v.InferOutput<typeof AccountName>;

export const account = {
  get: endpoint({ method: 'GET', path: '/account', summary: 'Who is signed in', result: Account }),
  updateName: endpoint({
    method: 'PATCH',
    path: '/account/name',
    summary: 'Change first and last name',
    body: AccountName,
    result: Account,
  }),
};
