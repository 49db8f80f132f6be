import { virtualAuthenticator } from './virtual-authenticator.ts';

/** Ada has a passkey in this browser, which answers for her at once. */
export async function adaHasPasskey(): Promise<void> {
  const authenticator = await virtualAuthenticator();
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  await authenticator.add({
    credentialId: btoa('the passkey of Ada'),
    isResidentCredential: true,
    rpId: 'localhost',
    privateKey: base64(await crypto.subtle.exportKey('pkcs8', privateKey)),
    userHandle: btoa('Ada'),
    signCount: 0,
  });
}

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));
