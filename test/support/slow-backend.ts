import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient } from '../../components/client/create-client.ts';
import { account, type Account } from '../../components/contract/account.ts';
import { Problem } from '../../components/contract/problem.ts';
import { ada } from '../../components/testing/samples.ts';

/** A backend whose answers come when the test says so. */
export class SlowBackend {
  readonly asked: {
    readonly signal: AbortSignal | undefined;
    answer(email: string): void;
    refuse(code: 'unavailable'): void;
  }[] = [];
  readonly client: AccountClient = createClient({
    account: {
      get: (_, { signal }) =>
        new Promise<Account>((resolve, reject) =>
          this.asked.push({
            signal,
            answer: (email) => resolve({ ...ada, email }),
            refuse: (code) => reject(new Problem(code)),
          }),
        ),
      updateName: () => ada,
    },
    signIn: { signOut: () => undefined },
  });

  change(): Promise<unknown> {
    return this.client.send(account.updateName, { body: { firstName: 'A', lastName: 'B' } });
  }
}
