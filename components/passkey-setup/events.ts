import type { Passkey } from '../contract/passkeys.ts';

/** The account has one more passkey. */
export class PasskeyCreatedEvent extends Event {
  static readonly type = 'passkey-created';
  readonly passkey: Passkey;
  /** How many other sessions were signed out with it. */
  readonly sessionsEnded: number;

  constructor(passkey: Passkey, sessionsEnded: number) {
    super(PasskeyCreatedEvent.type, { bubbles: true, composed: true });
    this.passkey = passkey;
    this.sessionsEnded = sessionsEnded;
  }
}

/** A passkey was removed from the account. */
export class PasskeyRemovedEvent extends Event {
  static readonly type = 'passkey-removed';
  /** How many other sessions were signed out with it. */
  readonly sessionsEnded: number;

  constructor(sessionsEnded: number) {
    super(PasskeyRemovedEvent.type, { bubbles: true, composed: true });
    this.sessionsEnded = sessionsEnded;
  }
}

declare global {
  interface HTMLElementEventMap {
    'passkey-created': PasskeyCreatedEvent;
    'passkey-removed': PasskeyRemovedEvent;
  }
}
