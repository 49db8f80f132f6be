import type { Handlers } from '../client/create-client.ts';
import type { Authenticator } from '../contract/authenticators.ts';
import type { Passkey } from '../contract/passkeys.ts';
import type { PasskeyRequest } from '../contract/passkey-ceremony.ts';
import type { PasswordState } from '../contract/password.ts';
import { Problem } from '../contract/problem.ts';
import type { Reauth } from '../contract/reauth.ts';
import { RECOVERY_CODES } from '../contract/recovery-codes.ts';
import type { SecondFactor } from '../contract/sign-in.ts';
import type { ReauthMethod, StepUp } from '../contract/step-up.ts';
import { ADAS_CODE, ADAS_PASSWORD, PROOF_SECONDS, ada, adasPassword } from './samples.ts';

/** What somebody proves themselves with, in memory. */
export interface FakeFactorOptions {
  readonly password?: PasswordState;
  readonly authenticators?: readonly Authenticator[];
  readonly passkeys?: readonly Passkey[];
  readonly recoveryCodesLeft?: number;
  /** The last proof of identity still counts, however far it has to reach. */
  readonly proven?: boolean;
}

/** The factors of a person and what they have proven, as a backend keeps them; `endOthers` ends the other sessions. */
export class FakeFactors {
  #password: PasswordState;
  #authenticators: readonly Authenticator[];
  #passkeys: readonly Passkey[];
  #codesLeft: number;
  readonly #proofs = new Set<ReauthMethod>();
  readonly #endOthers: () => number;
  #made = 0;

  constructor(
    { password = adasPassword, authenticators = [], passkeys = [], recoveryCodesLeft = 0, proven }: FakeFactorOptions,
    endOthers: () => number,
  ) {
    this.#password = password;
    this.#authenticators = authenticators;
    this.#passkeys = passkeys;
    this.#codesLeft = recoveryCodesLeft;
    this.#endOthers = endOthers;
    if (proven) this.#proofs.add('passkey');
  }

  requireProof(wanted: StepUp): void {
    const { provenUntil, ...rest } = this.#state(wanted);
    if (provenUntil !== null) return;
    throw new Problem('reauthentication-required', { ...rest, stepUp: wanted, maxAge: PROOF_SECONDS });
  }

