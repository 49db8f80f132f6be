import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import type { Account } from '../../components/contract/account.ts';
import { Problem, type ProblemCode, type ProblemDetails } from '../../components/contract/problem.ts';
import type { Profile } from '../../components/contract/profile.ts';
import type { Session } from '../../components/contract/sessions.ts';
import { FakeFactors, type FakeFactorOptions } from './fake-factors.ts';
import { adasFile } from './files.ts';
import { ada, adasProfile, ourServer } from './samples.ts';
import { adasActivity, adasSessions, pageOf } from './visits.ts';

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
 * the story is left. She has a password and nothing else, and her last proof of
 * identity is too old, unless `factors` say otherwise.
 * A story hands in the functions that answer otherwise.
 */
export function fakeClient(handlers: Handlers = {}, factors: FakeFactorOptions = {}): AccountClient {
  let account: Account = ada;
  let profile: Profile = adasProfile;
  let signedIn = true;
  let sessions: readonly Session[] = adasSessions;

  const whoAmI = () => {
    if (!signedIn) throw new Problem('unauthenticated');
    return account;
  };
  let leaving = false;
  const signInAgain = () => {
    const kept = leaving ? { accountKept: true as const } : {};
    signedIn = true;
    leaving = false;
    return { status: 'signed-in' as const, account, ...kept };
  };

  const endOthers = () => {
    const ended = sessions.length - 1;
    sessions = sessions.filter(({ current }) => current);
    return ended;
  };
  const fakeFactors = new FakeFactors(factors, endOthers);

  const memory: Handlers = {
    ...fakeFactors.handlers,
    accountData: {
      export({ query }) {
        fakeFactors.requireProof('recent');
        return adasFile(query.format);
      },
      delete() {
        fakeFactors.requireProof('highest');
        signedIn = false;
        leaving = true;
        return { due: new Date(Date.now() + 7 * 86_400_000).toISOString() };
      },
    },
    activity: { list: ({ query }) => pageOf(adasActivity, query) },
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
    sessions: {
      list: () => [...sessions],
      revoke({ params }) {
        fakeFactors.requireProof('recent');
        if (!sessions.some(({ id }) => id === params.id)) throw new Problem('not-found');
        sessions = sessions.filter(({ id }) => id !== params.id);
      },
      others: () => ({ count: sessions.length - 1 }),
      revokeOthers() {
        fakeFactors.requireProof('recent');
        return { sessionsEnded: endOthers() };
      },
    },
    signIn: {
      withPassword() {
        const methods = fakeFactors.secondFactors;
        return methods.length > 0 ? { status: 'second-factor', methods } : signInAgain();
      },
      withCode({ body }) {
        fakeFactors.checkCode(body.code);
        return signInAgain();
      },
      withRecoveryCode({ body }) {
        const recoveryCodesLeft = fakeFactors.useRecoveryCode(body.code);
        return { ...signInAgain(), recoveryCodesLeft };
      },
      startPasskey: fakeFactors.startPasskey,
      withPasskey: signInAgain,
      signOut() {
        signedIn = false;
      },
    },
    passwordReset: {
      request: () => undefined,
      look: () => ({ email: ada.email }),
      finish: () => signInAgain(),
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
