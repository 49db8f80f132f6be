import { define } from '../shared/define.ts';
import { SessionList } from './session-list.ts';

define('session-list', SessionList);

declare global {
  interface HTMLElementTagNameMap {
    'session-list': SessionList;
  }
}
