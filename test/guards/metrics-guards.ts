import { guards, type Guard } from './guard.ts';

export const metricsGuards: readonly Guard[] = guards('metrics', 'server/metrics/metrics.ts', {
  'only with the operator’s token': [
    "if (!timingSafeEqual(digest(token), this.#token)) throw new Problem('unauthenticated');",
    '',
  ],
});
