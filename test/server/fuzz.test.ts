import process from 'node:process';
import { test } from 'node:test';
import { fuzzServer } from '../support/fuzz-server.ts';

// A look at it; `npm run test:faults` makes a hundred thousand.
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 5000);
const seed = Number(process.env['FUZZ_SEED'] ?? 2);

test(`case 110: ${requests} requests made from the API description, half-right and wrong, break nothing`, () =>
  fuzzServer(requests, seed));
