import { define } from '../shared/define.ts';
import { AccountPortal } from './account-portal.ts';

define('account-portal', AccountPortal);

declare global {
  interface HTMLElementTagNameMap {
    'account-portal': AccountPortal;
  }
}
