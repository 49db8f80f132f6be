import { AsyncLocalStorage } from 'node:async_hooks';
import type { Client } from '@libsql/client';
import { UnsafeStatement } from './errors.ts';

interface Scope {
  readonly client: Client;
  open: boolean;
}

/** The transaction in whose callback the current code runs, if any. */
const current = new AsyncLocalStorage<Scope>();

/** Runs the callback of a transaction so that `refuseNested` recognises what it calls. */
export async function inScope<T>(client: Client, callback: () => Promise<T>): Promise<T> {
  const scope = { client, open: true };
  try {
    return await current.run(scope, callback);
  } finally {
    scope.open = false;
  }
}

/**
 * A write through the database inside a transaction's callback would wait for
 * that transaction, which waits for the write. Fails at once instead of when
 * the patience of one of them ends.
 */
export function refuseNested(client: Client): void {
  const scope = current.getStore();
  if (scope?.open && scope.client === client) {
    throw new UnsafeStatement('A transaction is open here: write through its own handle, not through the database');
  }
}
