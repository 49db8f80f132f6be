import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';
import type { Argon2Job, Argon2Outcome } from './argon2.ts';

parentPort?.on('message', (job: Argon2Job) => parentPort?.postMessage(outcomeOf(job)));

function outcomeOf(job: Argon2Job): Argon2Outcome {
  try {
    return { value: 'phc' in job ? verifySync(job.phc, job.password) : hashSync(job.password, job.options) };
  } catch (error) {
    return { error };
  }
}
