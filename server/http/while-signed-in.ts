import { Problem } from 'account-elements/contract/problem.js';
import type { SignedInRequest } from './request.ts';
import { isStillSignedIn } from './session.ts';

/** It takes a while to read a long record; when the session ends meanwhile, so does the file, unfinished. */
export async function* whileSignedIn<T>(
  { db, now, session }: Pick<SignedInRequest, 'db' | 'now' | 'session'>,
  batches: AsyncIterable<T>,
): AsyncGenerator<T> {
  for await (const batch of batches) {
    if (!(await isStillSignedIn(db, session, now()))) throw new Problem('unauthenticated');
    yield batch;
  }
}
