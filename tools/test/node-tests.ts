import { existsSync, globSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { onThePackages, onTheSources } from './node-arguments.ts';
import type { Report } from './report.ts';
import { withSecondTry } from './second-try.ts';

interface Options {
  /** Processes at once. */
  concurrency?: number;
  /** At most so many files share a process, one after the other, and load what they import once. */
  together?: number;
  /** Words in the paths of files that measure: they run after the others, each for itself, with nothing beside them. */
  alone?: readonly string[];
  /** Files to run instead of all that the pattern finds, or words that their path contains. */
  only?: string[];
  /** Runs on the built packages instead of the sources. */
  built?: boolean;
  /** How long a file may take, in milliseconds. */
  fileTimeout?: number;
}

/** Many times what any file takes: it is for what hangs. */
const FILE_TIMEOUT = 600_000;
const SEVERAL = fileURLToPath(new URL('several-files.ts', import.meta.url));

type ReportOf = (file: string) => Report;

/** Runs test files of node:test, in processes of their own. */
export async function runNodeTests(patterns: string[], report: Report, options: Options = {}): Promise<void> {
  await withSecondTry(selectFiles(patterns, options.only ?? []), report, (files, reportOf) =>
    runFiles(files, reportOf, options),
  );
}

async function runFiles(files: string[], reportOf: ReportOf, options: Options): Promise<void> {
  const { alone = [], concurrency = 1, together = 1 } = options;
  const isAlone = (file: string): boolean => alone.some((word) => file.includes(word));
  const others = files.filter((file) => !isAlone(file));
  // As many for each process.
  const count = Math.ceil(others.length / together / concurrency) * concurrency;
  const groups = Array.from({ length: count }, (_, at) => others.filter((_, index) => index % count === at));
  const work = async (): Promise<void> => {
    for (let group = groups.shift(); group?.length; group = groups.shift()) await runGroup(group, reportOf, options);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  for (const file of files.filter(isAlone)) await runGroup([file], reportOf, options);
}

async function runGroup(
  files: string[],
  reportOf: ReportOf,
  { built, fileTimeout = FILE_TIMEOUT }: Options,
): Promise<void> {
  const stream = run({
    files: [SEVERAL],
    argv: [String(fileTimeout), ...files],
    timeout: fileTimeout * files.length,
    execArgv: [...(built ? onThePackages : onTheSources)],
  });
  const suites = new Map<string, string[]>();
  // The outermost tests are files.
  const unfinished = new Set(files);
  let current = files[0] ?? '';
  let failed = false;
  const fail = (file: string, name: string, reason: string): void => {
    failed = true;
    reportOf(file).fail(name, reason);
  };
  stream.on('test:start', ({ file = '', name, nesting }) => {
    if (nesting === 0 && unfinished.has(name)) current = name;
    if (nesting > 0) suites.set(file, [...(suites.get(file) ?? []).slice(0, nesting - 1), name]);
  });
  stream.on('test:pass', (event) => {
    if (event.nesting === 0) return void unfinished.delete(event.name);
    if (event.skip !== undefined || event.todo !== undefined) reportOf(current).skip();
    else if (event.details.type !== 'suite') reportOf(current).pass();
  });
  stream.on('test:fail', (event) => {
    if (event.todo !== undefined) return reportOf(current).skip();
    const { error } = event.details;
    if (event.nesting === 0) unfinished.delete(event.name);
    // The reason is in the test inside it, which was reported already.
    if ((error as { failureType?: string }).failureType === 'subtestsFailed') return;
    if (event.nesting === 0) {
      // The process itself: it may have ended before its files did.
      if (files.includes(event.name)) fail(event.name, place(event.name), reasonOf(error));
      else if (unfinished.size === 0) fail('', place(event.name), reasonOf(error));
      return;
    }
    const path = [...(suites.get(event.file ?? '') ?? []).slice(0, event.nesting - 1), event.name];
    fail(current, `${place(event.file)}: ${path.join(': ')}`, reasonOf(error));
  });
  stream.on('test:diagnostic', (event) => {
    if (!SUMMARY.test(event.message)) reportOf(current).note(event.message);
  });
  let output = '';
  const keep = ({ message }: { message: string }): void => void (output = (output + message).slice(-8000));
  stream.on('test:stdout', keep);
  stream.on('test:stderr', keep);
  for await (const _ of stream);
  for (const file of unfinished) fail(file, place(file), 'The process ended before this file did.');
  if (failed && output.trim()) {
    reportOf(current).note(`What ${files.map(place).join(', ')} printed:\n${output.trim()}\n`);
  }
}

/** The runner's own counts, which it also sends as diagnostics. */
const SUMMARY = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

/** Named files as they are; else what the patterns find, narrowed by words in the path. */
export function selectFiles(patterns: string[], only: string[]): string[] {
  const named = only.filter((word) => existsSync(word));
  const words = only.filter((word) => !existsSync(word));
  const found = patterns.flatMap((pattern) => globSync(pattern)).toSorted();
  if (named.length > 0) return named.map((file) => resolve(file));
  const chosen = words.length > 0 ? found.filter((file) => words.some((word) => file.includes(word))) : found;
  return chosen.map((file) => resolve(file));
}

const place = (file: string | undefined): string => (file ? file.replace(`${process.cwd()}/`, '') : 'a test file');

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return inspect(error);
  // The runner wraps what a test threw.
  if ((error as { code?: string }).code === 'ERR_TEST_FAILURE' && error.cause) return reasonOf(error.cause);
  // Node's own frames say nothing about the failure.
  const stack = (error.stack ?? error.message).split('\n').filter((line) => !/^\s+at .*node:internal/.test(line));
  return [...stack, ...(error.cause ? ['caused by:', reasonOf(error.cause)] : [])].join('\n');
}
