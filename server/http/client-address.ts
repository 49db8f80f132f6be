import { BlockList, isIP, isIPv4, SocketAddress } from 'node:net';

/**
 * Where a request comes from. The socket's peer, unless that is a listed
 * proxy: then the right-most address that is not one. Everything further left
 * was written by the client and proves nothing.
 */
export interface ClientAddress {
  /** Canonical text, such as `203.0.113.7` or `2001:db8::1`; empty when unknown. */
  readonly address: string;
  /** What one subscriber has: the IPv4 address, or the first 64 bits of the IPv6 address. */
  readonly network: string;
}

export type AddressReader = (peer: string | undefined, header: string | null) => ClientAddress;

export function addressReader(trustedProxies: readonly string[], headerName: string): AddressReader {
  const trusted = new BlockList();
  for (const range of trustedProxies) addRange(trusted, range);
  const isTrusted = (address: string) => trusted.check(address, family(address));

  return (peer, header) => {
    const socketPeer = canonicalAddress(peer ?? '') ?? '';
    if (!header || socketPeer === '' || !isTrusted(socketPeer)) return located(socketPeer);
    const hops = headerName === 'forwarded' ? forwardedHops(header) : header.split(',');
    // What proxies wrote ends where one cannot be read, which never makes the check fail. Further left, nothing
    // matters: whoever sends nonsense there would otherwise have the proxy's address.
    for (const hop of hops.toReversed()) {
      const address = canonicalAddress(withoutPort(hop.trim()));
      if (address === undefined) break;
      if (!isTrusted(address)) return located(address);
    }
    return located(socketPeer);
  };
}

export function isAddressRange(range: string): boolean {
  try {
    addRange(new BlockList(), range);
    return true;
  } catch {
    return false;
  }
}

function addRange(trusted: BlockList, range: string): void {
  const [address = '', bits] = range.split('/');
  if (!isIP(address)) throw new TypeError(`not an address: ${range}`);
  if (bits === undefined) return trusted.addAddress(address, family(address));
  if (!/^\d{1,3}$/.test(bits)) throw new TypeError(`not a range: ${range}`);
  trusted.addSubnet(address, Number(bits), family(address));
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');

/** One spelling per address: IPv4 within IPv6 becomes IPv4, zones go, zeros are shortened. */
export function canonicalAddress(text: string): string | undefined {
  const [address = ''] = text.split('%');
  if (isIPv4(address)) return address;
  if (!isIP(address)) return undefined;
  const mapped = /^::ffff:([\d.]+)$/i.exec(canonicalIPv6(address));
  return mapped?.[1] ?? canonicalIPv6(address);
}

const canonicalIPv6 = (address: string): string => new SocketAddress({ address, family: 'ipv6' }).address.toLowerCase();

function located(address: string): ClientAddress {
  return { address, network: address.includes(':') ? `${first64Bits(address)}::/64` : address };
}

function first64Bits(address: string): string {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = !tail ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

/** RFC 7239: `for=192.0.2.60;proto=http, for="[2001:db8::1]:4711"`. */
function forwardedHops(header: string): string[] {
  return header.split(',').map((element) => {
    const pair = element.split(';').find((part) => /^\s*for=/i.test(part));
    return pair === undefined ? '' : pair.slice(pair.indexOf('=') + 1).replaceAll('"', '');
  });
}

/** Some proxies add the port: `203.0.113.7:51234`, `[2001:db8::1]:51234`. */
function withoutPort(hop: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(hop);
  if (bracketed) return bracketed[1] ?? '';
  return /^[\d.]+:\d+$/.test(hop) ? hop.slice(0, hop.indexOf(':')) : hop;
}
