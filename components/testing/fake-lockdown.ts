import type { Handlers } from '../client/create-client.ts';
import type { Lockdown, Suspicion } from '../contract/account-lockdown.ts';
import { Problem } from '../contract/problem.ts';
import { ada, adasAuthenticator } from './samples.ts';
import { devices, places } from './visits.ts';

/** A sign-in from a browser that Ada does not know. */
export const suspicion: Suspicion = {
  type: 'authn_login_success',
  at: '2026-11-28T03:12:00.000Z',
  device: devices.chromeOnWindows,
  ...places.brazil,
  session: 'alive',
  others: 4,
};

/** Others are out, and nothing else is done yet. Whoever it was has added a passkey and made new codes. */
export const begun: Lockdown = {
  since: suspicion.at,
  startedAt: '2026-11-28T08:40:00.000Z',
  finishedAt: null,
  password: 'due',
  email: null,
  factors: [
    {
      kind: 'passkey',
      id: 'theirs',
      name: 'Google Password Manager',
      createdAt: '2026-11-28T03:15:00.000Z',
      lastUsedAt: null,
      isNew: true,
      held: true,
      kept: false,
      usedHere: false,
    },
    { ...adasAuthenticator, kind: 'authenticator', isNew: false, held: false, kept: false, usedHere: false },
  ],
  recoveryCodes: { left: 10, createdAt: '2026-11-28T03:16:00.000Z', isNew: true, renewed: false, kept: false },
  done: {
    sessionsEnded: 4,
    passwordChosen: false,
    emailRestored: false,
    passkeysRemoved: 0,
    authenticatorsRemoved: 0,
    recoveryCodesRenewed: false,
  },
};

/** The same, as it goes on: each answer is how things stand then. */
export function fakeLockdown(from: Lockdown | null = null, seen: Partial<Suspicion> = {}): Handlers {
  let lockdown = from;
  let locked = false;
  const change = (changes: Partial<Lockdown>, done: Partial<Lockdown['done']> = {}) => {
    if (!lockdown) throw new Problem('not-found');
    lockdown = { ...lockdown, ...changes, done: { ...lockdown.done, ...done } };
  };
  const remove = (id: string) => {
    const factor = lockdown?.factors.find((candidate) => candidate.id === id);
    if (!lockdown || !factor) throw new Problem('not-found');
    const { authenticatorsRemoved, passkeysRemoved } = lockdown.done;
    change(
      { factors: lockdown.factors.filter((candidate) => candidate !== factor) },
      factor.kind === 'passkey'
        ? { passkeysRemoved: passkeysRemoved + 1 }
        : { authenticatorsRemoved: authenticatorsRemoved + 1 },
    );
    return { sessionsEnded: 0, recoveryCodesRemoved: false };
  };
  return {
    accountLockdown: {
      get: () => ({ lockdown }),
      suspect: () => ({ ...suspicion, ...seen }),
      start: () => (lockdown = { ...begun, startedAt: new Date().toISOString() }),
      restoreEmail() {
        change({ email: null }, { emailRestored: true });
        return { email: ada.email };
      },
      keep({ body }) {
        if (body.what === 'email') return change({ email: null });
        if (body.what === 'recovery-codes') {
          return change({ recoveryCodes: lockdown?.recoveryCodes ? { ...lockdown.recoveryCodes, kept: true } : null });
        }
        const isMeant = ({ id }: { readonly id: string }) => id === body.id;
        const factors = lockdown?.factors ?? [];
        change({
          factors: factors.map((factor) => (isMeant(factor) ? { ...factor, kept: true, held: false } : factor)),
        });
      },
      finish: () => change({ finishedAt: new Date().toISOString() }),
      look: () => ({ type: suspicion.type, at: suspicion.at, locked }),
      lock() {
        locked = true;
        return { mailSent: true };
      },
    },
    passkeys: { remove: ({ params }) => remove(params.id) },
    authenticators: { remove: ({ params }) => remove(params.id) },
    password: {
      change() {
        change({ password: 'chosen' }, { passwordChosen: true });
        return { sessionsEnded: 0 };
      },
    },
    recoveryCodes: {
      get: () => ({ available: true, left: 10, total: 10, createdAt: begun.recoveryCodes?.createdAt ?? null }),
      create() {
        const { recoveryCodes } = begun;
        change(
          { recoveryCodes: recoveryCodes && { ...recoveryCodes, isNew: false, renewed: true } },
          { recoveryCodesRenewed: true },
        );
        const codes = Array.from({ length: 10 }, (_, index) => `${index}K7Q-M2XV-93TF-HB4D-ZW8N-QPRC`);
        return { codes, sessionsEnded: 0 };
      },
    },
  };
}
