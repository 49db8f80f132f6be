import { eq } from 'drizzle-orm';
import type { Queryable } from '../db/open.ts';
import type { Visit } from '../http/visit.ts';
import { sessionClients, sessions } from './schema.ts';

/** Keeps which application used a session, if the session is still there. */
export async function noteClient(
  tx: Queryable,
  sessionId: string,
  { client }: Pick<Visit, 'client'>,
  at: number,
): Promise<void> {
  if (client === null) return;
  const [session] = await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, sessionId)).limit(1);
  if (!session) return;
  await tx
    .insert(sessionClients)
    .values({ sessionId, clientId: client.id, firstAt: at, lastAt: at })
    .onConflictDoUpdate({ target: [sessionClients.sessionId, sessionClients.clientId], set: { lastAt: at } });
}
