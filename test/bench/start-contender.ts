import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Contender {
  readonly port: number;
  readonly child: ChildProcess;
}

/** @param key of the passwords in the file, in base64; for contenders that check any */
export async function startContender(kind: string, file: string, key = ''): Promise<Contender> {
  const child = fork(new URL('contender.ts', import.meta.url), [kind, file, key], { execArgv });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the contender ${kind} did not start`)));
  const [port] = (await Promise.race([once(child, 'message'), ended])) as [number];
  ended.catch(() => undefined);
  return { port, child };
}

export const execArgv = [
  '--expose-gc',
  '--conditions=account-elements-source',
  '--disable-warning=ExperimentalWarning',
];
