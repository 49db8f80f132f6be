/** A link was sent to another address, which the account gets once that is confirmed. */
export class EmailChangeRequestedEvent extends Event {
  static readonly type = 'email-change-requested';
  readonly email: string;

  constructor(email: string) {
    super(EmailChangeRequestedEvent.type, { bubbles: true, composed: true });
    this.email = email;
  }
}

/** The account has another address. */
export class EmailChangedEvent extends Event {
  static readonly type = 'email-changed';
  readonly email: string;

  constructor(email: string) {
    super(EmailChangedEvent.type, { bubbles: true, composed: true });
    this.email = email;
  }
}

/** The account has its old address again, and nobody is signed in to it any more. */
export class EmailChangeUndoneEvent extends Event {
  static readonly type = 'email-change-undone';
  readonly email: string;

  constructor(email: string) {
    super(EmailChangeUndoneEvent.type, { bubbles: true, composed: true });
    this.email = email;
  }
}

declare global {
  interface HTMLElementEventMap {
    'email-change-requested': EmailChangeRequestedEvent;
    'email-changed': EmailChangedEvent;
    'email-change-undone': EmailChangeUndoneEvent;
  }
}
