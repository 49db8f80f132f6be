/** The person wants the account deleted: nobody is signed in to it any more, and on `due` it is erased unless they sign in. */
export class AccountDeletionRequestedEvent extends Event {
  static readonly type = 'account-deletion-requested';
  readonly due: Date;

  constructor(due: Date) {
    super(AccountDeletionRequestedEvent.type, { bubbles: true, composed: true });
    this.due = due;
  }
}

declare global {
  interface HTMLElementEventMap {
    'account-deletion-requested': AccountDeletionRequestedEvent;
  }
}
