import { runBrowserTests } from './browser-tests.ts';
import { runNodeTests } from './node-tests.ts';
import type { Report } from './report.ts';

interface Part {
  name: string;
  /** Runs the part, or of it the files and names that are given. */
  run(report: Report, only: string[]): Promise<void>;
}

export const PARTS: Part[] = [
  {
    name: 'package',
    run: (report, only) => runNodeTests(['test/package/**/*.test.ts'], report, { only }),
  },
  {
    name: 'server',
    run: (report, only) =>
      runNodeTests(['test/contract/**/*.test.ts', 'test/server/**/*.test.ts'], report, { concurrency: 2, only }),
  },
  {
    name: 'components',
    run: (report, only) => runBrowserTests('test/components/**/*.test.ts', report, only),
  },
];
