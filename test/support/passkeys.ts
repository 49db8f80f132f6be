import { desc, eq } from 'drizzle-orm';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { activity } from 'account-elements-server/activity/schema.js';
import type { Browser } from './http-browser.ts';
import type { TestServer } from './test-server.ts';
import type { Creation, SoftwareAuthenticator, Use } from './webauthn.ts';

/** Sets a passkey up, as far as the server lets it. */
export async function addPasskey(browser: Browser, device: SoftwareAuthenticator, told: Creation = {}) {
  const { result } = await browser.call(passkeys.start, { body: {} });
  return browser.call(passkeys.create, { body: { response: device.create(result, told), signOutOthers: false } });
}

export async function signInWithPasskey(browser: Browser, device: SoftwareAuthenticator, told: Use = {}) {
  const { result } = await browser.call(signIn.startPasskey, {});
  return browser.call(signIn.withPasskey, { body: { response: device.get(result, told) } });
}

export async function proveWithPasskey(browser: Browser, device: SoftwareAuthenticator, told: Use = {}) {
  const { result } = await browser.call(reauth.startPasskey, {});
  return browser.call(reauth.withPasskey, { body: { response: device.get(result, told) } });
}

export const listPasskeys = async (browser: Browser) => (await browser.call(passkeys.list, {})).result;

/** Lines of the record, the latest first. */
export const recorded = (server: TestServer, type: string) =>
  server.db.select().from(activity).where(eq(activity.type, type)).orderBy(desc(activity.sequence));

/** Why the latest refusal of that type happened, as it is on record. */
export async function whyRefused(server: TestServer, type: string): Promise<string | undefined> {
  const [line] = await recorded(server, type);
  if (line?.outcome !== 'failure' || line.reason !== 'passkey') return undefined;
  return (JSON.parse(line.details ?? '{}') as { because?: string }).because;
}
