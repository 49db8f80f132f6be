import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { AccountService } from './account-service.ts';
import { install, installServer, npm, packAll } from './clean-folder.ts';
import { walk } from './walk.ts';

/*
 * Applications in demo/frameworks, each installed from the packed packages in a clean folder, type-checked, built, opened
 * in a real browser in front of the installed server, and walked by the same person.
 */
const HOSTS = 'demo/frameworks';
/** Those that put something before the tags. */
const PREFIXES: Readonly<Record<string, string>> = {
  'react-server': 'acme-',
  'shadow-dom': 'acme-',
  'svelte-5': 'acme-',
};
const only = process.env['FRAMEWORK'];
const hosts = readdirSync(HOSTS).filter((name) => !only || only.split(',').includes(name));

const tarballs = packAll();
const server = await installServer(tarballs);
const browser = await launchChromium();

for (const host of hosts) {
  describe(host, () => {
    let folder = '';
    let service: AccountService | undefined;
    after(() => service?.stop());

    test('installs from the packed package, type-checks and builds', async () => {
      folder = await install(join(HOSTS, host), tarballs);
      await npm(folder, 'run', 'build');
    });

    test('somebody signs in, saves their profile and signs out again', async () => {
      const { scripts } = JSON.parse(readFileSync(join(HOSTS, host, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>;
      };
      service = await AccountService.start(server, folder, 'start' in scripts);
      assert.deepEqual(await walk(browser, service.origin, PREFIXES[host]), []);
    });
  });
}
