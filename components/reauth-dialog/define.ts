import { define } from '../shared/define.ts';
import { ReauthDialog } from './reauth-dialog.ts';

define('reauth-dialog', ReauthDialog);

declare global {
  interface HTMLElementTagNameMap {
    'reauth-dialog': ReauthDialog;
  }
}
