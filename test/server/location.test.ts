import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before, suite } from 'node:test';
import { openLocations, type Place } from 'account-elements-server/location/locations.js';
import { cityFile, type Value } from '../support/city-file.ts';

let folder: string;
before(async () => void (folder = await mkdtemp(join(tmpdir(), 'account-elements-location-'))));
after(() => rm(folder, { recursive: true }));

let written = 0;
async function write(bytes: Uint8Array): Promise<string> {
  const path = join(folder, `${written++}.mmdb`);
  await writeFile(path, bytes);
  return path;
}

/** Opens files, and keeps what was warned about. */
function open(...paths: readonly string[]) {
  const warnings: unknown[] = [];
  const warn = (...warning: unknown[]) => void warnings.push(warning[0]);
  return { locations: openLocations(paths, { warn }), warnings };
}

async function opened(...paths: readonly string[]) {
  const all = open(...paths);
  await all.locations.loaded;
  return all;
}

const vienna: Value = { country_code: 'AT', state1: 'Vienna', state2: '', city: 'Vienna (Innere Stadt)', postcode: '' };
const place = (country: string, region: string | null, city: string | null): Place => ({
  local: false,
  country,
  region,
  city,
});

suite('places', () => {
  test('an address in a file of ip-location-db has country, region and city', async () => {
    const { locations } = await opened(await write(cityFile(4, { '131.130.0.0/16': vienna })));
    assert.deepEqual(locations.of('131.130.1.1'), place('AT', 'Vienna', 'Vienna'));
    assert.equal(locations.of('131.131.1.1'), null);
  });

  test("an address in a file of MaxMind's own shape has them too", async () => {
    const linz = {
      country: { iso_code: 'AT', names: { de: 'Österreich', en: 'Austria' } },
      subdivisions: [{ iso_code: '4', names: { de: 'Oberösterreich', en: 'Upper Austria' } }],
      city: { names: { de: 'Linz', en: 'Linz' } },
    };
    const { locations } = await opened(await write(cityFile(6, { '140.78.0.0/16': linz })));
    assert.deepEqual(locations.of('140.78.1.1'), place('AT', 'Upper Austria', 'Linz'));
  });

  test('an IPv6 address has its country alone, because its city is often wrong', async () => {
    const { locations } = await opened(await write(cityFile(6, { '2001:62a::/32': vienna })));
    assert.deepEqual(locations.of('2001:62a::1'), place('AT', null, null));
  });

  test('an IPv6 address is not looked up among IPv4 addresses', async () => {
    const { locations } = await opened(await write(cityFile(4, { '32.1.0.0/16': vienna })));
    assert.deepEqual(locations.of('32.1.6.42'), place('AT', 'Vienna', 'Vienna'));
    assert.equal(locations.of('2001:62a::1'), null);
  });

  test('one file for IPv4 and one for IPv6 work together', async () => {
    const files = [cityFile(4, { '131.130.0.0/16': vienna }), cityFile(6, { '2001:628::/32': { country_code: 'CH' } })];
    const { locations } = await opened(...(await Promise.all(files.map(write))));
    assert.deepEqual(locations.of('131.130.1.1'), place('AT', 'Vienna', 'Vienna'));
    assert.deepEqual(locations.of('2001:628::1'), place('CH', null, null));
  });

  test('what a file does not know stays empty', async () => {
    const { locations } = await opened(
      await write(
        cityFile(4, {
          '192.0.0.0/24': { country_code: 'AT', state1: '', city: '' },
          '192.0.1.0/24': { country_code: 'ZZZ', city: 'Nowhere' },
          '192.0.3.0/24': { city: 'Nowhere' },
          '192.0.4.0/24': 'AT',
          '192.0.5.0/24': { country_code: 'AT', state1: ['?'], city: { names: 7 } },
        }),
      ),
    );
    assert.deepEqual(locations.of('192.0.0.9'), place('AT', null, null));
    assert.deepEqual(
      ['192.0.1.9', '192.0.3.9', '192.0.4.9'].map((address) => locations.of(address)),
      [null, null, null],
    );
    assert.deepEqual(locations.of('192.0.5.9'), place('AT', null, null));
  });

  test('a name is at most 100 characters long', async () => {
    const endless = { country_code: 'NZ', state1: 'x'.repeat(200), city: 'y'.repeat(250) };
    const { locations } = await opened(await write(cityFile(4, { '192.0.0.0/24': endless })));
    assert.deepEqual(locations.of('192.0.0.9'), place('NZ', 'x'.repeat(100), 'y'.repeat(100)));
  });

  test('what is no address has no place', async () => {
    const { locations } = await opened(await write(cityFile(4, { '0.0.0.0/1': vienna, '128.0.0.0/1': vienna })));
    for (const text of ['', 'localhost', '1.2.3', '1.2.3.4, 5.6.7.8', '999.1.1.1', '1.2.3.4:80', 'x'.repeat(8192)]) {
      assert.equal(locations.of(text), null, text);
    }
  });
});

