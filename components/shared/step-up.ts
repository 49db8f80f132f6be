import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AccountClient } from '../client/account-client.ts';
import { Problem, isProblem } from '../contract/problem.ts';
import type { ReauthMethod, StepUp } from '../contract/step-up.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';

/** The element whose request needs a proof, as far as the question has to know it. */
interface Asker extends HTMLElement, ReactiveControllerHost {
  readonly activeClient: AccountClient;
  readonly localize: LocalizeController;
  readonly stepUpReason: string;
}

/** What a proof can be given with, strongest first, and for how many seconds it counts. */
export interface ProofWanted {
  readonly methods: readonly ReauthMethod[];
  readonly maxAge?: number | undefined;
  /** How far the proof has to reach; the highest when left out. */
  readonly stepUp?: StepUp | undefined;
}

/**
 * Asks whoever listens to have the person prove who they are. Bubbles out of
 * shadow roots, so that a page can answer with a dialog of its own; when nobody
 * does, `<reauth-dialog>` answers.
 */
export class StepUpRequestEvent extends Event {
  static readonly type = 'step-up-request';
  readonly client: AccountClient;
  /** The element that asks: `composedPath()` hides it behind closed roots. */
  readonly origin: HTMLElement;
  /** What the person can prove themselves with, strongest first. */
  readonly methods: readonly ReauthMethod[];
  /** For how many seconds a proof counts. */
  readonly maxAge: number | undefined;
  /** How far the proof has to reach: it may take several ways one after the other. */
  readonly stepUp: StepUp;
  /** Why it is asked, as a sentence in `language`. */
  readonly reason: string;
  readonly language: string;
  /** Aborted when the element that asks has left the page: nobody waits for the answer any longer. */
  readonly signal: AbortSignal;
  #answer: Promise<boolean> | undefined;

  constructor(origin: Asker, { methods, maxAge, stepUp }: ProofWanted, signal: AbortSignal) {
    super(StepUpRequestEvent.type, { bubbles: true, composed: true });
    this.client = origin.activeClient;
    this.origin = origin;
    this.methods = methods;
    this.maxAge = maxAge;
    this.stepUp = stepUp ?? 'highest';
    this.reason = origin.stepUpReason;
    this.language = origin.localize.language;
    this.signal = signal;
  }

  /** Takes the question over: `answer` resolves to whether the person proved who they are. */
  respondWith(answer: Promise<boolean>): void {
    this.stopImmediatePropagation();
    this.#answer = answer;
  }

  /** @internal What was promised, if anybody listened. */
  get answer(): Promise<boolean> | undefined {
    return this.#answer;
  }
}

type Answer = (request: StepUpRequestEvent) => Promise<boolean>;
let usualAnswer: Answer | undefined;

/** Who answers when the page does not: these files cannot know the dialog. */
export function answerStepUpsWith(answer: Answer): void {
  usualAnswer = answer;
}

interface Proofs {
  /** How many were given. */
  given: number;
  /** The question that is open: all who need a proof meanwhile wait for this one. */
  asked: Promise<boolean> | undefined;
}
const proofs = new WeakMap<AccountClient, Proofs>();

function proofsOf(client: AccountClient): Proofs {
  const known = proofs.get(client) ?? { given: 0, asked: undefined };
  proofs.set(client, known);
  return known;
}

/** Sends a request, and once more after the person proved who they are, if the server wants that. */
export async function withStepUp<T>(host: Asker, send: () => Promise<T>): Promise<T> {
  const known = proofsOf(host.activeClient);
  for (let asked = false; ;) {
    const { given } = known;
    try {
      return await send();
    } catch (error) {
      if (!isProblem(error, 'reauthentication-required')) throw error;
      // Not satisfied with what it has just accepted.
      if (asked) throw new Problem('unreadable', {}, { cause: error });
      // Somebody else's question was answered while this request was under way: no reason to ask again.
      if (known.given !== given) continue;
      asked = true;
      if (!(await askForProof(host, error))) throw error;
    }
  }
}

/** Has the person prove who they are, in one dialog for all who ask. Resolves to whether they did. */
export function askForProof(host: Asker, wanted: ProofWanted): Promise<boolean> {
  const known = proofsOf(host.activeClient);
  known.asked ??= ask(host, wanted)
    .then((proven) => {
      if (proven) known.given += 1;
      return proven;
    })
    .finally(() => {
      known.asked = undefined;
    });
  return known.asked;
}

async function ask(host: Asker, wanted: ProofWanted): Promise<boolean> {
  if (!host.isConnected) return false;
  const gone = new AbortController();
  const watch: ReactiveController = {
    // Not when it was only moved.
    hostDisconnected: () => queueMicrotask(() => host.isConnected || gone.abort()),
  };
  host.addController(watch);
  try {
    const request = new StepUpRequestEvent(host, wanted, gone.signal);
    host.dispatchEvent(request);
    return await (request.answer ?? usualAnswer?.(request) ?? false);
  } finally {
    host.removeController(watch);
  }
}

declare global {
  interface HTMLElementEventMap {
    'step-up-request': StepUpRequestEvent;
  }
}
