// Runs the test files that are named, one after the other in one process, which loads what they share once. Each is
// a test around its tests: its hooks are its own.
//
//   node tools/test/several-files.ts MILLISECONDS FILE…

import process from 'node:process';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { untilTheEnd } from './at-the-end.ts';

const [timeout, ...files] = process.argv.slice(2);

await untilTheEnd(async () => {
  for (const file of files) {
    await test(file, { timeout: Number(timeout) }, async () => {
      await import(pathToFileURL(file).href);
    });
  }
});

// What a test left open would keep this process for ever.
setTimeout(() => {
  console.error(`Something was left open: ${process.getActiveResourcesInfo().join(', ')}`);
  process.exit(1);
}, 30_000).unref();
