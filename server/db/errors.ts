import { LibsqlError } from '@libsql/client';

/**
 * The database cannot be written just now: another process keeps the file
 * locked, or the writes of this process have queued up. Nothing was changed.
 * The same request may succeed a moment later, so answer 503 with Retry-After.
 */
export class DatabaseBusy extends LibsqlError {
  override readonly name = 'DatabaseBusy';

  constructor(message: string, cause?: Error) {
    super(message, 'SQLITE_BUSY', undefined, 5, cause);
  }
}

/** The database cannot be opened. The message is one sentence for whoever operates the server. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}

/** A programming mistake that would have destroyed data or hung the process. The statement did not run. */
export class UnsafeStatement extends Error {
  override readonly name = 'UnsafeStatement';
}

/** drizzle wraps what a driver throws in a `DrizzleQueryError`; the driver's own error is a cause. */
function* causes(error: unknown): Generator<Error> {
  for (let depth = 0; error instanceof Error && depth < 5; depth += 1) {
    yield error;
    error = error.cause;
  }
}

function libsqlCause(error: unknown): LibsqlError | undefined {
  for (const cause of causes(error)) if (cause instanceof LibsqlError) return cause;
  return undefined;
}

/**
 * Whether a row was refused because another row already has its unique value.
 * Over HTTP there is no extended code, so there the message decides.
 */
export function isUniqueViolation(error: unknown): boolean {
  const cause = libsqlCause(error);
  if (!cause) return false;
  if (cause.extendedCode === 'SQLITE_CONSTRAINT_UNIQUE' || cause.extendedCode === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return true;
  }
  return cause.code.startsWith('SQLITE_CONSTRAINT') && cause.message.includes('UNIQUE constraint failed');
}

/** Whether a lock or the queue kept a statement from running; it changed nothing. */
export function isDatabaseBusy(error: unknown): boolean {
  return libsqlCause(error)?.code === 'SQLITE_BUSY';
}

/** Locked, full, failing or unreachable: conditions of the place where the data lives, not of the statement. */
const outages = new Set([
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_NOMEM',
  'SQLITE_PROTOCOL',
  'SERVER_ERROR',
  'HRANA_WEBSOCKET_ERROR',
  'HRANA_CLOSED_ERROR',
  'TRANSACTION_CLOSED',
  'CLIENT_CLOSED',
]);

/** What `fetch` throws when a database server is dead or does not answer in time. */
const networkFailures = new Set(['TimeoutError', 'AbortError', 'FetchError']);

/** Whether the database is out of reach, locked or full: answer 503 with Retry-After, never 500. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (const cause of causes(error)) {
    if (cause instanceof LibsqlError && outages.has(cause.code)) return true;
    if (networkFailures.has(cause.name)) return true;
    if (cause instanceof TypeError && cause.message === 'fetch failed') return true;
  }
  return false;
}

/** The result codes of https://www.sqlite.org/rescode.html that a caller may have to tell apart. */
const primaryCodes: Readonly<Record<number, string>> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  15: 'SQLITE_PROTOCOL',
  17: 'SQLITE_SCHEMA',
  18: 'SQLITE_TOOBIG',
  19: 'SQLITE_CONSTRAINT',
  20: 'SQLITE_MISMATCH',
  21: 'SQLITE_MISUSE',
  23: 'SQLITE_AUTH',
  25: 'SQLITE_RANGE',
  26: 'SQLITE_NOTADB',
};

/** Gives an error of the native core the shape that `@libsql/client` gives it, so that callers need to know one. */
export function toLibsqlError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof LibsqlError || !('code' in error)) return error;
  // Opening fails with another kind of error, which has its code only at the end of its text.
  const opening = /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(error.message)?.[1];
  const raw = 'rawCode' in error && typeof error.rawCode === 'number' ? error.rawCode : Number(opening ?? Number.NaN);
  // The low byte is the primary code; the rest says more about it.
  const code = primaryCodes[raw & 0xff] ?? 'SQLITE_UNKNOWN';
  return new LibsqlError(error.message, code, String(error.code) || code, raw, error);
}
