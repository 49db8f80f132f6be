import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { Obstacle } from '../obstacle.ts';
import { withLock } from './lock.ts';
import { Stamps } from './stamps.ts';

const CACHE = 'node_modules/.cache/account-elements';

const target = {
  inputs: ['stories/**/*', '.storybook/*', 'components/**/*', 'tsconfig.json', 'package-lock.json'],
  outputs: ['.storybook-out/index.json'],
};

/** Builds the static Storybook, unless nothing in it has changed. Throws with what it printed when it cannot. */
export function buildStorybook(): Promise<void> {
  return withLock(`${CACHE}/storybook.lock`, async () => {
    const stamps = new Stamps(`${CACHE}/storybook.json`);
    if (!(await stamps.isStale('storybook', target))) return;
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build:storybook'], {
      encoding: 'utf8',
      env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1', CI: 'true' },
    });
    if (status !== 0) throw new Obstacle(`Storybook could not be built:\n${stdout}${stderr}`);
    await stamps.save('storybook', target);
  });
}
