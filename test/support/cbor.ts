/** What CBOR (RFC 8949) is written from here: maps, so that keys can be numbers. */
export type Cbor = number | string | boolean | null | Uint8Array | readonly Cbor[] | Map<Cbor, Cbor>;

/** Shortest lengths, keys in the order given: as authenticators write it (CTAP 2.2 §8). */
export function cbor(value: Cbor): Buffer {
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)]);
  return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
}

/** The beginning of a value: its kind, and a length that may also be a lie. */
export function head(kind: number, length: number): Buffer {
  const first = kind << 5;
  if (length < 24) return Buffer.from([first | length]);
  if (length < 0x100) return Buffer.from([first | 24, length]);
  const bytes = Buffer.alloc(length < 0x10000 ? 3 : 5);
  bytes[0] = first | (length < 0x10000 ? 25 : 26);
  bytes.writeUIntBE(length, 1, bytes.length - 1);
  return bytes;
}
