import type { AccountElement } from '../shared/account-element.ts';
import { sameOriginUrl } from '../shared/safe-url.ts';
import { SignedInEvent } from './events.ts';
import type { Done } from './steps.ts';

interface Wishes {
  readonly returnTo?: string;
  readonly offerPasskey: boolean;
}

/** Milliseconds that a page may be kept for a passkey that is made in passing. */
const PATIENCE = 2000;

/** Tells the page who signed in, and leads on. Whoever used a password may get a passkey in passing. */
export async function goOn(host: AccountElement, done: Done, { returnTo, offerPasskey }: Wishes): Promise<void> {
  const made = offerPasskey && done.withPassword ? makePasskey(host) : undefined;
  const target = sameOriginUrl(returnTo);
  if (!host.dispatchEvent(new SignedInEvent(done.account)) || target === undefined) return;
  // Leaving the page would end it.
  if (made) await Promise.race([made, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  location.assign(target);
}

async function makePasskey({ activeClient }: AccountElement): Promise<void> {
  try {
    const { registerPasskeyInPassing } = await import('../shared/register-passkey.ts');
    await registerPasskeyInPassing(activeClient);
  } catch {
    // Nobody asked for it.
  }
}
