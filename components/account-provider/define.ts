import { define } from '../shared/define.ts';
import { AccountProvider } from './account-provider.ts';

define('account-provider', AccountProvider);

declare global {
  interface HTMLElementTagNameMap {
    'account-provider': AccountProvider;
  }
}
