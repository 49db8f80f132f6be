import { guards, type Guard } from './guard.ts';

export const liveGuards: readonly Guard[] = [
  ...guards('live-updates', 'server/live-updates/live-updates.ts', {
    'the stream of a session that is over ends': [
      'if (!session) stream.tell({ stale: [], signedOut: true });\n      if (session?.tokenHash',
      'if (!session) continue;\n      if (session?.tokenHash',
    ],
    'a stream ends with its token': ['session?.tokenHash !== stream.listener.tokenHash ||', '!session ||'],
    'a stream ends when nobody uses its session': [' || endsAt <= now', ''],
    'nobody hears of another account': [
      '[...(this.#streams.get(accountId) ?? [])];\n      const stale',
      '[...this.#all()];\n      const stale',
    ],
    'so many streams and no more': ['if (full) throw', 'if (false) throw'],
  }),
  ...guards('live-updates', 'server/live-updates/missed.ts', {
    'what was missed is one’s own': ['and(eq(activity.accountId, accountId), gte(', 'and(gte('],
  }),
  ...guards('live-updates', 'server/http/answer.ts', {
    'a stream is no use of its session': ['cookies, visit, !endpoint.stream', 'cookies, visit, true'],
    'nor is a page that nobody is at': ['attended && !visit.unattended', 'attended'],
    'nothing behind HEAD': ['(endpoint.stream || endpoint.download) &&', 'endpoint.download &&'],
  }),
  ...guards('live-updates', 'components/contract/live-updates.ts', {
    'no stream without a session': ["    method: 'GET',", "    method: 'GET',\n    access: 'public',"],
  }),
];
