import { isIPv4 } from 'node:net';

/** What a record of a city file may hold. */
export type Value = string | number | readonly Value[] | { readonly [key: string]: Value };
type Node = [Node | Leaf | null, Node | Leaf | null];
interface Leaf {
  readonly value: Value;
}

/** Writes a small file in the MaxMind DB format 2.0: a binary tree over addresses, then what its leaves point at. */
export function cityFile(ipVersion: 4 | 6, places: Readonly<Record<string, Value>>): Buffer {
  const root: Node = [null, null];
  for (const [range, value] of Object.entries(places)) insert(root, bitsOf(range, ipVersion), { value });

  const nodes: Node[] = [];
  const walk = (node: Node): void => {
    nodes.push(node);
    for (const child of node) if (Array.isArray(child)) walk(child);
  };
  walk(root);
  const numberOf = new Map(nodes.map((node, index) => [node, index]));

  const data: Buffer[] = [];
  let dataSize = 0;
  const tree = Buffer.alloc(nodes.length * 6);
  nodes.forEach((node, index) =>
    node.forEach((child, side) => {
      let record = nodes.length;
      if (Array.isArray(child)) record = numberOf.get(child) ?? 0;
      else if (child) {
        record = nodes.length + 16 + dataSize;
        const bytes = encode(child.value);
        data.push(bytes);
        dataSize += bytes.length;
      }
      tree.writeUIntBE(record, index * 6 + side * 3, 3);
    }),
  );
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_780_000_000,
    database_type: 'city',
    description: {},
    ip_version: ipVersion,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 24,
  });
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
  return Buffer.concat([tree, Buffer.alloc(16), ...data, marker, metadata]);
}

function insert(root: Node, bits: readonly (0 | 1)[], leaf: Leaf): void {
  let node = root;
  bits.forEach((bit, depth) => {
    if (depth === bits.length - 1) return void (node[bit] = leaf);
    const next = node[bit];
    if (Array.isArray(next)) return void (node = next);
    const created: Node = [null, null];
    node[bit] = created;
    node = created;
  });
}

function bitsOf(range: string, ipVersion: 4 | 6): (0 | 1)[] {
  const [address = '', length = ''] = range.split('/');
  const bytes = isIPv4(address) ? address.split('.').map(Number) : bytesOfIPv6(address);
  const all = bytes.flatMap((byte) => Array.from({ length: 8 }, (_, i) => ((byte >> (7 - i)) & 1) as 0 | 1));
  const bits = all.slice(0, Number(length));
  // An IPv6 tree keeps IPv4 below 96 zeros.
  return ipVersion === 6 && isIPv4(address) ? [...Array<0>(96).fill(0), ...bits] : bits;
}

function bytesOfIPv6(address: string): number[] {
  const [left = '', right = ''] = address.split('::');
  const groups = (half: string) =>
    half
      .split(':')
      .filter(Boolean)
      .map((group) => parseInt(group, 16));
  const zeros = Array<number>(8 - groups(left).length - groups(right).length).fill(0);
  return [...groups(left), ...zeros, ...groups(right)].flatMap((group) => [group >> 8, group & 0xff]);
}

const UTF8 = 2;
const UINT32 = 6;
const MAP = 7;
const ARRAY = 11;

function encode(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(UTF8, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(UINT32, 4), bytes]);
  }
  if (isList(value)) return Buffer.concat([control(ARRAY, value.length), ...value.map(encode)]);
  const entries = Object.entries(value);
  return Buffer.concat([
    control(MAP, entries.length),
    ...entries.flatMap(([key, item]) => [encode(key), encode(item)]),
  ]);
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Type and size in one byte; types above 7 in a second one, sizes from 29 to 284 in a further one. */
function control(type: number, size: number): Buffer {
  const inByte = size < 29 ? size : 29;
  const rest = size < 29 ? [] : [size - 29];
  return Buffer.from(type > 7 ? [inByte, type - 7, ...rest] : [(type << 5) | inByte, ...rest]);
}
