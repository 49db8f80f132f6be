import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import type { Account } from '../../components/contract/account.ts';
import { Problem, type ProblemCode, type ProblemDetails } from '../../components/contract/problem.ts';
import type { Profile } from '../../components/contract/profile.ts';
import { ada, adasProfile, ourServer } from './samples.ts';

/** An answer that never comes, for loading states. */
export const never = (): Promise<never> => new Promise(() => undefined);

/** A refusal. */
export const refuse =
  (code: ProblemCode, details?: ProblemDetails): (() => never) =>
  () => {
    throw new Problem(code, details);
  };

/**
 * A backend in memory: Ada is signed in, and what is saved stays saved until
 * the story is left. A story hands in the functions that answer otherwise.
 */
export function fakeClient(handlers: Handlers = {}): AccountClient {
  let account: Account = ada;
  let profile: Profile = adasProfile;
  let signedIn = true;

  const whoAmI = () => {
    if (!signedIn) throw new Problem('unauthenticated');
    return account;
  };
  const signInAgain = () => {
    signedIn = true;
    return { status: 'signed-in' as const, account };
  };

  const memory: Handlers = {
    capabilities: { get: () => ourServer },
    account: {
      get: whoAmI,
      updateName: ({ body }) => (account = { ...whoAmI(), ...body }),
    },
    profile: {
      get: () => profile,
      update({ body, version }) {
        if (version !== profile.version) throw new Problem('version-conflict');
        profile = { ...profile, ...body, version: `${Number(version) + 1}` };
        account = { ...account, locale: profile.locale };
        return profile;
      },
    },
    signIn: {
      withPassword: signInAgain,
      signOut() {
        signedIn = false;
      },
    },
    signUp: { create: signInAgain },
  };

  return createClient({
    ...memory,
    ...Object.fromEntries(
      Object.entries(handlers).map(([feature, own]) => [feature, { ...memory[feature as keyof Handlers], ...own }]),
    ),
  });
}
