import * as v from 'valibot';
import { capabilityNames } from '../http/grants.ts';

/** An origin as browsers send it. */
export const Origin = v.pipe(
  v.string(),
  v.check(
    // Compared as it is: a star would match nothing, while its writer believes it matches everything.
    (text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text) && !text.includes('*'),
    ({ input }) => `must be an origin such as https://a.example, not "${input}"`,
  ),
);

export const CapabilityList = v.array(
  v.picklist(capabilityNames, ({ received }) => `must be one of ${capabilityNames.join(', ')}, not ${received}`),
);

/** An application that uses the account: where its pages are, and what they may do. */
const Client = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'must be a-z, 0-9, dot, dash or underscore, at most 64'),
  ),
  name: v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('must not be empty'),
    v.maxLength(100, 'must be at most 100 characters'),
  ),
  origins: v.pipe(v.array(Origin), v.minLength(1, 'must not be empty')),
  capabilities: v.optional(CapabilityList, ['read', 'profile']),
});
export type Client = Readonly<v.InferOutput<typeof Client>>;

/** The clients of a configuration, as JSON. */
export const ClientList = v.pipe(
  v.string(),
  v.parseJson(undefined, 'must be JSON'),
  v.array(Client, 'must be a list of clients'),
  v.check((clients) => new Set(clients.map(({ id }) => id)).size === clients.length, 'must not have an id twice'),
);
