/** The account has a new password. */
export class PasswordChangedEvent extends Event {
  static readonly type = 'password-changed';
  /** How many other sessions were signed out with it. */
  readonly sessionsEnded: number;

  constructor(sessionsEnded: number) {
    super(PasswordChangedEvent.type, { bubbles: true, composed: true });
    this.sessionsEnded = sessionsEnded;
  }
}

/** The form for a new password was closed: cancelled, or done with. */
export class PasswordChangeClosedEvent extends Event {
  static readonly type = 'password-change-closed';

  constructor() {
    super(PasswordChangeClosedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'password-changed': PasswordChangedEvent;
    'password-change-closed': PasswordChangeClosedEvent;
  }
}
