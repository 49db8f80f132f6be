import { define } from '../shared/define.ts';
import { PasswordChange } from './password-change.ts';

define('password-change', PasswordChange);

declare global {
  interface HTMLElementTagNameMap {
    'password-change': PasswordChange;
  }
}
