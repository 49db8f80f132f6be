/**
 * Why a passkey was refused. For the record and whoever operates the server;
 * to the browser all of them are one answer, `passkey-refused`.
 * `ceremony`: nothing was asked, or not of this browser, or too long ago. `origin`: by another page than the one that
 * sends it. `frame`: by a page within another site's. `unreadable`: not what authenticators send. `kind`: an
 * attestation or a key that was not asked for. `unknown`, `disabled`, `other-account`: the passkey, or whose it is.
 * `held`: there is no knowing whose it is until its owner has said so, and it signs nobody in by itself.
 * `response`: the wrong relying party, nobody present or verified, and the like. `signature`: not made by the passkey.
 * `backup`: it changed what it cannot change. `taken`: somebody else has one of that id.
 */
export type Refusal =
  | 'ceremony'
  | 'origin'
  | 'frame'
  | 'unreadable'
  | 'kind'
  | 'unknown'
  | 'disabled'
  | 'held'
  | 'other-account'
  | 'response'
  | 'signature'
  | 'backup'
  | 'taken';

export class PasskeyRefused extends Error {
  override readonly name = 'PasskeyRefused';
  readonly because: Refusal;

  constructor(because: Refusal, options?: ErrorOptions) {
    super(because, options);
    this.because = because;
  }
}

/** Whatever a reader throws over what was sent, it is the sender's fault: never an error of the server. */
export async function refuseIfThrown<T>(because: Refusal, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw cause instanceof PasskeyRefused ? cause : new PasskeyRefused(because, { cause });
  }
}
