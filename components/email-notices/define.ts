import { define } from '../shared/define.ts';
import { EmailNoticesForm } from './email-notices.ts';

define('email-notices', EmailNoticesForm);

declare global {
  interface HTMLElementTagNameMap {
    'email-notices': EmailNoticesForm;
  }
}
