/** One place that keeps somebody out: what stands there, what stands there without it, and the tests that must notice. */
export interface Guard {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly without: string;
  readonly tests: string;
}

export const guards = (
  tests: string,
  file: string,
  deletions: Readonly<Record<string, readonly [string, string]>>,
): Guard[] => Object.entries(deletions).map(([what, [text, without]]) => ({ what, file, text, without, tests }));
