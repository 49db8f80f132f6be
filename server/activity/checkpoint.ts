import type { Queryable } from '../db/open.ts';
import type { KeyRing } from '../keys.ts';
import { activityCheckpoint } from './schema.ts';

const PURPOSE = 'activity-checkpoint';

/** The line after which the chain begins. */
interface Beginning {
  readonly sequence: number;
  readonly digest: string;
  readonly at: number;
}

const bound = ({ at, digest, sequence }: Beginning): string => JSON.stringify([sequence, digest, at]);

/** Says, sealed, that the chain begins after this line, which is about to be removed with all before it. */
export async function writeCheckpoint(tx: Queryable, keys: KeyRing, last: Beginning): Promise<void> {
  const { keyId, text } = keys.seal(PURPOSE, bound(last), '');
  const checkpoint = { ...last, keyId, seal: text };
  await tx
    .insert(activityCheckpoint)
    .values({ one: 1, ...checkpoint })
    .onConflictDoUpdate({ target: activityCheckpoint.one, set: checkpoint });
}

/** Where the chain begins: at its very first line, unless a checkpoint says otherwise. Throws `KeyError` for a forged one. */
export async function readCheckpoint(db: Pick<Queryable, 'select'>, keys: KeyRing): Promise<Beginning | undefined> {
  const [row] = await db.select().from(activityCheckpoint).limit(1);
  if (!row) return undefined;
  keys.open(PURPOSE, bound(row), { keyId: row.keyId, text: row.seal });
  return row;
}
