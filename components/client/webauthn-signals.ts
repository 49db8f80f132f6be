import { passkeys, type AcceptedPasskeys } from '../contract/passkeys.ts';
import type { AccountClient } from './account-client.ts';

/*
 * What password managers are told of an account’s passkeys (WebAuthn Level 3
 * §5.1.10), so that they offer none that does not work. Browsers without these
 * signals go without, and nobody waits for them or hears that they failed.
 */

type Signal = 'signalAllAcceptedCredentials' | 'signalCurrentUserDetails' | 'signalUnknownCredential';

/** After a removal: which passkeys there are. A list that was not read just now would delete what works. */
export const signalAccepted = (client: AccountClient): Promise<void> =>
  signal('signalAllAcceptedCredentials', client, ({ rpId, userId, credentialIds }) =>
    PublicKeyCredential.signalAllAcceptedCredentials({ rpId, userId, allAcceptedCredentialIds: credentialIds }),
  );

/** After the person’s name or e-mail address changed: what they are called, which is shown beside their passkeys. */
export const signalDetails = (client: AccountClient): Promise<void> =>
  signal('signalCurrentUserDetails', client, async ({ rpId, userId, name, displayName, credentialIds }) => {
    if (credentialIds.length > 0)
      await PublicKeyCredential.signalCurrentUserDetails({ rpId, userId, name, displayName });
  });

/** After a passkey was made and not kept: it works nowhere. Only if the server says now that it has none of that id. */
export const signalUnknown = (client: AccountClient, credentialId: string): Promise<void> =>
  signal('signalUnknownCredential', client, async ({ rpId, credentialIds }) => {
    if (!credentialIds.includes(credentialId))
      await PublicKeyCredential.signalUnknownCredential({ rpId, credentialId });
  });

async function signal(
  name: Signal,
  client: AccountClient,
  tell: (accepted: AcceptedPasskeys) => Promise<void>,
): Promise<void> {
  if (!globalThis.PublicKeyCredential?.[name] || !client.supports(passkeys.accepted)) return;
  try {
    await tell(await client.send(passkeys.accepted, {}));
  } catch {
    // No list, no signal.
  }
}
