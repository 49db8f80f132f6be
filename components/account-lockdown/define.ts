import { define } from '../shared/define.ts';
import { AccountLockdown } from './account-lockdown.ts';

define('account-lockdown', AccountLockdown);

declare global {
  interface HTMLElementTagNameMap {
    'account-lockdown': AccountLockdown;
  }
}
