import { randomBytes } from 'node:crypto';
import { parseOptions } from '@node-rs/argon2';
import type { HashingLimits } from '../config.ts';
import type { KeyRing, Sealed } from '../keys.ts';
import { hashArgon2, verifyArgon2 } from './argon2.ts';
import { WorkLimit, type Share } from './work-limit.ts';

/** What verifying a password found. */
export type Verification =
  | { readonly correct: false }
  /** `stale`: hashed with weaker parameters or sealed with an older key than today's. */
  | { readonly correct: true; readonly stale: boolean };

const PURPOSE = 'password';

/** The one place where a password as typed becomes the password that is hashed. */
const prepare = (password: string): string => password.normalize('NFC');

/**
 * Argon2id, then encrypted with a key outside the database: a stolen database
 * alone gives nothing to guess against, and keys can be exchanged without
 * anybody's password.
 */
export class PasswordHashing {
  readonly #keys: KeyRing;
  readonly #limits: HashingLimits;
  readonly #work: WorkLimit;
  readonly #decoy: Promise<Sealed>;

  constructor(keys: KeyRing, limits: HashingLimits) {
    this.#keys = keys;
    this.#limits = limits;
    this.#work = new WorkLimit(limits.atOnce, limits.waiting);
    this.#decoy = this.hash(randomBytes(24).toString('base64url'), '');
    // Whoever needs it sees the failure; until then it is nobody's.
    this.#decoy.catch(() => undefined);
  }

  /** How many hashes are worked on now, and how many wait. */
  get load(): WorkLimit['load'] {
    return this.#work.load;
  }

  /**
   * `accountId` is bound in: one account's hash does not open as another's.
   *
   * @param share in whose name a request asks for it; an operator has none
   */
  async hash(password: string, accountId: string, share?: Share): Promise<Sealed> {
    const { memoryCost, timeCost, parallelism } = this.#limits;
    const options = { memoryCost, timeCost, parallelism, outputLen: 32 };
    const phc = await this.#work.run(() => hashArgon2(prepare(password), options), share);
    return this.#keys.seal(PURPOSE, accountId, phc);
  }

  /**
   * Without a stored hash the same work is done against one that nothing
   * matches, so that an answer takes as long for an account that does not exist.
   */
  async verify(password: string, accountId: string, stored: Sealed | undefined, share?: Share): Promise<Verification> {
    const phc = stored ? this.#keys.open(PURPOSE, accountId, stored) : this.#keys.open(PURPOSE, '', await this.#decoy);
    const correct = await this.#work.run(() => verifyArgon2(phc, prepare(password)), share);
    if (!stored || !correct) return { correct: false };
    return { correct: true, stale: stored.keyId !== this.#keys.currentId || this.#isWeak(phc) };
  }

  #isWeak(phc: string): boolean {
    const used = parseOptions(phc);
    const wanted = this.#limits;
    return (
      used.memoryCost < wanted.memoryCost || used.timeCost < wanted.timeCost || used.parallelism !== wanted.parallelism
    );
  }
}
