import { WebAuthnAbortService, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
} from '../contract/passkey-ceremony.ts';

/* Between the contract and SimpleWebAuthn. What the contract does not know is not sent. */

export async function create(options: PasskeyCreation, conditional: boolean): Promise<PasskeyAttestation> {
  const { id, rawId, response } = await startRegistration({
    optionsJSON: { ...options, excludeCredentials: options.excludeCredentials.map(descriptor) },
    useAutoRegister: conditional,
  });
  const { clientDataJSON, attestationObject, transports } = response;
  return {
    id,
    rawId,
    type: 'public-key',
    response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
  };
}

export async function get(options: PasskeyRequest, conditional: boolean): Promise<PasskeyAssertion> {
  const { id, rawId, response } = await startAuthentication({
    optionsJSON: { ...options, allowCredentials: options.allowCredentials.map(descriptor) },
    useBrowserAutofill: conditional,
    // It looks in the document only; the field may be in a host’s shadow root.
    verifyBrowserAutofillInput: false,
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    id,
    rawId,
    type: 'public-key',
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) },
  };
}

/** Ends the ceremony that is under way. */
export const cancel = (): void => WebAuthnAbortService.cancelCeremony();

/** Left out is not the same as undefined here. */
const descriptor = ({ transports, ...rest }: PasskeyRequest['allowCredentials'][number]) => ({
  ...rest,
  ...(transports && { transports }),
});
