import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { generateHOTP } from '@oslojs/otp';
import { authenticators, type Authenticator } from 'account-elements/contract/authenticators.js';
import type { Browser } from './http-browser.ts';

const PERIOD = 30_000;

/** An authenticator application that has scanned the QR code, with a clock of its own. */
export class AuthenticatorApp {
  readonly key: string;
  readonly #now: () => number;

  constructor(key: string, now: () => number) {
    this.key = key;
    this.#now = now;
  }

  /** The code that it shows, showed or will show so many steps from now. */
  code(steps = 0): string {
    const step = Math.floor(this.#now() / PERIOD) + steps;
    return generateHOTP(decodeBase32IgnorePadding(this.key), BigInt(step), 6);
  }

  /** One that no time step around now has. */
  wrongCode(): string {
    const right = new Set(Array.from({ length: 9 }, (_, i) => this.code(i - 4)));
    return ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777', '888888', '999999'].find(
      (code) => !right.has(code),
    )!;
  }
}

export interface SetUp {
  readonly app: AuthenticatorApp;
  readonly authenticator: Authenticator;
  readonly recoveryCodes: readonly string[];
}

/** Sets up an authenticator application, as <authenticator-setup> does. Its code of now is used up by that. */
export async function setUpApp(
  browser: Browser,
  now: () => number,
  options: { readonly name?: string; readonly signOutOthers?: boolean; readonly replaces?: string } = {},
): Promise<SetUp> {
  const { id, key } = (await browser.call(authenticators.start, {})).result;
  const app = new AuthenticatorApp(key, now);
  const body = { id, code: app.code(), signOutOthers: false, ...options };
  const { authenticator, recoveryCodes } = (await browser.call(authenticators.confirm, { body })).result;
  return { app, authenticator, recoveryCodes: recoveryCodes ?? [] };
}
