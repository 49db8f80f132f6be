import { spawn } from 'node:child_process';
import type { Report } from './report.ts';

const CHECKS: [name: string, command: string, ...args: string[]][] = [
  ['the types are right', 'tsc'],
  ['the code keeps the lint rules', 'oxlint', '--type-aware', '--format', 'unix'],
  ['the files are formatted (npm run format does it)', 'prettier', '--check', '--log-level', 'warn', '.'],
];

/** Types, lint and format, each counted as one test. */
export async function runStaticChecks(report: Report): Promise<void> {
  await Promise.all(
    CHECKS.map(async ([name, command, ...args]) => {
      const { code, output } = await capture(`node_modules/.bin/${command}`, args);
      if (code === 0) report.pass();
      else report.fail(name, output);
    }),
  );
}

function capture(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => done({ code: 1, output: error.message }));
    child.on('close', (code) => done({ code, output }));
  });
}
