import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import type { Account } from '../../components/contract/account.ts';
import { Problem, type ProblemCode, type ProblemDetails } from '../../components/contract/problem.ts';
import type { Profile } from '../../components/contract/profile.ts';
import type { Reauth } from '../../components/contract/reauth.ts';
import type { Session } from '../../components/contract/sessions.ts';
import { ADAS_PASSWORD, PROOF_SECONDS, ada, adasPassword, adasProfile, ourServer } from './samples.ts';
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
 * the story is left. Her last proof of identity is too old for a new password,
 * unless it is said to be `proven`.
 * A story hands in the functions that answer otherwise.
 */
export function fakeClient(handlers: Handlers = {}, { proven = false } = {}): AccountClient {
  let account: Account = ada;
  let profile: Profile = adasProfile;
  let signedIn = true;
  let passwordState = adasPassword;
  let sessions: readonly Session[] = adasSessions;
  let provenUntil: string | null = null;

  const whoAmI = () => {
    if (!signedIn) throw new Problem('unauthenticated');
    return account;
  };
  const signInAgain = () => {
    signedIn = true;
    return { status: 'signed-in' as const, account };
  };

  const proof = (): Reauth => ({ methods: passwordState.set ? ['password'] : [], maxAge: PROOF_SECONDS, provenUntil });
  const requireProof = () => {
    if (provenUntil === null) throw new Problem('reauthentication-required', { ...proof(), maxAge: PROOF_SECONDS });
  };

  if (proven) provenUntil = inTenMinutes();
  const keep = (kept: readonly Session[]) => {
    sessions = kept;
    passwordState = { ...passwordState, otherSessions: kept.length - 1 };
  };

  const memory: Handlers = {
    activity: { list: ({ query }) => pageOf(adasActivity, query) },
    capabilities: { get: () => ourServer },
    account: {
      get: whoAmI,
      updateName: ({ body }) => (account = { ...whoAmI(), ...body }),
    },
    password: {
      get: () => passwordState,
      change({ body }) {
        requireProof();
        const sessionsEnded = body.signOutOthers ? passwordState.otherSessions : 0;
        if (body.signOutOthers) keep(sessions.filter(({ current }) => current));
        passwordState = { ...passwordState, set: true, changedAt: new Date().toISOString() };
        return { sessionsEnded };
      },
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
    reauth: {
      get: proof,
      withPassword({ body }) {
        if (body.password !== ADAS_PASSWORD) throw new Problem('wrong-credential');
        provenUntil = inTenMinutes();
        return proof();
      },
    },
    sessions: {
      list: () => [...sessions],
      revoke({ params }) {
        requireProof();
        if (!sessions.some(({ id }) => id === params.id)) throw new Problem('not-found');
        keep(sessions.filter(({ id }) => id !== params.id));
      },
      revokeOthers() {
        requireProof();
        const sessionsEnded = sessions.length - 1;
        keep(sessions.filter(({ current }) => current));
        return { sessionsEnded };
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

const inTenMinutes = (): string => new Date(Date.now() + PROOF_SECONDS * 1000).toISOString();
