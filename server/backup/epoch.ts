import type { Config } from '../config.ts';
import { readOwnEpoch, writeOwnEpoch } from '../own-key-file.ts';

type Place = Pick<Config, 'databaseUrl' | 'keys' | 'keysFile' | 'restoreEpoch'>;

/**
 * How many restores there have been, as it is known outside of the database: a copy of the database knows of fewer. The
 * operator's setting, or a number beside the generated keys.
 */
export const readEpoch = (place: Place): number =>
  place.restoreEpoch ?? (isOwn(place) ? readOwnEpoch(place.databaseUrl) : 0);

/** Whether raising it is up to us. */
export const isOwn = ({ keys, keysFile, restoreEpoch }: Place): boolean =>
  restoreEpoch === undefined && keys === undefined && keysFile === undefined;

export const raiseOwnEpoch = ({ databaseUrl }: Place, epoch: number): void => writeOwnEpoch(databaseUrl, epoch);
