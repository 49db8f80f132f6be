/** An authenticator application was set up. */
export class AuthenticatorAddedEvent extends Event {
  static readonly type = 'authenticator-added';
  /** Whether it took the place of another one. */
  readonly replaced: boolean;
  /** How many other sessions were signed out with it. */
  readonly sessionsEnded: number;

  constructor(replaced: boolean, sessionsEnded: number) {
    super(AuthenticatorAddedEvent.type, { bubbles: true, composed: true });
    this.replaced = replaced;
    this.sessionsEnded = sessionsEnded;
  }
}

/** An authenticator application was removed. */
export class AuthenticatorRemovedEvent extends Event {
  static readonly type = 'authenticator-removed';
  /** How many other sessions were signed out with it. */
  readonly sessionsEnded: number;

  constructor(sessionsEnded: number) {
    super(AuthenticatorRemovedEvent.type, { bubbles: true, composed: true });
    this.sessionsEnded = sessionsEnded;
  }
}

declare global {
  interface HTMLElementEventMap {
    'authenticator-added': AuthenticatorAddedEvent;
    'authenticator-removed': AuthenticatorRemovedEvent;
  }
}
