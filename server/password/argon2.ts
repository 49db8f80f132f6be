import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Options } from '@node-rs/argon2';

/*
 * Argon2 on threads of our own. Those that the package would use are libuv's,
 * which files and name look-ups need too.
 */

export type Argon2Job =
  { readonly password: string; readonly options: Options } | { readonly password: string; readonly phc: string };

export type Argon2Outcome = { readonly value: string | boolean } | { readonly error: unknown };

export const hashArgon2 = (password: string, options: Options): Promise<string> =>
  run({ password, options }) as Promise<string>;

export const verifyArgon2 = (phc: string, password: string): Promise<boolean> =>
  run({ password, phc }) as Promise<boolean>;

/** Kept for the next job. There are as many threads as there ever were jobs at once, which `WorkLimit` bounds. */
const idle: Argon2Thread[] = [];

async function run(job: Argon2Job): Promise<string | boolean> {
  const thread = idle.pop() ?? new Argon2Thread();
  const outcome = await thread.run(job);
  if (thread.alive) idle.push(thread);
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

/** Does one job at a time, and keeps the process from ending only meanwhile. */
class Argon2Thread {
  alive = true;
  // Without the flags of this process: some of them, such as --input-type, make no sense for a file.
  readonly #worker = new Worker(new URL(`./argon2-thread${extname(import.meta.url)}`, import.meta.url), {
    execArgv: [],
  });
  #settle: ((outcome: Argon2Outcome) => void) | undefined;

  constructor() {
    this.#worker.on('message', (outcome: Argon2Outcome) => this.#done(outcome));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', (code) => this.#end(new Error(`The thread for hashing ended with ${code}`)));
  }

  run(job: Argon2Job): Promise<Argon2Outcome> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#worker.ref();
      this.#worker.postMessage(job);
    });
  }

  #done(outcome: Argon2Outcome): void {
    this.#worker.unref();
    this.#settle?.(outcome);
    this.#settle = undefined;
  }

  /** It had no memory left, say. The job fails, and the next one gets another thread. */
  #end(error: unknown): void {
    this.alive = false;
    const index = idle.indexOf(this);
    if (index >= 0) idle.splice(index, 1);
    this.#done({ error });
  }
}
