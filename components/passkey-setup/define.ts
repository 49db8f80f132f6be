import { define } from '../shared/define.ts';
import { PasskeySetup } from './passkey-setup.ts';

define('passkey-setup', PasskeySetup);

declare global {
  interface HTMLElementTagNameMap {
    'passkey-setup': PasskeySetup;
  }
}
