import { define } from '../shared/define.ts';
import { AuthenticatorSetup } from './authenticator-setup.ts';

define('authenticator-setup', AuthenticatorSetup);

declare global {
  interface HTMLElementTagNameMap {
    'authenticator-setup': AuthenticatorSetup;
  }
}
