/**
 * What pages of an origin may do with a signed-in person's account. Script on a
 * listed page acts with the person's cookie, so the list is a grant, not
 * plumbing: a marketing page has no business removing passkeys.
 */
export const capabilityNames = ['read', 'profile', 'sessions', 'factors', 'danger'] as const;

export type CapabilityName = (typeof capabilityNames)[number];

/** Origins exactly as browsers send them, with their capabilities. */
export type Grants = ReadonlyMap<string, ReadonlySet<CapabilityName>>;
