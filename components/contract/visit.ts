import * as v from 'valibot';

/** A browser, app or system: a proper name, the same in every language, and a code for programs. */
const Named = v.object({
  code: v.string(),
  name: v.string(),
  /** Only where the browser itself said so: the versions in user agents are frozen and wrong. */
  version: v.nullable(v.string()),
});

/** What somebody used, as far as it told: for recognising one's own devices, not a proof of anything. */
export const Device = v.object({
  /** The picture beside it. */
  kind: v.picklist(['desktop', 'phone', 'tablet', 'app', 'tool', 'unknown']),
  /** A tool is a script, a crawler, anything without a person in front of it. */
  access: v.picklist(['browser', 'app', 'tool', 'unknown']),
  /** The browser or app, such as Firefox; `null` when it is none that has a name here. */
  program: v.nullable(Named),
  /** Such as Windows; `null` when unknown. */
  system: v.nullable(Named),
});
export type Device = v.InferOutput<typeof Device>;

/** Roughly where a network address is, as an offline file has it. Always approximate. */
export const Place = v.object({
  /** A private address: the same network as the server. */
  local: v.boolean(),
  /** ISO 3166-1 alpha-2. */
  country: v.nullable(v.string()),
  /** In English; `null` when unknown or not known well enough. */
  city: v.nullable(v.string()),
});
export type Place = v.InferOutput<typeof Place>;

/** An application that uses the account, as the operator registered it. */
export const Client = v.object({ id: v.string(), name: v.string() });
export type Client = v.InferOutput<typeof Client>;
