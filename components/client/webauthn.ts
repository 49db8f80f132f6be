import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
} from '../contract/passkey-ceremony.ts';
import { allowed, passkeyObstacle, type PasskeyUse } from './passkey-obstacle.ts';

/*
 * What browsers do with passkeys (WebAuthn Level 3). What only a ceremony needs
 * is fetched for the first one.
 */

/**
 * Why a browser made or used no passkey.
 * `cancelled`: the person did not want to, or let the time pass; browsers do not tell which. No fault.
 * `aborted`: by the page, or by a newer ceremony. Nothing to say.
 * `already-registered`: where it would be saved, there is one for this account.
 * `unsuitable`: the security key cannot hold a passkey, or has no PIN.
 * `wrong-domain`: this page’s address is not the server’s. The console says so to whoever built it.
 * `framed`: the page around this one does not let it.
 * `unsupported`: the browser has no passkeys, or not on an address without HTTPS.
 */
export type PasskeyFailure =
  'cancelled' | 'aborted' | 'already-registered' | 'unsuitable' | 'wrong-domain' | 'framed' | 'unsupported' | 'failed';

/** What `createPasskey` and `usePasskey` reject with, whatever went wrong. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';
  readonly code: PasskeyFailure;

  constructor(code: PasskeyFailure, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** Why there is no passkey, if that is what an error says, itself or as its cause. */
export function passkeyFailure(error: unknown): PasskeyFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  // By name: it may come from a second copy of the library.
  return error.name === 'PasskeyError' ? (error as PasskeyError).code : passkeyFailure(error.cause);
}

export interface CeremonyOptions {
  /**
   * For `usePasskey`: offer passkeys among what the browser suggests for a field
   * with `autocomplete="… webauthn"`, and wait until one is taken.
   * For `createPasskey`: in passing, without a question, right after a password was used.
   */
  readonly conditional?: boolean;
  /** Ends it: it rejects with `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** Whether the browser can do that without a dialog. */
export async function canBeConditional(use: PasskeyUse): Promise<boolean> {
  if (passkeyObstacle(use)) return false;
  const { PublicKeyCredential } = globalThis;
  try {
    const capabilities = await PublicKeyCredential.getClientCapabilities?.();
    const known = capabilities?.[use === 'get' ? 'conditionalGet' : 'conditionalCreate'];
    return known ?? (use === 'get' && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false));
  } catch {
    return false;
  }
}

/**
 * Fetches what a ceremony needs. Called when one is likely, it can begin with
 * the press of a button: Safari wants no delay in between.
 */
export const prepareCeremony = (): Promise<Ceremony> => import('./webauthn-ceremony.ts');

type Ceremony = typeof import('./webauthn-ceremony.ts');

/** Has the browser make a passkey. A ceremony that is under way on this page ends. */
export const createPasskey = (
  options: PasskeyCreation,
  { conditional = false, signal }: CeremonyOptions = {},
): Promise<PasskeyAttestation> => hold('create', options.rp.id, signal, ({ create }) => create(options, conditional));

/** Has the person prove with a passkey who they are. A ceremony that is under way on this page ends. */
export const usePasskey = (
  options: PasskeyRequest,
  { conditional = false, signal }: CeremonyOptions = {},
): Promise<PasskeyAssertion> => hold('get', options.rpId, signal, ({ get }) => get(options, conditional));

/** The ceremony that the page holds, or that it held last. */
let underWay: AbortController | undefined;

async function hold<T>(
  use: PasskeyUse,
  rpId: string,
  signal: AbortSignal | undefined,
  run: (ceremony: Ceremony) => Promise<T>,
): Promise<T> {
  const obstacle = passkeyObstacle(use);
  if (obstacle) throw new PasskeyError(obstacle);
  const over = new AbortController();
  try {
    const ceremony = await prepareCeremony();
    signal?.throwIfAborted();
    // One that gave way to a newer one may be ended before it heard so.
    underWay?.abort();
    underWay = over;
    signal?.addEventListener('abort', ceremony.cancel, { signal: over.signal });
    return await run(ceremony);
  } catch (cause) {
    const code = signal?.aborted ? 'aborted' : failureOf(cause, use);
    if (code === 'wrong-domain') {
      console.error(
        `account-elements: passkeys of the RP ID "${rpId}" cannot be used on ${location.origin}. ` +
          'The RP ID has to be this host or a domain above it, or list this origin in its /.well-known/webauthn.',
      );
    }
    throw new PasskeyError(code, { cause });
  } finally {
    over.abort();
  }
}

/** By the names of §5.1.3 and §5.1.4. */
function failureOf(error: unknown, use: PasskeyUse): PasskeyFailure {
  switch (error instanceof Error ? error.name : undefined) {
    case 'NotAllowedError':
      // Some browsers forbid it in a frame without telling before.
      return (allowed(use) ?? !isFramed()) ? 'cancelled' : 'framed';
    case 'AbortError':
      return 'aborted';
    case 'InvalidStateError':
      return 'already-registered';
    case 'ConstraintError':
    case 'NotSupportedError':
      return 'unsuitable';
    case 'SecurityError':
      return 'wrong-domain';
    default:
      return 'failed';
  }
}

/** Whether a page of another origin is around this one. */
function isFramed(): boolean {
  try {
    return window.top?.location.origin !== location.origin;
  } catch {
    return true;
  }
}
