// The elements of the sections *Sessions* and *Activity log*: who looks at one goes on to the other, and they share much.

export { ActivityLog } from '../activity-log/activity-log.ts';
export { SessionList } from '../session-list/session-list.ts';
