import type { ReauthMethod, StepUp } from './step-up.ts';

/** Every way the server refuses, with its HTTP status. Programs compare the code. */
export const serverProblems = {
  malformed: 400,
  unauthenticated: 401,
  'wrong-credential': 403,
  'reauthentication-required': 403,
  'password-change-required': 403,
  'passkey-refused': 403,
  'origin-refused': 403,
  forbidden: 403,
  'not-found': 404,
  'link-expired': 410,
  'method-not-allowed': 405,
  conflict: 409,
  'another-account': 409,
  'last-way-in': 409,
  'limit-reached': 409,
  'version-conflict': 412,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'invalid-input': 422,
  'too-many-attempts': 429,
  'server-error': 500,
  unavailable: 503,
} as const;

export type ServerProblemCode = keyof typeof serverProblems;

/**
 * What can go wrong without an answer from the server; these never cross the wire.
 * `unreachable`: no answer. `unreadable`: an answer that the contract does not know.
 * `unsupported`: this backend does not have the feature.
 */
export type ClientProblemCode = 'unreachable' | 'unreadable' | 'unsupported';

export type ProblemCode = ServerProblemCode | ClientProblemCode;

/** Why one field was refused. */
export const fieldProblems = [
  'required',
  'invalid',
  'too-short',
  'too-long',
  'unknown-field',
  'taken',
  'password-common',
  'password-guessable',
  'password-breached',
  'password-unchanged',
] as const;

export type FieldProblemCode = (typeof fieldProblems)[number];

/** The name of a field and why it was refused: never its value. */
export interface FieldProblem {
  readonly name: string;
  readonly code: FieldProblemCode;
}

export interface ProblemDetails {
  readonly fields?: readonly FieldProblem[];
  /** Seconds until another try makes sense. */
  readonly retryAfter?: number;
  /** What to quote when asking for help: the server's id of the request. */
  readonly reference?: string;
  /** Of `reauthentication-required`: what this person can prove themselves with, strongest first. */
  readonly methods?: readonly ReauthMethod[];
  /** Of `reauthentication-required`: how far the proof has to reach. */
  readonly stepUp?: StepUp;
  /** Of `reauthentication-required`: for how many seconds a proof counts. */
  readonly maxAge?: number;
}

/** The one error of the library: thrown by handlers, rebuilt by the client, shown by elements. */
export class Problem<Code extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'Problem';
  readonly code: Code;
  readonly fields: readonly FieldProblem[];
  readonly retryAfter: number | undefined;
  readonly reference: string | undefined;
  readonly methods: readonly ReauthMethod[];
  readonly stepUp: StepUp | undefined;
  readonly maxAge: number | undefined;

  constructor(code: Code, details: ProblemDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.fields = details.fields ?? [];
    this.retryAfter = details.retryAfter;
    this.reference = details.reference;
    this.methods = details.methods ?? [];
    this.stepUp = details.stepUp;
    this.maxAge = details.maxAge;
  }
}

/** By name, so that a `Problem` from a second copy of the library counts too. */
export const isProblem = <Code extends ProblemCode>(error: unknown, code?: Code): error is Problem<Code> =>
  error instanceof Error && error.name === 'Problem' && (code === undefined || (error as Problem).code === code);
