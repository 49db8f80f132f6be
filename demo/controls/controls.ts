import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import type { Dependencies } from 'account-elements-server';
import { cookiesFor, readToken } from 'account-elements-server/http/cookies.js';
import { tokenHash } from 'account-elements-server/http/session.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import type { DemoApp } from '../demo-app.ts';
import { troubles } from './troubles.ts';

/** What the panel *Demo controls* needs from the server and the real API does not have. */
export function mountControls(app: DemoApp, { db, config }: Pick<Dependencies, 'db' | 'config'>): void {
  const offered = JSON.stringify({ troubles, events: eventNames() });
  app.get('/demo/controls', (c) => c.body(offered, 200, { 'content-type': 'application/json' }));

  // As if its time were over: the page is not told, and finds out when it asks for something.
  app.post('/demo/controls/end-session', async (c) => {
    if (c.req.header('origin') !== config.origin) return c.body(null, 403);
    // The demo never runs in production.
    const { session } = cookiesFor(c.req.header('user-agent') ?? null, true);
    const token = readToken(c.req.header('cookie') ?? null, session);
    const over = { expiresAt: 1, idleExpiresAt: 1 };
    if (token)
      await db
        .update(sessions)
        .set(over)
        .where(eq(sessions.tokenHash, tokenHash(token)));
    return c.body(null, 204);
  });
}

interface Manifest {
  modules: { declarations?: { events?: { name: string }[] }[] }[];
}

/** Of all elements, as their documentation has them. */
function eventNames(): string[] {
  const file = new URL(import.meta.resolve('account-elements/custom-elements.json'));
  const { modules } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const declarations = modules.flatMap((module) => module.declarations ?? []);
  return [...new Set(declarations.flatMap(({ events = [] }) => events.map(({ name }) => name)))];
}
