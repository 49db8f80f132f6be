import { createPasskey } from '../../components/client/webauthn.ts';
import { ada } from '../../stories/support/samples.ts';
import { virtualAuthenticator } from './virtual-authenticator.ts';

/** Ada has a passkey in this browser, which answers for her at once. */
export async function adaHasPasskey(): Promise<void> {
  await virtualAuthenticator();
  await createPasskey({
    challenge: 'dGVzdHMgbmVlZCBzb21lIGNoYWxsZW5nZSB0b28hISE',
    rp: { id: 'localhost', name: 'Northwind Trust' },
    user: { id: 'YWRh', name: ada.email, displayName: 'Ada Lindqvist' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 1500,
    excludeCredentials: [],
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
  });
}
