import type { AccountClient } from '../client/account-client.ts';
import { authenticators } from '../contract/authenticators.ts';
import type { Passkey } from '../contract/passkeys.ts';
import { recoveryCodes } from '../contract/recovery-codes.ts';
import type { passkeySetup as english } from '../localize/en/passkey-setup.ts';

type Words = (typeof english)['remove'];

/** What removing a passkey means, in sentences; for the only one, also how the person signs in from now on. */
export async function consequenceOf(
  { provider, securityKey }: Passkey,
  isOnly: boolean,
  client: AccountClient,
  words: Words,
): Promise<string> {
  const sentences = [words.text];
  if (provider && !securityKey) sentences.push(words.provider(provider));
  if (isOnly) sentences.push(...(await whatIsLeft(client, words)));
  return sentences.join(' ');
}

async function whatIsLeft(client: AccountClient, words: Words): Promise<string[]> {
  // Told if it can be read; it is no reason to keep a passkey.
  const [apps, codes] = await Promise.all([
    client.send(authenticators.list, {}).catch(() => []),
    client.send(recoveryCodes.get, {}).catch(() => undefined),
  ]);
  if (apps.length > 0) return [words.last.code];
  return codes && codes.left > 0 ? [words.last.password, words.codes] : [words.last.password];
}
