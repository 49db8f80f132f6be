import type { Logger } from '../log.ts';
import { openCityFile, type CityFile, type FoundPlace } from './city-file.ts';
import { isLocalAddress } from './local-network.ts';

/** Where an address is, approximately. */
export type Place = { readonly local: true } | ({ readonly local: false } & FoundPlace);

/** Places by address. A look-up works in memory and takes microseconds. */
export interface Locations {
  /** `null` when nothing is known, which is never a failure. */
  of(address: string): Place | null;
  /** Resolves when every file has been read or given up. */
  readonly loaded: Promise<void>;
}

/**
 * Starts to read city files and returns at once: nothing waits for them, and
 * until they are there no place is known. A file that is missing or damaged
 * costs its places and one warning, never a request.
 */
export function openLocations(paths: readonly string[], log: Pick<Logger, 'warn'>): Locations {
  let files: readonly CityFile[] = [];
  const warn = (path: string, err: unknown) =>
    log.warn({ file: path, err }, 'no places from a damaged or missing city file');
  const open = (path: string) => openCityFile(path).catch((err: unknown) => warn(path, err));
  const find = (file: CityFile, address: string) => {
    try {
      return file.find(address);
    } catch (err) {
      // Damage can lie anywhere and shows when an address leads there. More of it could cost time, so this was the last.
      files = files.filter((other) => other !== file);
      warn(file.path, err);
      return null;
    }
  };

  return {
    loaded: Promise.all(paths.map(open)).then((opened) => {
      files = opened.filter((file) => file !== undefined);
    }),
    of(address) {
      if (isLocalAddress(address)) return { local: true };
      for (const file of files) {
        const found = find(file, address);
        if (found) return { local: false, ...found };
      }
      return null;
    },
  };
}