  /** What is asked for after the password, strongest first. */
  get secondFactors(): SecondFactor[] {
    if (!this.#hasSecond) return [];
    const ways: readonly (readonly [SecondFactor, boolean])[] = [
      ['passkey', this.#passkeys.length > 0],
      ['code', this.#authenticators.length > 0],
      ['recovery-code', this.#codesLeft > 0],
    ];
    return ways.filter(([, open]) => open).map(([way]) => way);
  }

  /** What the browser needs to ask for a passkey. */
  readonly startPasskey = (): PasskeyRequest => ({
    challenge: CHALLENGE,
    rpId: hostname(),
    timeout: 300_000,
    userVerification: 'required',
    allowCredentials: [],
  });

  checkCode(code: string): void {
    if (code !== ADAS_CODE) throw new Problem('wrong-credential');
  }

  /** Resolves to how many are left. */
  useRecoveryCode(code: string): number {
    if (!code.startsWith('0')) throw new Problem('wrong-credential');
    this.#codesLeft -= 1;
    return this.#codesLeft;
  }

  get handlers(): Handlers {
    return {
      password: {
        get: () => this.#password,
        change: ({ body }) => {
          this.requireProof('highest');
          this.#password = { set: true, changedAt: new Date().toISOString() };
          return { sessionsEnded: this.#ended(body) };
        },
      },
      reauth: {
        get: ({ query }) => this.#state(query.for),
        withPassword: ({ body }) => this.#prove('password', body.password === ADAS_PASSWORD, body.for),
        withCode: ({ body }) => this.#prove('code', body.code === ADAS_CODE, body.for),
        withRecoveryCode: ({ body }) => this.#prove('recovery-code', body.code.startsWith('0'), body.for),
        startPasskey: this.startPasskey,
        withPasskey: ({ body }) => this.#prove('passkey', true, body.for),
        end: () => this.#proofs.clear(),
      },
      authenticators: {
        list: () => [...this.#authenticators],
        start: () => {
          this.requireProof('enrolment');
          const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
          const [issuer, account] = ['Northwind Trust', ada.email];
          const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
          const uri = `otpauth://totp/${label}?secret=${key}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
          const expiresAt = new Date(Date.now() + PROOF_SECONDS * 1000).toISOString();
          return { id: 'setup', key, uri, issuer, account, expiresAt };
        },
        confirm: ({ body }) => {
          this.requireProof('enrolment');
          if (body.code !== ADAS_CODE) throw new Problem('wrong-credential');
          const authenticator: Authenticator = {
            id: this.#newId('authenticator'),
            name: body.name ?? 'Authenticator application',
            createdAt: new Date().toISOString(),
            lastUsedAt: null,
          };
          const kept = this.#authenticators.filter(({ id }) => id !== body.replaces);
          const recoveryCodes = this.#hasSecond ? null : this.#newCodes();
          this.#authenticators = [...kept, authenticator];
          return { authenticator, recoveryCodes, sessionsEnded: this.#ended(body) };
        },
        rename: ({ params, body }) => {
          const renamed = { ...found(this.#authenticators, params.id), ...body };
          this.#authenticators = this.#authenticators.map((one) => (one.id === renamed.id ? renamed : one));
          return renamed;
        },
        remove: ({ params, body }) => {
          this.requireProof('highest');
          const gone = found(this.#authenticators, params.id);
          this.#authenticators = this.#authenticators.filter((one) => one !== gone);
          return { sessionsEnded: this.#ended(body), recoveryCodesRemoved: this.#dropCodes() };
        },
      },
      passkeys: {
        list: () => [...this.#passkeys],
        accepted: () => ({
          rpId: hostname(),
          userId: USER_HANDLE,
          name: ada.email,
          displayName: `${ada.firstName} ${ada.lastName}`,
          credentialIds: this.#passkeys.map(({ id }) => id),
        }),
        start: () => {
          this.requireProof('enrolment');
          return {
            challenge: CHALLENGE,
            rp: { id: hostname(), name: 'Northwind Trust' },
            user: { id: USER_HANDLE, name: ada.email, displayName: `${ada.firstName} ${ada.lastName}` },
            pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key' as const, alg })),
            timeout: 300_000,
            excludeCredentials: [],
            authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
            attestation: 'none',
          };
        },
        create: ({ body }) => {
          this.requireProof('enrolment');
          const passkey: Passkey = {
            id: this.#newId('passkey'),
            name: 'Passkey on this device',
            provider: null,
            securityKey: false,
            synced: false,
            createdAt: new Date().toISOString(),
            lastUsedAt: null,
            usedHere: false,
            removable: true,
          };
          this.#passkeys = [...this.#passkeys, passkey];
          return { passkey, sessionsEnded: this.#ended(body) };
        },
        rename: ({ params, body }) => {
          const renamed = { ...found(this.#passkeys, params.id), ...body };
          this.#passkeys = this.#passkeys.map((one) => (one.id === renamed.id ? renamed : one));
          return renamed;
        },
        remove: ({ params, body }) => {
          this.requireProof('highest');
          const gone = found(this.#passkeys, params.id);
          if (!gone.removable) throw new Problem('last-way-in');
          this.#passkeys = this.#passkeys.filter((one) => one !== gone);
          return { sessionsEnded: this.#ended(body), recoveryCodesRemoved: this.#dropCodes() };
        },
      },
      recoveryCodes: {
        get: () => ({
          available: this.#password.set && this.#hasSecond,
          left: this.#codesLeft,
          total: this.#codesLeft > 0 ? RECOVERY_CODES : 0,
          createdAt: this.#codesLeft > 0 ? '2026-02-04T10:12:00.000Z' : null,
        }),
        create: ({ body }) => {
          this.requireProof('enrolment');
          return { codes: this.#newCodes(), sessionsEnded: this.#ended(body) };
        },
      },
    };
  }

  get #hasSecond(): boolean {
    return this.#authenticators.length > 0 || this.#passkeys.length > 0;
  }

  #state(wanted: StepUp = 'highest'): Reauth {
    const has = (method: ReauthMethod) => this.#proofs.has(method);
    const alone = wanted === 'recent' || !this.#hasSecond;
    const proven = alone
      ? this.#proofs.size > 0
      : has('passkey') || (has('password') && (has('code') || (wanted === 'enrolment' && has('recovery-code'))));
    const code = this.#authenticators.length > 0;
    const recovery = wanted === 'enrolment' && this.#codesLeft > 0;
    const ways: readonly (readonly [ReauthMethod, boolean])[] = [
      ['passkey', this.#passkeys.length > 0],
      ['password', this.#password.set && (alone || (!has('password') && (code || recovery)))],
      ['code', !alone && has('password') && code],
      ['recovery-code', !alone && has('password') && recovery],
    ];
    return {
      methods: ways.filter(([, open]) => open).map(([method]) => method),
      provenUntil: proven ? new Date(Date.now() + PROOF_SECONDS * 1000).toISOString() : null,
      maxAge: PROOF_SECONDS,
    };
  }

  #prove(method: ReauthMethod, right: boolean, wanted: StepUp | undefined): Reauth {
    if (!right) throw new Problem('wrong-credential');
    this.#proofs.add(method);
    return this.#state(wanted);
  }

  #ended({ signOutOthers }: { readonly signOutOthers: boolean }): number {
    return signOutOthers ? this.#endOthers() : 0;
  }

  #newCodes(): string[] {
    this.#codesLeft = RECOVERY_CODES;
    return Array.from({ length: RECOVERY_CODES }, (_, index) => `0${index}K7-3WQX-9ZTM-H4RB-C8VE-6NAY`);
  }

  #dropCodes(): boolean {
    if (this.#hasSecond || this.#codesLeft === 0) return false;
    this.#codesLeft = 0;
    return true;
  }

  #newId(kind: string): string {
    this.#made += 1;
    return `${kind}-new-${this.#made}`;
  }
}

/** Tests may run where there is no page. */
const hostname = (): string => (typeof location === 'undefined' ? 'localhost' : location.hostname);

const CHALLENGE = 'c3RvcmllcyBuZWVkIG5vIHJlYWwgY2hhbGxlbmdlISE';
const USER_HANDLE = 'YWRh';

function found<T extends { readonly id: string }>(list: readonly T[], id: string): T {
  const one = list.find((candidate) => candidate.id === id);
  if (!one) throw new Problem('not-found');
  return one;
}
