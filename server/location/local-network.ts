import { BlockList, isIP } from 'node:net';

/** Addresses that mean "in this house": nobody can say where they are, and no file should. */
const localNetworks: readonly (readonly [network: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  // RFC 1918, private.
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  // RFC 1122, this machine.
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
  // RFC 3927 and RFC 4291, this cable.
  ['169.254.0.0', 16, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  // RFC 6598, within a provider's network.
  ['100.64.0.0', 10, 'ipv4'],
  // RFC 4193, unique local.
  ['fc00::', 7, 'ipv6'],
];

const local = new BlockList();
for (const [network, bits, family] of localNetworks) local.addSubnet(network, bits, family);

export function isLocalAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && local.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
