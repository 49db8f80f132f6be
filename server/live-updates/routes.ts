import { liveUpdates as api } from 'account-elements/contract/live-updates.js';
import { implement } from '../http/implement.ts';

export const liveUpdateRoutes = implement(api, {
  changes: ({ account, liveUpdates, query, session }) => liveUpdates.open({ account, session }, query),
});
