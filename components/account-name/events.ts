import type { Account } from '../contract/account.ts';

/** First and last name were saved. */
export class AccountNameSavedEvent extends Event {
  static readonly type = 'account-name-saved';
  readonly account: Account;

  constructor(account: Account) {
    super(AccountNameSavedEvent.type, { bubbles: true, composed: true });
    this.account = account;
  }
}

declare global {
  interface HTMLElementEventMap {
    'account-name-saved': AccountNameSavedEvent;
  }
}
