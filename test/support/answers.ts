/** What the tests' server is to answer, and how. */
export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Left out, the answer tells what was heard. */
  readonly body?: string;
  /** Milliseconds before the answer. */
  readonly delay?: number;
  /** Sends the beginning of the body, and then no more. */
  readonly stopAfter?: 'hang-up' | 'silence';
}

/** What the tests' server heard. */
export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** A base path below which the tests' server gives this answer to everything. */
export const answering = (answer: Answer = {}): string => `/test-answers/${encodeURIComponent(JSON.stringify(answer))}`;

/** The same for a problem as the server would send it. */
export const refusing = (status: number, problem: object, headers: Answer['headers'] = {}): string =>
  answering({ status, type: 'application/problem+json', headers, body: JSON.stringify(problem) });
