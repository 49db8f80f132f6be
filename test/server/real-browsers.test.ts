import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { suite } from 'node:test';
import { describeDevice } from 'account-elements-server/devices/device-name.js';

const describe = (userAgent: string) => describeDevice({ get: (name) => (name === 'user-agent' ? userAgent : null) });

suite('ten thousand real browsers', () => {
  interface Sample {
    readonly userAgent: string;
    readonly platform: string;
    readonly deviceCategory: 'desktop' | 'mobile' | 'tablet';
  }
  // The package hands out samples at random; the file beside its code has them all.
  const file = new URL('user-agents.json', import.meta.resolve('user-agents'));
  const samples = JSON.parse(readFileSync(file, 'utf8')) as Sample[];

  test('each has a system, and each browser a name', () => {
    const nameless = samples.filter(({ userAgent }) => {
      const { access, program, system } = describe(userAgent);
      return !system || (!program && access !== 'app');
    });
    assert.deepEqual(
      nameless.map(({ userAgent }) => userAgent),
      [],
    );
  });

  test('each is the desktop, phone or tablet that it is', () => {
    const kinds = { desktop: ['desktop'], mobile: ['phone', 'app'], tablet: ['tablet', 'app'] };
    // Samsung's, asked for a page as on a desktop, hides what it runs on; there is none for desktops on Linux.
    const hides = (userAgent: string) => /X11; Linux.* SamsungBrowser\//.test(userAgent);
    const wrong = samples.filter(
      ({ userAgent, deviceCategory }) => !hides(userAgent) && !kinds[deviceCategory].includes(describe(userAgent).kind),
    );
    assert.deepEqual(
      wrong.map(({ userAgent }) => userAgent),
      [],
    );
  });

  const systems: Readonly<Record<string, RegExp>> = {
    windows: /^Win/,
    macos: /^Mac/,
    'macos-or-ipados': /^Mac/,
    ios: /^iPhone/,
    ipados: /^(?:iPad|Mac)/,
    android: /^Linux/,
    chromeos: /^Linux/,
    linux: /^Linux/,
  };

  test('each runs the system that its own script said, but for the few that lie', () => {
    const contradicting = samples.filter(({ userAgent, platform }) => {
      // Collected on a Linux machine that only pretended to be a phone.
      if (platform === 'Linux x86_64') return false;
      return !systems[describe(userAgent).system?.code ?? '']?.test(platform);
    });
    assert.ok(contradicting.length < samples.length / 1000, contradicting.map(({ userAgent }) => userAgent).join('\n'));
  });

  test('nineteen of twenty are one of the families that people know best', () => {
    const known = new Set(['chrome', 'safari', 'edge', 'firefox', 'samsung-internet']);
    const share = samples.filter(({ userAgent }) => known.has(describe(userAgent).program?.code ?? '')).length;
    assert.ok(share > samples.length * 0.95, `${share}`);
  });
});
