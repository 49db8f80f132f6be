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
  const warned = new Set<string>();
  const warn = (path: string, err: unknown) => {
    if (!warned.has(path)) log.warn({ file: path, err }, 'no places from a city file that cannot be read');
    warned.add(path);
  };
  const open = (path: string) => openCityFile(path).catch((err: unknown) => warn(path, err));
  /** Damage can lie anywhere in a file, and shows when an address leads there. */
  const find = (file: CityFile, address: string) => {
    try {
      return file.find(address);
    } catch (err) {
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
