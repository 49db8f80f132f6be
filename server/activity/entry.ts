import type { ActivityEntry } from 'account-elements/contract/activity.js';
import type { Device, Place } from 'account-elements/contract/visit.js';
import type { Clients } from '../clients/clients.ts';
import { isLocalAddress } from '../location/local-network.ts';
import type { ActivityRow } from './schema.ts';

/** A line of the record, as its person may see it in that session. */
export function toEntry(row: ActivityRow, clients: Pick<Clients, 'nameOf'>, session?: string): ActivityEntry {
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    type: row.type,
    outcome: row.outcome,
    reason: row.reason,
    actor: row.actor,
    device: row.device === null ? null : (JSON.parse(row.device) as Device),
    address: row.address,
    place: placeOf(row),
    client: row.client === null ? null : { id: row.client, name: clients.nameOf(row.client) },
    session: row.sessionId,
    userAgent: row.userAgent,
    origin: row.origin,
    ...(session !== undefined && row.sessionId === session && { current: true }),
    details: row.details === null ? {} : (JSON.parse(row.details) as Record<string, unknown>),
  };
}

/** As it was known then; a local network is told by its address. */
function placeOf({ address, city, country }: ActivityRow): Place | null {
  if (country !== null) return { local: false, country, city };
  return address !== null && isLocalAddress(address) ? { local: true, country: null, city: null } : null;
}
