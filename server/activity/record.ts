import { createHash, randomBytes } from 'node:crypto';
import { desc } from 'drizzle-orm';
import type { Client } from '../clients/client-list.ts';
import type { Queryable } from '../db/open.ts';
import type { Device } from '../devices/device-name.ts';
import type { Place } from '../location/locations.ts';
import { activity } from './schema.ts';

/**
 * What can happen. Names are those of the OWASP logging vocabulary where it has
 * one; the rest follows its pattern.
 */
export type ActivityType =
  | 'authn_login_success'
  | 'authn_login_fail'
  | 'authn_login_lock'
  | 'authn_login_unlock'
  | 'authn_reauth_success'
  | 'authn_reauth_fail'
  | 'authn_reauth_end'
  | 'authn_second_factor_required'
  | 'authn_code_lock'
  | 'authenticator_setup_started'
  | 'authenticator_added'
  | 'authenticator_renamed'
  | 'authenticator_removed'
  | 'passkey_added'
  | 'passkey_renamed'
  | 'passkey_removed'
  | 'passkey_counter_regressed'
  | 'recovery_codes_created'
  | 'recovery_code_used'
  | 'recovery_codes_removed'
  | 'key_missing'
  | 'authn_password_change'
  | 'authn_password_change_required'
  | 'authn_password_reset_requested'
  | 'session_created'
  | 'session_renewed'
  | 'session_ended'
  | 'session_renamed'
  | 'session_use_after_rotation'
  | 'user_created'
  | 'user_updated'
  | 'user_notices_changed'
  | 'user_disabled'
  | 'user_enabled'
  | 'user_email_change_requested'
  | 'user_email_changed'
  | 'user_email_change_undone'
  | 'user_email_change_cancelled'
  | 'user_email_change_expired'
  | 'user_locked_down'
  | 'user_lockdown_kept'
  | 'user_lockdown_finished'
  | 'passkey_released'
  | 'user_data_exported'
  | 'user_deletion_requested'
  | 'user_deletion_cancelled'
  | 'user_deleted'
  | 'privilege_permissions_changed'
  | 'sys_startup'
  | 'sys_shutdown'
  | 'sys_restored';

export interface ActivityEvent {
  readonly type: ActivityType;
  readonly outcome?: 'success' | 'failure';
  readonly reason?: string;
  readonly at: number;
  readonly accountId?: string | null;
  readonly sessionId?: string | null;
  /** Who did it; the person themselves unless said otherwise, or unless the visit is an operator's. */
  readonly actor?: 'person' | 'operator' | 'system';
  readonly visit?: EventVisit;
  /** More about it, such as the names of changed fields. Never a secret, never a value that was typed. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Where it came from, as far as that is known. */
export interface EventVisit {
  readonly address: string;
  readonly userAgent: string | null;
  readonly origin: string | null;
  readonly device?: Device | null;
  readonly place?: Place | null;
  readonly client?: Pick<Client, 'id'> | null;
  /** Who acts in the person's place. */
  readonly operator?: string | null;
}

/**
 * Writes one line of the activity record, in the transaction of the change that
 * it is about: both happen or neither. Lines are chained in the order of their
 * commit; see `0002_activity.sql`.
 */
export async function record(tx: Queryable, event: ActivityEvent): Promise<void> {
  const [last] = await tx.select({ digest: activity.digest }).from(activity).orderBy(desc(activity.sequence)).limit(1);
  const { type, at, outcome = 'success', visit } = event;
  const operator = visit?.operator;
  const { actor = operator ? 'operator' : 'person' } = event;
  const details = operator ? { ...event.details, operator } : event.details;
  const line = {
    id: randomBytes(16).toString('base64url'),
    at,
    accountId: event.accountId ?? null,
    sessionId: event.sessionId ?? null,
    type,
    outcome,
    reason: event.reason ?? null,
    actor,
  };
  const personal = {
    address: visit?.address || null,
    userAgent: visit?.userAgent ?? null,
    device: visit?.device ? JSON.stringify(visit.device) : null,
    ...placeColumns(visit?.place),
    origin: visit?.origin ?? null,
    client: visit?.client?.id ?? null,
    details: details ? JSON.stringify(details) : null,
  };
  const salt = randomBytes(16);
  const personalDigest = digestPersonal(salt, personal);
  const previousDigest = last?.digest ?? null;
  await tx.insert(activity).values({
    ...line,
    ...personal,
    salt,
    personalDigest,
    previousDigest,
    digest: digestLine({ ...line, personalDigest, previousDigest }),
  });
}

/** A local network is told by its address alone. */
const placeColumns = (place: Place | null | undefined) =>
  place && !place.local ? { country: place.country, city: place.city } : { country: null, city: null };

type Line = Pick<
  typeof activity.$inferSelect,
  | 'id'
  | 'at'
  | 'accountId'
  | 'sessionId'
  | 'type'
  | 'outcome'
  | 'reason'
  | 'actor'
  | 'personalDigest'
  | 'previousDigest'
>;
type Personal = Pick<
  typeof activity.$inferSelect,
  'address' | 'userAgent' | 'device' | 'country' | 'city' | 'origin' | 'client' | 'details'
>;

/** Salted, because an address or a browser's name could otherwise be guessed back from its digest. */
export const digestPersonal = (salt: Uint8Array, p: Personal): string =>
  createHash('sha256')
    .update(salt)
    .update(JSON.stringify([p.address, p.userAgent, p.device, p.country, p.city, p.origin, p.client, p.details]))
    .digest('base64url');

export const digestLine = (l: Line): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        l.previousDigest,
        l.id,
        l.at,
        l.accountId,
        l.sessionId,
        l.type,
        l.outcome,
        l.reason,
        l.actor,
        l.personalDigest,
      ]),
    )
    .digest('base64url');
