import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { Reader, type Response } from 'mmdb-lib';

/** What a file knows about an address, in English. */
export interface FoundPlace {
  /** ISO 3166-1, two letters. */
  readonly country: string;
  readonly region: string | null;
  readonly city: string | null;
}

/** One file in the MaxMind DB format, held in memory. */
export interface CityFile {
  readonly path: string;
  find(address: string): FoundPlace | null;
}

/** Between the tree of addresses and what it leads to; elsewhere when part of the file is missing. */
const SEPARATOR = Buffer.alloc(16);

/** Reads the whole file once, in pieces that leave requests their turn. */
export async function openCityFile(path: string): Promise<CityFile> {
  const bytes = await readFile(path);
  const reader = new Reader<Response>(bytes);
  const { ipVersion, searchTreeSize } = reader.metadata;
  const separator = bytes.subarray(searchTreeSize, searchTreeSize + SEPARATOR.length);
  if (!separator.equals(SEPARATOR)) throw new TypeError('a MaxMind DB file with parts missing');

  return {
    path,
    find(address) {
      const version = isIP(address);
      // An IPv6 address would be followed through an IPv4 tree to some place or other.
      if (version === 0 || version > ipVersion) return null;
      return toPlace(reader.get(address), version === 6);
    },
  };
}

/** MaxMind's own shape, or the flat one of ip-location-db. */
function toPlace(record: unknown, countryAlone: boolean): FoundPlace | null {
  const country = at(record, 'country_code') ?? at(record, 'country', 'iso_code');
  if (typeof country !== 'string' || !/^[A-Z]{2}$/.test(country)) return null;
  // The cities of IPv6 addresses were wrong too often where their owners are known.
  if (countryAlone) return { country, region: null, city: null };
  return {
    country,
    region: toName(at(record, 'state1') ?? at(record, 'subdivisions', '0', 'names', 'en')),
    city: toName(at(record, 'city', 'names', 'en') ?? at(record, 'city')),
  };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined,
    value,
  );
}

const NAME_LONGEST = 100;

/** Without the part of town in brackets: nobody should believe that it is known so well. */
function toName(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const [name = ''] = value.split(' (');
  return name.trim().slice(0, NAME_LONGEST) || null;
}
