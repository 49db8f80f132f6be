// Runs the tests and ends with one line: `N passed, N failed`.
//
//   npm test                                   everything
//   npm run --silent test:part -- server       one part, prepared with what it needs
//   npm run --silent test:part -- components test/components/field.test.ts
//   npm run --silent test:part -- stories profile-form
//
// Parts run one after the other: some measure time, some drive a browser, and
// server tests hash passwords on every core. What fails in a browser, among
// everything or where CI runs, is tried once more and listed; whoever runs one part sees each failure.

import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { Obstacle } from './obstacle.ts';
import { Report, seconds } from './test/report.ts';
import { PARTS } from './test/parts.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const listed = (names: string[]): string => names.map((name) => `  ${name}`).join('\n');

const [wanted, ...only] = process.argv.slice(2);
if (wanted && !PARTS.some(({ name }) => name === wanted)) {
  console.error(`There is no part "${wanted}". Parts: ${PARTS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const secondTry = !wanted || Boolean(process.env['CI']);
const total = new Report();
const table: string[] = [];
for (const part of PARTS.filter(({ name, long }) => (wanted ? name === wanted : !long))) {
  const start = performance.now();
  const report = new Report({ secondTry: secondTry && part.secondTry });
  try {
    await part.run(report, only);
  } catch (error) {
    report.fail(part.name, error instanceof Obstacle ? error.message : inspect(error));
  }
  const skipped = report.skipped > 0 ? `, ${report.skipped} skipped` : '';
  console.log(`${part.name}: ${report.passed} passed, ${report.failed} failed${skipped} (${seconds(start)})`);
  table.push(
    `  ${part.name.padEnd(12)}${String(report.passed + report.failed).padStart(6)} tests ${seconds(start).padStart(9)}`,
  );
  total.add(report);
}

if (table.length > 1) console.log(`\n${table.join('\n')}\n`);
if (total.unsteady.length > 0) {
  console.log(`\nPassed at the second try, so they or what they test have a fault:\n${listed(total.unsteady)}\n`);
}
if (total.failures.length > 0) console.log(`\nFailed:\n${listed(total.failures)}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
