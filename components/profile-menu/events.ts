/** The person asks for their profile. Cancelled, no dialog opens: a page may lead somewhere else. */
export class MyProfileOpenEvent extends Event {
  static readonly type = 'my-profile-open';

  constructor() {
    super(MyProfileOpenEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** The person signed out, here or in another tab: what the page shows of them has to go. */
export class SignedOutEvent extends Event {
  static readonly type = 'signed-out';

  constructor() {
    super(SignedOutEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'my-profile-open': MyProfileOpenEvent;
    'signed-out': SignedOutEvent;
  }
}
