import type { Share } from './work-limit.ts';

/** Of somebody who is signed in, or comes with a browser that the account knows. */
export const ownShare = (accountId: string, network: string): Share => [`own:${accountId}`, `own:${network}`];

/**
 * Of whoever else. It is apart from the owners', so that strangers keep nobody
 * out whose account or network they choose.
 *
 * @param secret what they guess at
 */
export const strangersShare = (network: string, secret?: string): Share =>
  secret === undefined ? [`strangers:${network}`] : [`strangers:${network}`, `strangers:${secret}`];
