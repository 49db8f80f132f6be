import { accountLockdown, type Suspect, type Suspicion } from '../contract/account-lockdown.ts';
import { isProblem } from '../contract/problem.ts';
import type { AccountElement } from '../shared/account-element.ts';

/** What a mail told whoever is not signed in to its account. */
interface Told {
  readonly type: string;
  readonly at: string;
}

/**
 * What is known about what the person did not do.
 * `told`: they are not signed in to that account; `elsewhere`: but to another one.
 */
export type Finding =
  | { readonly name: 'known'; readonly suspicion: Suspicion }
  | { readonly name: 'told'; readonly told: Told; readonly elsewhere: boolean }
  | { readonly name: 'locked' }
  | { readonly name: 'expired' }
  | { readonly name: 'missing' };

/** Finds out what it was. Looking changes nothing. */
export async function inquire(host: AccountElement, suspect: Suspect): Promise<Finding> {
  try {
    return { name: 'known', suspicion: await host.send(accountLockdown.suspect, { body: suspect }) };
  } catch (error) {
    if (suspect.by !== 'link') {
      if (isProblem(error, 'not-found')) return { name: 'missing' };
      throw error;
    }
    const elsewhere = isProblem(error, 'link-expired');
    if (!elsewhere && !isProblem(error, 'unauthenticated') && !isProblem(error, 'not-found')) throw error;
    return lookAt(host, suspect.token, elsewhere);
  }
}

async function lookAt(host: AccountElement, token: string, elsewhere: boolean): Promise<Finding> {
  try {
    const { locked, ...told } = await host.send(accountLockdown.look, { body: { token } });
    return locked ? { name: 'locked' } : { name: 'told', told, elsewhere };
  } catch (error) {
    if (!isProblem(error, 'link-expired')) throw error;
    return { name: 'expired' };
  }
}

/** What an attribute names: `session:…` or `activity:…`. */
export function suspectOf(text: string): Suspect | undefined {
  const [, by, id] = /^(session|activity):([\w-]{1,64})$/.exec(text) ?? [];
  return id ? { by: by as 'session' | 'activity', id } : undefined;
}
