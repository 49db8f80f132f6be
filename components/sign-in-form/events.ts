import type { Account } from '../contract/account.ts';

/**
 * Somebody signed in. A page that goes on by itself cancels it: then
 * `return-to` is not followed.
 */
export class SignedInEvent extends Event {
  static readonly type = 'signed-in';
  readonly account: Account;

  constructor(account: Account) {
    super(SignedInEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.account = account;
  }
}

declare global {
  interface HTMLElementEventMap {
    'signed-in': SignedInEvent;
  }
}
