import { record } from '../activity/record.ts';
import type { PublicRequest } from '../http/request.ts';
import { KeyError } from '../keys.ts';

/**
 * Raises the alarm when something that needs the key of an authenticator
 * application does not get it: the key ring lacks a key, or somebody changed
 * what is stored. It fails; it never counts as an account without a second factor.
 */
export async function orAlarm<T>(
  { commit, log, now, visit }: PublicRequest,
  accountId: string,
  job: () => Promise<T> | T,
): Promise<T> {
  try {
    return await job();
  } catch (error) {
    if (error instanceof KeyError) {
      log.error(
        { event: 'key_missing', account: accountId, err: error },
        'an authenticator application cannot be used',
      );
      const event = { type: 'key_missing', outcome: 'failure', actor: 'system' } as const;
      await commit((tx) => record(tx, { ...event, accountId, visit, at: now() }));
    }
    throw error;
  }
}
