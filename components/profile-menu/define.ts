import { define } from '../shared/define.ts';
import { ProfileMenu } from './profile-menu.ts';

define('profile-menu', ProfileMenu);

declare global {
  interface HTMLElementTagNameMap {
    'profile-menu': ProfileMenu;
  }
}
