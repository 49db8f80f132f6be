import { describeError } from './log.ts';

/** Failures that say in one sentence what to do; everything else is a mistake of ours and is shown as one. */
const explained = new Set(['ConfigError', 'DatabaseUnusable', 'MigrationError', 'ListenError', 'CommandError']);

export function reportAndExit(error: unknown): never {
  if (error instanceof Error && explained.has(error.name)) console.error(`account-elements-server: ${error.message}`);
  else console.error('account-elements-server: stopped by an unexpected error', JSON.stringify(describeError(error)));
  process.exit(1);
}
