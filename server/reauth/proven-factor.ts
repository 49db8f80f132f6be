import type { Queryable } from '../db/open.ts';

/** A factor that was right; it counts once `use` has been part of a transaction that commits. */
export interface ProvenFactor {
  use(tx: Queryable): Promise<void>;
}
