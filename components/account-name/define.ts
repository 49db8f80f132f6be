import { define } from '../shared/define.ts';
import { AccountNameForm } from './account-name.ts';

define('account-name', AccountNameForm);

declare global {
  interface HTMLElementTagNameMap {
    'account-name': AccountNameForm;
  }
}
