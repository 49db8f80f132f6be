import { eq } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import type { Reauth } from 'account-elements/contract/reauth.js';
import type { StepUp } from 'account-elements/contract/step-up.js';
import type { AppConfig } from '../config.ts';
import type { Queryable } from '../db/open.ts';
import { sessions, type Proof } from '../sessions/schema.ts';
import { factorsOf } from './factors.ts';
import { nextMethods, provenUntil } from './level.ts';

type Selecting = Pick<Queryable, 'select'>;

/** Whose proofs they are, and by which clock and rules they count. */
interface Context {
  readonly accountId: string;
  readonly sessionId: string;
  /** The token that a known browser has. */
  readonly device: string | undefined;
  readonly config: Pick<AppConfig, 'passkeys' | 'sessions'>;
  /** The page that asks; `null` is one of our own origin. Passkeys do not work on every page. */
  readonly origin: string | null;
  readonly now: number;
}

/** What a session rests on. One that ended since the request began is nobody's: no proof would help it. */
export async function proofsOf(db: Selecting, sessionId: string): Promise<readonly Proof[]> {
  const [row] = await db
    .select({ methods: sessions.methods })
    .from(sessions)
    .where(eq(sessions.id, sessionId))
    .limit(1);
  if (!row) throw new Problem('unauthenticated');
  return row.methods;
}

/** How things stand: what is proven, and what leads on. */
export async function reauthState(db: Selecting, context: Context, wanted: StepUp = 'highest'): Promise<Reauth> {
  const { accountId, config, device, now, origin, sessionId } = context;
  const proofs = await proofsOf(db, sessionId);
  const factors = await factorsOf(db, accountId, { device, now });
  const passkeysWork = origin === null || config.passkeys.origins.has(origin);
  const demand = { wanted, factors, window: config.sessions.proof, now };
  const until = provenUntil(proofs, demand);
  return {
    methods: nextMethods(proofs, demand).filter((method) => method !== 'passkey' || passkeysWork),
    provenUntil: until === undefined ? null : new Date(until).toISOString(),
    maxAge: config.sessions.proof / 1000,
  };
}

/** Throws the refusal of what needs a proof, with what can be done about it, unless it was given. */
export async function requireProof(db: Selecting, context: Context, wanted: StepUp): Promise<void> {
  const { maxAge, methods, provenUntil: until } = await reauthState(db, context, wanted);
  if (until !== null) return;
  throw new Problem('reauthentication-required', { methods, stepUp: wanted, ...(maxAge !== undefined && { maxAge }) });
}
