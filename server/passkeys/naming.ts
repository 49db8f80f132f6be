import type { Device } from '../devices/device-name.ts';
import type { Language } from '../http/language.ts';
import { providerOf } from './providers.ts';
import type { PasskeyRow } from './schema.ts';

type Make = Pick<PasskeyRow, 'aaguid' | 'backupEligible' | 'transports'>;

/** Ways to reach an authenticator that is not built in. */
const PLUGGED_IN: ReadonlySet<string> = new Set(['usb', 'nfc', 'ble', 'smart-card']);

/** As far as it can be told: it stays where it is, one holds it to the device, and no password manager says it is its own. */
export const isSecurityKey = ({ aaguid, backupEligible, transports }: Make): boolean =>
  !backupEligible &&
  providerOf(aaguid) === null &&
  transports.some((transport) => PLUGGED_IN.has(transport)) &&
  !transports.includes('internal');

const words = {
  en: { passkey: 'Passkey', passkeyOn: (system: string) => `Passkey on ${system}`, securityKey: 'Security key' },
  de: {
    passkey: 'Passkey',
    passkeyOn: (system: string) => `Passkey auf ${system}`,
    securityKey: 'Sicherheitsschlüssel',
  },
};

/** What a new passkey is called until its owner calls it something else. */
export function defaultName(made: Make, { system }: Device, language: Language, taken: readonly string[]): string {
  const { passkey, passkeyOn, securityKey } = words[language];
  const fallback = system ? passkeyOn(system.name) : passkey;
  const name = providerOf(made.aaguid) ?? (isSecurityKey(made) ? securityKey : fallback);
  const names = new Set(taken);
  for (let n = 1; ; n++) {
    const numbered = n === 1 ? name : `${name} (${n})`;
    if (!names.has(numbered)) return numbered;
  }
}
