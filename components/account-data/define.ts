import { define } from '../shared/define.ts';
import { AccountData } from './account-data.ts';

define('account-data', AccountData);

declare global {
  interface HTMLElementTagNameMap {
    'account-data': AccountData;
  }
}
