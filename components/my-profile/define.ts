import { define } from '../shared/define.ts';
import { MyProfile } from './my-profile.ts';

define('my-profile', MyProfile);

declare global {
  interface HTMLElementTagNameMap {
    'my-profile': MyProfile;
  }
}
