import { Problem, type ServerProblemCode } from 'account-elements/contract/problem.js';
import type { Dependencies } from 'account-elements-server';
import { problemResponse } from 'account-elements-server/http/problem-response.js';
import type { DemoApp } from '../demo-app.ts';

/** What a visitor may have the next call refused with. */
export const troubles = [
  'unavailable',
  'server-error',
  'too-many-attempts',
  'version-conflict',
  'conflict',
  'not-found',
  'forbidden',
] as const satisfies readonly ServerProblemCode[];

const SLOWEST = 10_000;
const REMEMBERED = 1000;
const LONGEST_NUMBER = 40;

/**
 * A slow and failing network in front of the real API, for one visitor: the
 * panel of their page writes what they want into a cookie, as
 * `latency~code~kind~number`. A number is good for one failure.
 */
export function mountTroubles(app: DemoApp, { log }: Pick<Dependencies, 'log'>): void {
  const used = new Set<string>();
  const use = (number: string): boolean => {
    if (number === '' || number.length > LONGEST_NUMBER || used.has(number)) return false;
    used.add(number);
    for (const oldest of used) if (used.size > REMEMBERED) used.delete(oldest);
    return true;
  };
  app.use('/api/account/*', async (c, next) => {
    const wanted = /(?:^|; )demo-troubles=([^;]*)/.exec(c.req.header('cookie') ?? '')?.[1] ?? '';
    const [latency = '', code = '', kind = '', number = ''] = wanted.split('~');
    await pause(Math.min(SLOWEST, Number.parseInt(latency, 10) || 0));
    const concerned = kind !== 'write' || c.req.method !== 'GET';
    if (!concerned || !isTrouble(code) || !use(number)) return next();
    return problemResponse(new Problem(code, code === 'too-many-attempts' ? { retryAfter: 20 } : {}), log);
  });
}

const isTrouble = (code: string): code is (typeof troubles)[number] => (troubles as readonly string[]).includes(code);

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
