import { define } from '../shared/define.ts';
import { RecoveryCodes } from './recovery-codes.ts';

define('recovery-codes', RecoveryCodes);

declare global {
  interface HTMLElementTagNameMap {
    'recovery-codes': RecoveryCodes;
  }
}
