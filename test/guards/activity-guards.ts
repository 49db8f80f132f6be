import { guards, type Guard } from './guard.ts';

export const activityGuards: readonly Guard[] = [
  ...guards('activity-filters', 'server/activity/find.ts', {
    'one’s own lines alone': ['eq(activity.accountId, accountId),', ''],
  }),
  ...guards('activity-filters', 'server/activity/routes.ts', {
    'cursors of one’s own': [
      'and(eq(activity.id, cursor), eq(activity.accountId, accountId))',
      'and(eq(activity.id, cursor))',
    ],
    'few lines in one request': ['{ entries: 25, lines: 2000 }', '{ entries: 25, lines: 2_000_000 }'],
    'applications of one’s own': [
      'and(eq(activity.accountId, account.id), gt(activity.client, last))',
      'and(gt(activity.client, last))',
    ],
    'files are on record': [
      'await commit((tx) =>\n      record(',
      'await (async (..._: unknown[]) => {})((tx: Parameters<typeof record>[0]) =>\n      record(',
    ],
    'a file ends with its session': [
      'whileSignedIn(request, everything(request, filter))',
      '(void whileSignedIn, everything(request, filter))',
    ],
  }),
  ...guards('activity-filters', 'server/http/csv.ts', {
    'no formulas': ["? `'${apart}` : apart", '? apart : apart'],
    'no formulas where semicolons divide cells': ['"$1\'"', '"$1"'],
  }),
  ...guards('session-list', 'server/sessions/routes.ts', {
    'names of one’s own sessions': [
      'and(eq(sessions.id, params.id), eq(sessions.accountId, account.id))',
      'and(eq(sessions.id, params.id))',
    ],
    'a group of sessions without this one': ['.filter((id) => id !== session.id)', ''],
  }),
  ...guards('journey', 'server/sessions/routes.ts', {
    'the name of a session on record': ['if (found) await record(tx, { ...event, at: now() });', ''],
  }),
  ...guards('journey', 'server/account-lockdown/routes.ts', {
    'what somebody keeps on record': ['} else if (added) {', '} else if (false) {'],
  }),
  ...guards('journey', 'server/sessions/store.ts', {
    'each session that ended on record': [
      "for (const { id } of ended) await record(tx, { ...event, type: 'session_ended', accountId, sessionId: id });\n  return ended.length;\n}\n\n/** Ends every",
      "if (ended[0]) await record(tx, { ...event, type: 'session_ended', accountId, sessionId: ended[0].id });\n  return ended.length;\n}\n\n/** Ends every",
    ],
  }),
  ...guards('journey', 'server/email-notices/routes.ts', {
    'one line for one choice': ['if (changed.length > 0) {', 'for (const _ of [1, 2]) {'],
  }),
  ...guards('notices', 'server/sessions/store.ts', {
    'the browser of a session that was ended is a new one': [
      'if (ended.browserId !== null) await forgetBrowser(tx, accountId, ended.browserId);',
      '',
    ],
    'one’s own browser stays known': ['and(eq(knownDevices.id, id), notExists(others))', 'eq(knownDevices.id, id)'],
  }),
  ...guards('session-seen', 'server/sessions/routes.ts', {
    'nobody has seen what is still to come': ['Math.min(Date.parse(body.until), now())', 'Date.parse(body.until)'],
  }),
  ...guards('support-session', 'server/sessions/routes.ts', {
    'an operator does not look for the person': ['if (session.operator !== null) return;', ''],
  }),
  ...guards('support-session', 'server/activity/routes.ts', {
    'an operator takes no copy': ["if (session.operator !== null) throw new Problem('forbidden');", ''],
  }),
  ...guards('support-session', 'server/email-change/routes.ts', {
    'an operator gives up no address': ["if (session.operator !== null) throw new Problem('forbidden');", ''],
  }),
  ...guards('support-session', 'server/http/answer.ts', {
    'the record says that an operator acted': ['visit.operator = signedIn.session.operator;', ''],
  }),
  ...guards('support-session', 'server/operations/support-session.ts', {
    'an operator has proven nothing': ['proofs: []', "proofs: [{ method: 'password', at }]"],
    'nobody helps with a disabled account': ['!account || account.disabledAt !== null', '!account'],
  }),
];
