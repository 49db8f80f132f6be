import { define } from '../shared/define.ts';
import { ActivityLog } from './activity-log.ts';

define('activity-log', ActivityLog);

declare global {
  interface HTMLElementTagNameMap {
    'activity-log': ActivityLog;
  }
}
