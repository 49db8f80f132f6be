import type { AppConfig } from './config.ts';
import type { Database } from './db/open.ts';
import type { KeyRing } from './keys.ts';
import type { Locations } from './location/locations.ts';
import type { Logger } from './log.ts';
import type { PasswordHashing } from './password/hash.ts';

/** What `createApp` is made of; a test brings its own clock, a host its own log. */
export interface Dependencies {
  readonly db: Database;
  readonly config: AppConfig;
  readonly passwords: PasswordHashing;
  /** For the secrets that the database must not reveal by itself. */
  readonly keys: KeyRing;
  /** Where addresses are. */
  readonly locations: Pick<Locations, 'of'>;
  readonly now: () => number;
  readonly log: Logger;
  /** Aborted when the process is about to stop: answers that would go on for ever end then. */
  readonly stopping?: AbortSignal;
}