test('private addresses are the local network, whatever a file says', async () => {
  const everywhere = cityFile(4, { '0.0.0.0/1': vienna, '128.0.0.0/1': vienna });
  const { locations } = await opened(await write(everywhere));
  const local = ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.20', '127.0.0.1', '169.254.7.7', '100.64.0.1'];
  for (const address of [...local, '::1', 'fe80::1', 'fd00::1', '::ffff:192.168.1.20']) {
    assert.deepEqual(locations.of(address), { local: true }, address);
  }
  for (const address of ['172.32.0.1', '100.128.0.1', '11.0.0.1', '192.169.0.1']) {
    assert.deepEqual(locations.of(address), place('AT', 'Vienna', 'Vienna'), address);
  }
});

suite('a city file is never in the way', () => {
  test('until it has been read no place is known, and nobody waits', async () => {
    const { locations } = open(await write(cityFile(4, { '131.130.0.0/16': vienna })));
    assert.equal(locations.of('131.130.1.1'), null);
    assert.deepEqual(locations.of('127.0.0.1'), { local: true });
    await locations.loaded;
    assert.notEqual(locations.of('131.130.1.1'), null);
  });

  test('without a file no place is known, and nothing is warned about', async () => {
    const { locations, warnings } = await opened();
    assert.equal(locations.of('131.130.1.1'), null);
    assert.deepEqual(warnings, []);
  });

  const file = cityFile(4, { '131.130.0.0/16': vienna });
  const damaged: Readonly<Record<string, Uint8Array>> = {
    empty: Buffer.alloc(0),
    'a text': Buffer.from('<!doctype html>'),
    'cut off at the end': file.subarray(0, -200),
    'cut off at the start': file.subarray(100),
    'a description and nothing else': file.subarray(file.indexOf('MaxMind.com') - 3),
    'a description that breaks off': file.subarray(0, file.indexOf('MaxMind.com') + 40),
    'four megabytes of zeros': Buffer.alloc(4 * 1024 * 1024),
  };
  for (const [what, bytes] of Object.entries(damaged)) {
    test(`a damaged file is one warning and no place: ${what}`, async () => {
      const { locations, warnings } = await opened(await write(bytes));
      for (const address of ['131.130.1.1', '131.130.1.2', '8.8.8.8']) assert.equal(locations.of(address), null);
      assert.equal(warnings.length, 1);
    });
  }

  test('a missing file is one warning that names it, and the other file still works', async () => {
    const missing = join(folder, 'missing.mmdb');
    const { locations, warnings } = await opened(missing, folder, await write(file));
    assert.deepEqual(locations.of('131.130.1.1'), place('AT', 'Vienna', 'Vienna'));
    assert.deepEqual(warnings.map((warning) => (warning as { file: string }).file).sort(), [folder, missing].sort());
  });

  test('a file with damage is not asked again, and the others still are', async () => {
    const broken = cityFile(4, { '8.8.8.0/24': { country_code: 'US' }, '131.130.0.0/16': vienna });
    // The type of the second record becomes one that does not exist.
    broken.fill(0, broken.lastIndexOf('country_code') - 2, broken.lastIndexOf('country_code'));
    const { locations, warnings } = await opened(
      await write(broken),
      await write(cityFile(4, { '9.9.9.0/24': vienna })),
    );
    assert.deepEqual(locations.of('8.8.8.8'), place('US', null, null));
    assert.equal(locations.of('131.130.1.1'), null);
    assert.equal(locations.of('8.8.8.8'), null);
    assert.deepEqual(locations.of('9.9.9.9'), place('AT', 'Vienna', 'Vienna'));
    assert.equal(warnings.length, 1);
  });

  test('damage within a file that opens costs at most one warning, wherever it lies', async () => {
    const addresses = ['131.130.1.1', '8.8.8.8', '200.1.1.1'];
    let silent = 0;
    for (let offset = 0; offset < file.length; offset++) {
      for (const value of [0x00, 0xff]) {
        const bytes = Buffer.from(file);
        bytes[offset] = value;
        const { locations, warnings } = await opened(await write(bytes));
        for (const address of [...addresses, ...addresses]) locations.of(address);
        assert.ok(warnings.length <= 1, `${offset}: ${warnings.length} warnings`);
        silent += warnings.length === 0 ? 1 : 0;
      }
    }
    assert.ok(silent > 0);
  });
});
