import { existsSync, globSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { onThePackages, onTheSources } from './node-arguments.ts';
import type { Report } from './report.ts';

interface Options {
  /** Files at once; those that measure or drive a browser run alone. */
  concurrency?: number;
  /** Files to run instead of all that the pattern finds, or words that their path contains. */
  only?: string[];
  /** Runs on the built packages instead of the sources. */
  built?: boolean;
  /** How long a file may take, in milliseconds. */
  fileTimeout?: number;
}

const FILE_TIMEOUT = 240_000;

/** Runs test files of node:test, each in a process of its own. */
export async function runNodeTests(patterns: string[], report: Report, options: Options = {}): Promise<void> {
  const files = selectFiles(patterns, options.only ?? []);
  if (files.length === 0) return;
  const output = new Map<string, string>();
  const failedFiles = new Set<string>();
  const stream = run({
    files,
    concurrency: options.concurrency ?? 1,
    timeout: options.fileTimeout ?? FILE_TIMEOUT,
    execArgv: [...(options.built ? onThePackages : onTheSources)],
  });
  const suites = new Map<string, string[]>();
  stream.on('test:start', ({ file = '', name, nesting }) => {
    suites.set(file, [...(suites.get(file) ?? []).slice(0, nesting), name]);
  });
  stream.on('test:pass', (event) => {
    if (event.skip !== undefined || event.todo !== undefined) report.skip();
    else if (event.details.type !== 'suite') report.pass();
  });
  stream.on('test:fail', (event) => {
    if (event.todo !== undefined) return report.skip();
    const { error } = event.details;
    // The reason is in the test inside it, which was reported already.
    if ((error as { failureType?: string }).failureType === 'subtestsFailed') return;
    failedFiles.add(event.file ?? '');
    const path = [...(suites.get(event.file ?? '') ?? []).slice(0, event.nesting), event.name];
    report.fail(`${place(event.file)}: ${path.join(': ')}`, reasonOf(error));
  });
  stream.on('test:diagnostic', (event) => {
    if (!SUMMARY.test(event.message)) report.note(event.message);
  });
  const keep = (event: { file?: string | undefined; message: string }): void => {
    const file = event.file ?? '';
    output.set(file, ((output.get(file) ?? '') + event.message).slice(-8000));
  };
  stream.on('test:stdout', keep);
  stream.on('test:stderr', keep);
  for await (const _ of stream);
  for (const file of failedFiles) {
    const text = output.get(file)?.trim();
    if (text) report.note(`What ${place(file)} printed:\n${text}\n`);
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
