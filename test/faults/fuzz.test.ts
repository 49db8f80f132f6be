import process from 'node:process';
import { test } from 'node:test';
import { fuzzServer } from '../support/fuzz-server.ts';

const each = Number(process.env['FUZZ_REQUESTS'] ?? 25_000);
const first = Number(process.env['FUZZ_SEED'] ?? 1);

// Four databases, none of which grows for the whole time.
for (const seed of [0, 1, 2, 3].map((more) => first + more)) {
  test(
    `case 110: ${each} requests made from the API description with the seed ${seed} break nothing`,
    { timeout: 30 * 60_000 },
    () => fuzzServer(each, seed),
  );
}
