/** One place that keeps somebody out: what stands there, what stands there without it, and the tests that must notice. */
export interface Guard {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly without: string;
  /** The file of the tests. */
  readonly tests: string;
  /** A pattern for the names of those that promise it, where not the whole file does. */
  readonly names?: string | undefined;
}

type Deletion = readonly [text: string, without: string, names?: string];

export const guards = (tests: string, file: string, deletions: Readonly<Record<string, Deletion>>): Guard[] =>
  Object.entries(deletions).map(([what, [text, without, names]]) => ({ what, file, text, without, tests, names }));
