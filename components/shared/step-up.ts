import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AccountClient } from '../client/account-client.ts';
import { Problem, isProblem } from '../contract/problem.ts';
import { stepUps, type ReauthMethod, type StepUp } from '../contract/step-up.ts';
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

/** Whether a proof that goes this far is enough for whoever wants the other. */
const reaches = (given: StepUp, wanted: StepUp): boolean => stepUps.indexOf(given) >= stepUps.indexOf(wanted);

interface Proofs {
  /** How many were given that reach so far. */
  readonly given: Record<StepUp, number>;
  /** The question that is open: all who need no more than its proof wait for this one. */
  open: { readonly stepUp: StepUp; readonly answer: Promise<boolean> } | undefined;
}
const proofs = new WeakMap<AccountClient, Proofs>();

function proofsOf(client: AccountClient): Proofs {
  const known = proofs.get(client) ?? { given: { recent: 0, enrolment: 0, highest: 0 }, open: undefined };
  proofs.set(client, known);
  return known;
}

/** Sends a request, and once more after the person proved who they are, if the server wants that. */
export async function withStepUp<T>(host: Asker, send: () => Promise<T>): Promise<T> {
  const known = proofsOf(host.activeClient);
  for (let asked: StepUp | undefined; ;) {
    const given = { ...known.given };
    try {
      return await send();
    } catch (error) {
      if (!isProblem(error, 'reauthentication-required')) throw error;
      const wanted = error.stepUp ?? 'highest';
      // Not satisfied with what it has just accepted.
      if (asked && reaches(asked, wanted)) throw new Problem('unreadable', {}, { cause: error });
      // Somebody else's question was answered while this request was under way: no reason to ask again.
      if (known.given[wanted] !== given[wanted]) continue;
      const outcome = await askForProof(host, error);
      if (outcome === 'declined') throw error;
      if (outcome === 'proven') asked = wanted;
    }
  }
}

/**
 * `declined`: the person would rather not.
 * `lesser`: they answered a question that was open already and does not go so
 * far. What is left to prove is another thing now: ask the server again.
 */
export type ProofOutcome = 'proven' | 'declined' | 'lesser';

/** Has the person prove who they are, in one dialog at a time for all who ask. */
export async function askForProof(host: Asker, wanted: ProofWanted): Promise<ProofOutcome> {
  const known = proofsOf(host.activeClient);
  const stepUp = wanted.stepUp ?? 'highest';
  const open = (known.open ??= { stepUp, answer: answerOf(host, wanted, known) });
  if (!(await open.answer)) return 'declined';
  return reaches(open.stepUp, stepUp) ? 'proven' : 'lesser';
}

async function answerOf(host: Asker, wanted: ProofWanted, known: Proofs): Promise<boolean> {
  try {
    const proven = await ask(host, wanted);
    for (const stepUp of stepUps) {
      if (proven && reaches(wanted.stepUp ?? 'highest', stepUp)) known.given[stepUp] += 1;
    }
    return proven;
  } finally {
    known.open = undefined;
  }
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
