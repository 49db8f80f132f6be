import { define } from '../shared/define.ts';
import { SecurityOverview } from './security-overview.ts';

define('security-overview', SecurityOverview);

declare global {
  interface HTMLElementTagNameMap {
    'security-overview': SecurityOverview;
  }
}
