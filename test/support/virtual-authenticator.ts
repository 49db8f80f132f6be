// What holds passkeys, in the browser itself (https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/).

import { cdp } from './browser.ts';

interface Options {
  readonly transport?: 'internal' | 'usb';
  /** It can keep a passkey rather than only a second factor. */
  readonly hasResidentKey?: boolean;
  /** The right finger, face or PIN. */
  readonly isUserVerified?: boolean;
  /** Somebody is there who answers. */
  readonly automaticPresenceSimulation?: boolean;
}

/** What is binary is base64 here. */
interface Credential {
  readonly credentialId: string;
  readonly isResidentCredential: boolean;
  readonly rpId: string;
  readonly privateKey: string;
  readonly userHandle: string;
  readonly signCount: number;
}

interface StoredCredential {
  readonly credentialId: string;
  readonly rpId: string;
  readonly userHandle: string;
  readonly userName?: string;
  readonly userDisplayName?: string;
}

/** One, for this test. */
export async function virtualAuthenticator(options: Options = {}): Promise<VirtualAuthenticator> {
  await cdp('WebAuthn.enable');
  const { authenticatorId } = await cdp<{ authenticatorId: string }>('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...options,
    },
  });
  return new VirtualAuthenticator(authenticatorId);
}

export class VirtualAuthenticator {
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  /** As base64, as the protocol has it. */
  async credentials(): Promise<readonly StoredCredential[]> {
    const { credentials } = await this.#call<{ credentials: StoredCredential[] }>('getCredentials');
    return credentials;
  }

  setUserVerified(isUserVerified: boolean): Promise<unknown> {
    return this.#call('setUserVerified', { isUserVerified });
  }

  /** Whether somebody is there who answers. */
  setPresent(enabled: boolean): Promise<unknown> {
    return this.#call('setAutomaticPresenceSimulation', { enabled });
  }

  /** Holds a passkey that was made before. */
  add(credential: Credential): Promise<unknown> {
    return this.#call('addCredential', { credential });
  }

  /** Pulled out. */
  remove(): Promise<unknown> {
    return this.#call('removeVirtualAuthenticator');
  }

  #call<R>(method: string, parameters: object = {}): Promise<R> {
    return cdp<R>(`WebAuthn.${method}`, { authenticatorId: this.#id, ...parameters });
  }
}

// All go with the test.
afterEach(() => cdp('WebAuthn.disable'));
