import { createHash } from 'node:crypto';
import { Problem } from 'account-elements/contract/problem.js';
import type { PublicRequest } from '../http/request.ts';

/** Choosing a password waits no longer for somebody else's service. */
const PATIENCE = 1000;

/**
 * Refuses a password that a service of leaked passwords knows, where one is
 * configured. The service learns five of forty digits of a digest, which it
 * shares with hundreds of others, and from the padded length of the answer
 * nobody on the way learns more. A service that does not answer in time stops
 * nobody; `false` says that the password went unchecked.
 */
export async function requireUnbreached(
  { config, log }: Pick<PublicRequest, 'config' | 'log'>,
  password: string,
  field: string,
): Promise<boolean> {
  const { breachedPasswordsUrl } = config;
  if (breachedPasswordsUrl === undefined) return true;
  let leaked: boolean;
  try {
    leaked = await isListed(breachedPasswordsUrl, password);
  } catch (err) {
    log.warn({ event: 'breach_check_unavailable', err }, 'a password was not looked up among leaked ones');
    return false;
  }
  if (leaked) throw new Problem('invalid-input', { fields: [{ name: field, code: 'password-breached' }] });
  return true;
}

/** The range protocol of Have I Been Pwned: lines of `<rest of the digest>:<times seen>`. */
async function isListed(url: string, password: string): Promise<boolean> {
  const digest = createHash('sha1').update(password.normalize('NFC')).digest('hex').toUpperCase();
  const response = await fetch(url + digest.slice(0, 5), {
    headers: { 'add-padding': 'true', accept: 'text/plain' },
    signal: AbortSignal.timeout(PATIENCE),
    redirect: 'error',
    credentials: 'omit',
  });
  if (!response.ok) throw new TypeError(`the service answered ${response.status}`);
  const lines = (await response.text()).split(/\r?\n/);
  // Padding is made of digests that were seen zero times.
  return lines.some((line) => line.startsWith(`${digest.slice(5)}:`) && !line.endsWith(':0'));
}
