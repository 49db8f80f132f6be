import { found } from './act.ts';

/** What the browser's own dialog comes to: nobody is there to answer it, and no story waits for a person. */
type Answer = 'made' | 'never' | DOMException;

/** Does something that has the browser make a passkey, with a browser that answers so. */
export async function withBrowser(
  answer: Answer,
  act: () => Promise<unknown>,
  onAsked: (options: CredentialCreationOptions | undefined) => unknown = () => {},
): Promise<void> {
  let asked = false;
  navigator.credentials.create = async (options) => {
    asked = true;
    onAsked(options);
    if (answer instanceof DOMException) throw answer;
    return answer === 'made' ? (made as unknown as Credential) : new Promise(() => {});
  };
  try {
    await act();
    await found(() => asked || undefined);
  } finally {
    // Its own is the prototype's.
    Reflect.deleteProperty(navigator.credentials, 'create');
  }
}

const bytes = new Uint8Array([1, 2, 3]).buffer;

/** As much of a `PublicKeyCredential` as is read. */
const made = {
  id: 'AQID',
  rawId: bytes,
  type: 'public-key',
  response: { clientDataJSON: bytes, attestationObject: bytes, getTransports: () => ['internal'] },
  getClientExtensionResults: () => ({}),
};

/** A story's `beforeEach`: a browser without passkeys. */
export function withoutPasskeys(): () => void {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'PublicKeyCredential');
  Object.defineProperty(globalThis, 'PublicKeyCredential', { ...own, value: undefined });
  return () => {
    if (own) Object.defineProperty(globalThis, 'PublicKeyCredential', own);
  };
}
