import { createHash } from 'node:crypto';
import type { ActivityEvent, EventVisit } from 'account-elements-server/activity/record.js';
import type { Visit } from 'account-elements-server/http/visit.js';
import type { Person } from './people.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** From then on an address is kept only in part. */
const SHORTENED_AFTER = 90 * DAY;

/** What the account's people did, as far as the server would have noted it. The same on every machine. */
export function historyOf(
  person: Person,
  accountId: string,
  visitAs: (address: string, userAgent: string, client: string) => Visit,
  now: number,
): ActivityEvent[] {
  const random = randomFrom(person.email);
  const today = now - (now % DAY);
  const events: ActivityEvent[] = [];

  const visitAt = (at: number, userAgent: string, application: string): EventVisit => {
    const daysAgo = (today - at) / DAY;
    const { address } = person.trips.find(({ from, to }) => daysAgo <= from && daysAgo >= to)?.place ?? person.home;
    const { client, device, origin, place } = visitAs(address, userAgent, application);
    return { address: keptAddress(address, at, now), client, device, origin, place, userAgent };
  };
  const add = (type: ActivityEvent['type'], at: number, userAgent: string, more: Partial<ActivityEvent> = {}) =>
    events.push({ type, at, accountId, visit: visitAt(at, userAgent, applicationFor(type)), ...more });

  // Half a day after the account was made, then every few days, in the waking hours.
  const pause = (): number => (person.signInsADay ? (2 * random()) / person.signInsADay : 1 + Math.floor(random() * 4));
  for (let day = person.joined - 1; day > 1; day -= pause()) {
    const userAgent = pick(person.uses, random);
    if (!userAgent) break;
    let at = Math.floor(today - day * DAY + (7 + random() * 13) * HOUR);
    for (let wrong = random(); wrong < 0.12; wrong += 0.05) {
      add('authn_login_fail', at, userAgent, { outcome: 'failure', reason: 'password' });
      at += Math.floor(9_000 + random() * 40_000);
    }
    const sessionId = idOf(person.email, at);
    add('session_created', at, userAgent, { sessionId });
    const methods = day < (person.factors?.since ?? 0) ? ['password', 'code'] : ['password'];
    add('authn_login_success', at, userAgent, { sessionId, details: { methods } });
    const chance = random();
    if (chance < 0.05) {
      add('user_updated', at + 4 * 60_000, userAgent, { sessionId, details: { fields: pick(changes, random) } });
    } else if (chance < 0.065) {
      add('authn_password_change', at + 6 * 60_000, userAgent, { sessionId });
      add('session_renewed', at + 6 * 60_000, userAgent, { sessionId, reason: 'password-changed' });
    }
    if (random() < 0.55) {
      const until = at + Math.floor((0.2 + random() * 7) * HOUR);
      add('session_ended', until, userAgent, { sessionId, reason: 'signed-out' });
    }
  }
  return events.filter(({ at }) => at < now - HOUR);
}

const changes = [['telephone'], ['city', 'postalCode', 'street'], ['locale'], ['title'], ['relationship']] as const;

/** Passwords are changed in the portal. */
const applicationFor = (type: ActivityEvent['type']): string =>
  type === 'authn_password_change' || type === 'session_renewed' ? 'account-portal' : 'certificate-manager';

/** What is left of an address: of an old one the network, without the subscriber. */
export const keptAddress = (address: string, at: number, now: number): string =>
  now - at > SHORTENED_AFTER ? address.replace(/\d+$/, '0') : address;

/** Ids of sessions that are over. */
const idOf = (email: string, at: number): string =>
  createHash('sha256').update(`${email} ${at}`).digest('base64url').slice(0, 22);

/** The usual one mostly. */
function pick<T>(options: readonly T[], random: () => number): T | undefined {
  return options[Math.floor(random() ** 1.6 * options.length)];
}

/** Chance that is the same every time (mulberry32). */
function randomFrom(text: string): () => number {
  let state = createHash('sha256').update(text).digest().readUInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
