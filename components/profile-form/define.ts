import { define } from '../shared/define.ts';
import { ProfileForm } from './profile-form.ts';

define('profile-form', ProfileForm);

declare global {
  interface HTMLElementTagNameMap {
    'profile-form': ProfileForm;
  }
}
