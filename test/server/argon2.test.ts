import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { hashArgon2, verifyArgon2 } from '../../server/password/argon2.ts';

const quick = { memoryCost: 64, timeCost: 1, parallelism: 1 };
const slow = { memoryCost: 19_456, timeCost: 20, parallelism: 1 };

test('a password fits its own hash and no other', async () => {
  const phc = await hashArgon2('an engine weaves algebra', quick);
  assert.match(phc, /^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
  assert.equal(await verifyArgon2(phc, 'an engine weaves algebra'), true);
  assert.equal(await verifyArgon2(phc, 'an engine weaves algebr'), false);
});

test('what cannot be hashed fails, and the next password does not', async () => {
  await assert.rejects(hashArgon2('x', { ...quick, memoryCost: 1 }));
  await assert.rejects(verifyArgon2('not a hash', 'x'));
  assert.equal(await verifyArgon2(await hashArgon2('x', quick), 'x'), true);
});

test('files are read while as many passwords are hashed as libuv has threads', async () => {
  let hashed = 0;
  const hashing = Array.from({ length: 4 }, () => hashArgon2('x', slow).then(() => (hashed += 1)));
  await stat('.');
  assert.equal(hashed, 0);
  await Promise.all(hashing);
});

test('a process whose work is done ends, with threads for hashing kept', async () => {
  const url = new URL('../../server/password/argon2.ts', import.meta.url);
  const script = `const { hashArgon2 } = await import('${url}');
    console.log((await hashArgon2('x', ${JSON.stringify(quick)})).slice(0, 9));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    timeout: 20_000,
  });
  assert.equal(stdout, '$argon2id\n');
});
