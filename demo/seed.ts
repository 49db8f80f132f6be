import { and, eq, gt } from 'drizzle-orm';
import { createAccount, findAccountByEmail, newAccountId } from 'account-elements-server/accounts/store.js';
import { accounts } from 'account-elements-server/accounts/schema.js';
import { record, type ActivityEvent } from 'account-elements-server/activity/record.js';
import type { Dependencies } from 'account-elements-server';
import { Clients } from 'account-elements-server/clients/clients.js';
import type { Queryable } from 'account-elements-server/db/open.js';
import { Visit } from 'account-elements-server/http/visit.js';
import { profiles } from 'account-elements-server/profile/schema.js';
import { noteClient } from 'account-elements-server/sessions/clients.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { startSession } from 'account-elements-server/sessions/store.js';
import { addFactors } from './factors.ts';
import { historyOf, keptAddress } from './history.ts';
import { demoPassword, type Person } from './people.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Few enough for one transaction, which may not take long. */
const BATCH = 100;

type Needs = Pick<Dependencies, 'db' | 'config' | 'keys' | 'locations' | 'passwords' | 'now'>;

/** Writes one thing that happened. */
type Step = readonly [at: number, write: (tx: Queryable) => Promise<void>];

/**
 * The people of the demo and what they did in the last two years, as rows that
 * the server's own functions write. People who are there already are left as
 * they are; only their sessions are topped up, so that there are always some.
 */
export async function seed(needs: Needs, people: readonly Person[]): Promise<void> {
  const { db, now } = needs;
  const steps: Step[] = [];
  for (const person of people) {
    if (!(await findAccountByEmail(db, person.email))) steps.push(...(await lifeOf(person, needs)));
  }
  // In the order in which it happened: the activity record is a chain.
  steps.sort(([a], [b]) => a - b);
  for (let start = 0; start < steps.length; start += BATCH) {
    await db.transaction(async (tx) => {
      for (const [, write] of steps.slice(start, start + BATCH)) await write(tx);
    });
  }
  await db.transaction(async (tx) => {
    for (const person of people) await topUpSessions(tx, person, needs, now());
  });
}

/** Reads what a browser would have sent, as the server does. */
function visitor({ config, locations }: Pick<Needs, 'config' | 'locations'>) {
  const readers = { locations, clients: new Clients(config.origin, config.clients) };
  return (address: string, userAgent: string, client: string): Visit =>
    new Visit(
      new Headers({ 'user-agent': userAgent, origin: config.origin, 'account-client': client }),
      () => ({ address, network: address }),
      readers,
    );
}

async function lifeOf(person: Person, needs: Needs): Promise<Step[]> {
  const { passwords, now } = needs;
  const id = newAccountId();
  const joined = now() - person.joined * DAY;
  // Outside of the transaction: it takes its time.
  const password = await passwords.hash(demoPassword, id);
  const steps: Step[] = [
    [
      joined,
      async (tx) => {
        const { email, firstName, lastName, administrator = false } = person;
        const account = { id, email, firstName, lastName, administrator, password };
        await createAccount(tx, account, { at: joined, actor: 'operator' });
        if (person.locale) await tx.update(accounts).set(person.locale).where(eq(accounts.id, id));
        if (person.profile) await tx.insert(profiles).values({ accountId: id, ...defined(person.profile), version: 1 });
      },
    ],
  ];
  if (person.factors) {
    const { factors } = person;
    const at = now() - factors.since * DAY;
    const address = keptAddress(person.home.address, at, now());
    const visit = visitor(needs)(address, person.uses[0] ?? '', 'account-portal');
    steps.push([at, (tx) => addFactors(tx, needs, id, factors, { at, visit })]);
  }
  for (const event of historyOf(person, id, visitor(needs), now())) {
    steps.push([event.at, (tx) => record(tx, event)]);
  }
  return steps;
}

/** Starts the sessions that a person is said to have and that are not alive any more. */
async function topUpSessions(tx: Queryable, person: Person, needs: Needs, now: number): Promise<void> {
  const { config } = needs;
  const visitAs = visitor(needs);
  const account = await findAccountByEmail(tx, person.email);
  if (!account) return;
  const alive = await tx
    .select({ userAgent: sessions.userAgent, address: sessions.address })
    .from(sessions)
    .where(and(eq(sessions.accountId, account.id), gt(sessions.idleExpiresAt, now), gt(sessions.expiresAt, now)));
  for (const { device, place, since, lastUsed, clients = ['certificate-manager'] } of person.sessions) {
    if (alive.some(({ userAgent, address }) => userAgent === device && address === place.address)) continue;
    const at = now - since * DAY;
    const visits = clients.map((client) => visitAs(place.address, device, client));
    const [visit] = visits;
    if (!visit) continue;
    const methods = person.factors ? (['password', 'code'] as const) : (['password'] as const);
    const proofs = methods.map((method) => ({ method, at }));
    const { id } = await startSession(tx, config.sessions, { accountId: account.id, proofs, visit, at });
    const lastSeenAt = Math.max(at, now - lastUsed * HOUR);
    const idleExpiresAt = Math.min(lastSeenAt + config.sessions.idle, at + config.sessions.absolute);
    for (const later of visits.slice(1)) await noteClient(tx, id, later, lastSeenAt);
    await tx.update(sessions).set({ lastSeenAt, idleExpiresAt }).where(eq(sessions.id, id));
    const success: ActivityEvent = { type: 'authn_login_success', accountId: account.id, sessionId: id, visit, at };
    await record(tx, { ...success, details: { methods } });
  }
}

/** What is left out keeps the column's default. */
const defined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
