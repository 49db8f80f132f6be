import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { buildStorybook } from '../build/storybook.ts';
import { findChrome } from '../chrome.ts';
import { Obstacle } from '../obstacle.ts';
import { installOtherBrowsers } from '../other-browsers.ts';
import { runBrowserTests } from './browser-tests.ts';
import { MEASURING } from './measuring.ts';
import { runNodeTests } from './node-tests.ts';
import type { Report } from './report.ts';
import { runStaticChecks } from './static-checks.ts';
import { matrix, usual } from './stories/modes.ts';
import { runStories } from './stories/run-stories.ts';
import { SurfaceCheck } from './stories/surface.ts';
import { makeTestFolder } from './test-folder.ts';

interface Part {
  name: string;
  /** Only when it is asked for by name. */
  long?: boolean;
  /** What it looks at goes through a browser, with the machine's other work in between: what fails is tried once more. */
  secondTry?: boolean;
  /** Runs the part, or of it the files and words that are given. */
  run(report: Report, only: string[]): Promise<void>;
}

/** Quick, and on the sources alone. */
const UNIT_TESTS = ['test/contract/**/*.test.ts', 'test/house/**/*.test.ts'];

export const PARTS: Part[] = [
  {
    name: 'check',
    async run(report, only) {
      await Promise.all([runStaticChecks(report), runNodeTests(UNIT_TESTS, report, { only })]);
    },
  },
  {
    name: 'server',
    async run(report, only) {
      makeTestFolder();
      const options = { concurrency: 2, together: 10, alone: MEASURING.server, only };
      await runNodeTests(['test/server/**/*.test.ts'], report, options);
    },
  },
  {
    name: 'components',
    secondTry: true,
    run: (report, only) => runBrowserTests('test/components/**/*.test.ts', report, only),
  },
  {
    name: 'package',
    async run(report, only) {
      build();
      await runNodeTests(['test/package/**/*.test.ts'], report, { only, built: true });
    },
  },
  {
    name: 'stories',
    secondTry: true,
    async run(report, only) {
      build();
      await buildStorybook();
      await runStories('.storybook-out', usual, report, only, new SurfaceCheck());
    },
  },
  {
    name: 'e2e',
    secondTry: true,
    async run(report, only) {
      build();
      makeTestFolder();
      // Unpacked or installed where that has to be: once, before three processes want it at the same time.
      await findChrome();
      // Each has a demo of its own, and waits some of the time.
      const options = { concurrency: 3, together: 6, alone: MEASURING.e2e, only, built: true };
      await runNodeTests(['test/e2e/**/*.test.ts'], report, options);
    },
  },
  {
    name: 'a11y',
    secondTry: true,
    long: true,
    async run(report, only) {
      build();
      await buildStorybook();
      await runNodeTests(['test/stories/**/*.test.ts'], report, { only });
      await runStories('.storybook-out', matrix, report, only);
    },
  },
  {
    name: 'browsers',
    secondTry: true,
    long: true,
    async run(report, only) {
      installOtherBrowsers();
      build();
      await runNodeTests(['test/browsers/**/*.test.ts'], report, { only, built: true });
    },
  },
  {
    name: 'frameworks',
    secondTry: true,
    long: true,
    async run(report, only) {
      build();
      await runNodeTests(['test/frameworks/**/*.test.ts'], report, { only, fileTimeout: 1_800_000 });
    },
  },
  {
    name: 'faults',
    long: true,
    run: (report, only) => runNodeTests(['test/faults/**/*.test.ts'], report, { only, fileTimeout: 2_400_000 }),
  },
];

function build(): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/build.ts'], { encoding: 'utf8' });
  if (status !== 0) throw new Obstacle(`The packages could not be built:\n${stdout}${stderr}`);
}
