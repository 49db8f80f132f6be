import type { AccountClient } from '../client/account-client.ts';
import { createClient, type Handlers } from '../client/create-client.ts';
import type { Account } from '../contract/account.ts';
import type { PendingEmail } from '../contract/email-change.ts';
import type { EmailNotices } from '../contract/email-notices.ts';
import { Problem, type ProblemCode, type ProblemDetails } from '../contract/problem.ts';
import type { Profile } from '../contract/profile.ts';
import type { Session } from '../contract/sessions.ts';
import { FakeFactors, type FakeFactorOptions } from './fake-factors.ts';
import { adasFile } from './files.ts';
import { ada, adasNotices, adasOtherEmail, adasProfile, ourServer } from './samples.ts';
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
 * A backend in memory: Ada is signed in, and what is saved stays saved as long
 * as there is this client. She has a password (`ADAS_PASSWORD`) and nothing else,
 * and her last proof of identity is too old, unless `factors` say otherwise.
 * `handlers` are the functions that answer otherwise, as `createClient` takes them.
 */
export function fakeClient(handlers: Handlers = {}, factors: FakeFactorOptions = {}): AccountClient {
  let account: Account = ada;
  let profile: Profile = adasProfile;
  let signedIn = true;
  let sessions: readonly Session[] = adasSessions;

  let pending: PendingEmail | null = null;
  let notices: EmailNotices['notices'] = adasNotices;

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
    activity: {
      list: ({ query }) => pageOf(adasActivity, query),
      clients: () => [
        { id: 'certificate-manager', name: 'Certificate Manager' },
        { id: 'account-portal', name: 'Account portal' },
      ],
      export: ({ query }) => ({
        ...adasFile(query.format),
        name: `account-activity-2026-11-23.${query.format}`,
      }),
    },
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
      rename({ body, params }) {
        if (!sessions.some(({ id }) => id === params.id)) throw new Problem('not-found');
        sessions = sessions.map((session) =>
          session.id === params.id ? { ...session, name: body.name || null } : session,
        );
      },
      revokeSome({ body }) {
        fakeFactors.requireProof('recent');
        const ended = sessions.filter(({ current, id }) => !current && body.ids.includes(id));
        sessions = sessions.filter((session) => !ended.includes(session));
        return { sessionsEnded: ended.length };
      },
      seen: () => undefined,
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
    emailChange: {
      get: () => ({ offered: true, pending }),
      request({ body }) {
        fakeFactors.requireProof('highest');
        pending = { email: body.email, expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
        return pending;
      },
      cancel() {
        pending = null;
      },
      look: () => ({ email: adasOtherEmail }),
      confirm() {
        account = { ...whoAmI(), email: adasOtherEmail };
        pending = null;
        return { email: account.email };
      },
      lookUndo: () => ({ email: ada.email }),
      undo() {
        signedIn = false;
        return { email: ada.email };
      },
    },
    emailNotices: {
      get: () => ({ notices }),
      update({ body }) {
        fakeFactors.requireProof('recent');
        const wanted: Readonly<Record<string, boolean | undefined>> = body;
        notices = notices.map((notice) => ({ ...notice, wanted: wanted[notice.name] ?? notice.wanted }));
        return { notices };
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
