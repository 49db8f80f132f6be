import type { Dependencies } from '../dependencies.ts';
import { Sender, type Attempt, type Outgoing, type SendingPace } from '../sending/sender.ts';
import {
  handBackDelivery,
  noteEvents,
  postponeDelivery,
  settleDelivery,
  takeDeliveries,
  type TakenDelivery,
} from './deliveries.ts';
import { writeRequest, type WebhookConfig } from './message.ts';

type Needs = Pick<Dependencies, 'db' | 'log' | 'now'>;

const usualPace: SendingPace = { interval: 1000, deadline: 15_000, lease: 60_000 };

/** At the same time. */
const AT_ONCE = 8;

/** Tells the operator's receiver what happens, with one id for each event however often it goes out. */
export const sendEvents = (needs: Needs, config: WebhookConfig, pace: SendingPace = usualPace): Sender<TakenDelivery> =>
  new Sender(needs, new OutgoingEvents(needs, config), pace);

class OutgoingEvents implements Outgoing<TakenDelivery> {
  readonly name = 'events for the webhook';
  readonly #needs: Needs;
  readonly #config: WebhookConfig;

  constructor(needs: Needs, config: WebhookConfig) {
    this.#needs = needs;
    this.#config = config;
  }

  note(): Promise<boolean> {
    return noteEvents(this.#needs.db, this.#needs.now());
  }

  async take(lease: number): Promise<readonly TakenDelivery[] | undefined> {
    const taken = await takeDeliveries(this.#needs.db, this.#needs.now(), lease, AT_ONCE);
    return taken.length > 0 ? taken : undefined;
  }

  async deliver(delivery: TakenDelivery, { settle, signal, stopped }: Attempt): Promise<boolean> {
    const { db, log, now } = this.#needs;
    if (!delivery.line) {
      await db.transaction((tx) => settleDelivery(tx, delivery));
      return true;
    }
    let refusal: { readonly status?: number; readonly err?: unknown; readonly atLeast?: number };
    try {
      const { headers, ok, status } = await this.#post(delivery.line, signal);
      if (ok) {
        await settle((tx) => settleDelivery(tx, delivery));
        return true;
      }
      refusal = { status, atLeast: Number(headers.get('retry-after') ?? 0) * 1000 || 0 };
    } catch (err) {
      if (stopped.aborted) {
        await db.transaction((tx) => handBackDelivery(tx, delivery, now()));
        return false;
      }
      refusal = { err };
    }
    const { atLeast, ...about } = refusal;
    const event = { event: 'webhook_postponed', webhook: delivery.id, attempts: delivery.attempts, ...about };
    log.warn(event, 'the receiver did not take an event, it is tried again');
    await db.transaction((tx) => postponeDelivery(tx, delivery, now(), atLeast));
    return false;
  }

  async #post(line: NonNullable<TakenDelivery['line']>, signal: AbortSignal): Promise<Response> {
    const { secrets, url } = this.#config;
    // A redirect is an answer like any other that is no success: what is signed goes to the operator's address alone.
    const response = await fetch(url, {
      ...writeRequest(line, secrets, this.#needs.now()),
      redirect: 'manual',
      signal,
    });
    await response.body?.cancel();
    return response;
  }
}
