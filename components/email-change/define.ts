import { define } from '../shared/define.ts';
import { EmailChange } from './email-change.ts';

define('email-change', EmailChange);

declare global {
  interface HTMLElementTagNameMap {
    'email-change': EmailChange;
  }
}
