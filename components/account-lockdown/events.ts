/** Others were thrown out. `everybody`: so was whoever did it, by the link of a mail. */
export class AccountLockedDownEvent extends Event {
  static readonly type = 'account-locked-down';
  readonly everybody: boolean;

  constructor(everybody: boolean) {
    super(AccountLockedDownEvent.type, { bubbles: true, composed: true });
    this.everybody = everybody;
  }
}

/** The person has gone through everything: the account is theirs. */
export class LockdownFinishedEvent extends Event {
  static readonly type = 'lockdown-finished';

  constructor() {
    super(LockdownFinishedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'account-locked-down': AccountLockedDownEvent;
    'lockdown-finished': LockdownFinishedEvent;
  }
}
