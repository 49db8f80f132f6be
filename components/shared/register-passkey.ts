import type { AccountClient } from '../client/account-client.ts';
import { canBeConditional, createPasskey } from '../client/webauthn.ts';
import { signalPasskeys } from '../client/signal-passkeys.ts';
import type { PasskeyAttestation } from '../contract/passkey-ceremony.ts';
import { passkeys, type Passkey } from '../contract/passkeys.ts';
import { isProblem } from '../contract/problem.ts';

/** What a passkey that was kept answers. */
export interface RegisteredPasskey {
  readonly passkey: Passkey;
  readonly sessionsEnded: number;
}

/** Has the server keep a passkey; if it refuses, the password manager hears that it is good for nothing. */
export async function keepPasskey(
  client: AccountClient,
  response: PasskeyAttestation,
  save: () => Promise<RegisteredPasskey>,
): Promise<RegisteredPasskey> {
  try {
    return await save();
  } catch (error) {
    // Without an answer it may be kept in a moment: then it must not be deleted.
    if (!isProblem(error, 'unreachable'))
      void signalPasskeys(({ signalUnknown }) => signalUnknown(client, response.id));
    throw error;
  }
}

/**
 * Has the password manager make a passkey in passing, right after somebody
 * signed in with the password in it. They are not asked anything; most managers
 * tell them. Resolves to the passkey, or to nothing when there is none, for
 * whatever reason.
 */
export async function registerPasskeyInPassing(client: AccountClient): Promise<Passkey | undefined> {
  try {
    if (!client.supports(passkeys.start) || !(await canBeConditional('create'))) return undefined;
    const options = await client.send(passkeys.start, { body: { conditional: true } });
    const response = await createPasskey(options, { conditional: true });
    const body = { response, signOutOthers: false };
    const { passkey } = await keepPasskey(client, response, () => client.send(passkeys.create, { body }));
    return passkey;
  } catch {
    return undefined;
  }
}
