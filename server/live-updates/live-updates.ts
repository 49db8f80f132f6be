import { Problem } from 'account-elements/contract/problem.js';
import { lastLine, linesAfter, type Position } from '../activity/read-on.ts';
import type { Dependencies } from '../dependencies.ts';
import { aliveAmong, type SignedIn } from '../http/session.ts';
import { typesAfter, typesWithin } from './missed.ts';
import { staleAfter } from './stale.ts';
import { LiveStream } from './stream.ts';

/** How often the record is looked at, in milliseconds: what another process did is told that much later, at most. */
const INTERVAL = 500;
/** Lines that are read at once. */
const BATCH = 500;
/** After so long a stream is told that it lives: proxies end what is silent for a minute. */
const HEARTBEAT = 20_000;
/** Who takes nothing for so long is gone. */
const PATIENCE = 60_000;

/** A browser opens one for all its tabs; where it cannot share, one for each. */
const PER_SESSION = 12;
const PER_ACCOUNT = 60;

/** Where a page goes on: after an update that it had, or after so many milliseconds ago. */
export interface Beginning {
  readonly after?: string;
  readonly age?: number;
}

/**
 * Tells open pages that something changed. Whatever changes is in the activity record, written by whichever process did
 * it, so one look there, for all streams of this process, finds it. Nothing is looked at while nobody listens.
 */
export class LiveUpdates {
  readonly #needs: Pick<Dependencies, 'config' | 'db' | 'log' | 'now'>;
  readonly #streams = new Map<string, Set<LiveStream>>();
  #count = 0;
  #position: Promise<Position> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failing = false;
  #stopping = false;

  constructor(needs: Pick<Dependencies, 'config' | 'db' | 'log' | 'now' | 'stopping'>) {
    this.#needs = needs;
    needs.stopping?.addEventListener('abort', () => {
      this.#stopping = true;
      for (const stream of this.#all()) stream.end();
    });
  }

  /** How many streams are open. */
  get streams(): number {
    return this.#count;
  }

  /** @throws Problem `unavailable` when there are too many already, `not-found` when there shall be none */
  async open({ account, session }: SignedIn, beginning: Beginning): Promise<LiveStream> {
    if (this.#needs.config.liveStreams === 0) throw new Problem('not-found');
    this.#requireRoom(account.id, session.id);
    const { tokenHash } = session;
    const listener = { accountId: account.id, sessionId: session.id, tokenHash };
    const stream = new LiveStream(listener, endOf(session), (ended) => this.#remove(ended));
    this.#add(stream);
    try {
      const { id } = await this.#start();
      const missed = await this.#missed(account.id, beginning);
      stream.tell({ position: id, stale: missed && [...missed] });
      // It may have ended between the look at its cookie and now.
      await this.#look([stream]);
      return stream;
    } catch (error) {
      stream.end();
      throw error;
    }
  }

  async #missed(accountId: string, { after, age }: Beginning): Promise<Set<string> | null> {
    const { db, now } = this.#needs;
    if (after === undefined && age === undefined) return new Set();
    const types = await (after === undefined
      ? typesWithin(db, accountId, age ?? 0, now())
      : typesAfter(db, accountId, after, now()));
    return types && staleAfter(types);
  }

  #requireRoom(accountId: string, sessionId: string): void {
    const own = [...(this.#streams.get(accountId) ?? [])];
    const full =
      this.#stopping ||
      this.#count >= this.#needs.config.liveStreams ||
      own.length >= PER_ACCOUNT ||
      own.filter(({ listener }) => listener.sessionId === sessionId).length >= PER_SESSION;
    // Not all at once again.
    if (full) throw new Problem('unavailable', { retryAfter: 20 + Math.random() * 40 });
  }

  #add(stream: LiveStream): void {
    const { accountId } = stream.listener;
    const own = this.#streams.get(accountId) ?? new Set();
    this.#streams.set(accountId, own.add(stream));
    this.#count += 1;
  }

  #remove(stream: LiveStream): void {
    const own = this.#streams.get(stream.listener.accountId);
    if (!own?.delete(stream)) return;
    this.#count -= 1;
    if (own.size === 0) this.#streams.delete(stream.listener.accountId);
    if (this.#count > 0) return;
    clearTimeout(this.#timer);
    this.#position = undefined;
  }

  *#all(): Generator<LiveStream> {
    for (const own of this.#streams.values()) yield* own;
  }

  /** From where the record is read: from its end, when nobody listened until now. */
  #start(): Promise<Position> {
    if (this.#position) return this.#position;
    const position = lastLine(this.#needs.db);
    this.#position = position;
    position.then(
      () => this.#later(),
      // The next one tries again.
      () => this.#position === position && (this.#position = undefined),
    );
    return position;
  }

  #later(): void {
    clearTimeout(this.#timer);
    if (this.#count === 0) return;
    this.#timer = setTimeout(() => void this.#round(), INTERVAL);
    this.#timer.unref();
  }

  async #round(): Promise<void> {
    try {
      while (await this.#readOn());
      await this.#look(this.#due());
      this.#failing = false;
    } catch (err) {
      if (!this.#failing) this.#needs.log.warn({ err }, 'open pages cannot be told of changes');
      this.#failing = true;
    }
    this.#later();
  }

  /** Returns whether there is more to read. */
  async #readOn(): Promise<boolean> {
    const position = this.#position;
    if (!position) return false;
    const lines = await linesAfter(this.#needs.db, (await position).sequence, BATCH);
    const last = lines.at(-1);
    // Everybody left meanwhile.
    if (!last || this.#position !== position) return false;
    const heard = lines.filter(({ accountId }) => accountId !== null && this.#streams.has(accountId));
    for (const [accountId, own] of Map.groupBy(heard, (line) => line.accountId as string)) {
      const streams = [...(this.#streams.get(accountId) ?? [])];
      const stale = staleAfter(own.map(({ type }) => type));
      await this.#look(streams, { position: last.id, stale: stale && [...stale] });
    }
    if (this.#position === position) this.#position = Promise.resolve(last);
    return lines.length === BATCH;
  }

  /** Those that have not been told for a while, and those whose session may be over. */
  #due(): LiveStream[] {
    const [at, now] = [performance.now(), this.#needs.now()];
    return [...this.#all()].filter(({ endsAt, toldAt }) => at - toldAt >= HEARTBEAT || endsAt <= now);
  }

  /**
   * Looks at the sessions behind streams, and tells those that are alive. A stream ends with its session, and with the
   * token that opened it: whoever has the new one opens another.
   */
  async #look(streams: readonly LiveStream[], told?: { readonly position: string; readonly stale: string[] | null }) {
    if (streams.length === 0) return;
    const { db, now } = this.#needs;
    const alive = await aliveAmong(
      db,
      streams.map(({ listener }) => listener.sessionId),
      now(),
    );
    const position = told?.position ?? (await this.#position)?.id;
    for (const stream of streams) {
      const session = alive.get(stream.listener.sessionId);
      if (!session) stream.tell({ stale: [], signedOut: true });
      if (session?.tokenHash !== stream.listener.tokenHash || stream.untaken > PATIENCE) {
        stream.end();
        continue;
      }
      stream.endsAt = endOf(session);
      if (told) stream.tell(told);
      else if (performance.now() - stream.toldAt >= HEARTBEAT)
        stream.tell({ ...(position && { position }), stale: [] });
    }
  }
}

const endOf = ({ expiresAt, idleExpiresAt }: { readonly expiresAt: number; readonly idleExpiresAt: number }): number =>
  Math.min(expiresAt, idleExpiresAt);
