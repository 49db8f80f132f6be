import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from 'account-elements-server/config.js';
import { KeyError, KeyRing, loadKeys } from 'account-elements-server/keys.js';
import { openAndMigrate } from 'account-elements-server/account-server.js';
import { withFolder } from '../support/server-process.ts';

const key = randomBytes(32).toString('base64');
const production = { NODE_ENV: 'production', ORIGIN: 'https://account.example', KEYS: `2026-11:${key}` };

test('without any setting the server is one for development, on this machine alone', () => {
  const config = readConfig({});
  assert.equal(config.origin, 'http://localhost:8080');
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.signUp, false);
  assert.equal(config.portalAccess, 'administrators');
  assert.deepEqual(config.sessions, { idle: 3_600_000, absolute: 86_400_000, perAccount: 24, proof: 600_000 });
  assert.ok(config.hashing.memoryCost >= 19_456 && config.hashing.timeCost >= 2);
  assert.ok(config.hashing.atOnce >= 1 && config.hashing.atOnce <= 4, 'one processor stays free for answers');
});

test('a setting that cannot be is refused by name', () => {
  const refused: [Record<string, string>, RegExp][] = [
    [{ PORT: '-1' }, /^PORT must be a whole number/],
    [{ PORT: '70000' }, /^PORT must be at most 65535/],
    [{ ORIGIN: 'https://account.example/path' }, /^ORIGIN must be an origin/],
    [{ ORIGINS: 'https://a.example evil' }, /^ORIGINS must be an origin.*evil/],
    [{ ORIGINS: '*' }, /^ORIGINS must be an origin/],
    [{ ORIGINS: 'null' }, /^ORIGINS must be an origin/],
    [{ ORIGINS: 'https://*.example' }, /^ORIGINS must be an origin/],
    [{ ORIGINS: 'https://A.example' }, /^ORIGINS must be an origin/],
    [{ ORIGINS: 'https://a.example=everything' }, /^ORIGINS .*(read|everything)/],
    [{ SIGN_UP: 'maybe' }, /^SIGN_UP must be on or off/],
    [{ PORTAL_ACCESS: 'nobody' }, /^PORTAL_ACCESS must be/],
    [{ TRUSTED_PROXIES: '10.0.0.0/99' }, /^TRUSTED_PROXIES must be addresses/],
    [{ TRUSTED_PROXIES: 'proxy.example' }, /^TRUSTED_PROXIES must be addresses/],
    [{ DATABASE_URL: 'data.db' }, /^DATABASE_URL must be/],
    [{ SESSION_HOURS: '0' }, /^SESSION_HOURS must be at least 1/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL/],
    [{ SMTP_URL: 'mail.example' }, /^SMTP_URL must be a URL/],
    [{ SMTP_URL: 'smtps://us:pa#ss@mail.example', MAIL_FROM: 'a@b.example' }, /^SMTP_URL must be a URL(?!.*pa#ss)/],
    [{ SMTP_URL: 'smtps://mail.example' }, /^MAIL_FROM must be set/],
    [{ MAIL_FROM: 'a@b.example', PASSWORD_RESET_URL: '/#/x' }, /^PASSWORD_RESET_URL must not have a #/],
    [{ MAIL_FROM: 'a@b.example', EMAIL_CHANGE_URL: '/#/x' }, /^EMAIL_CHANGE_URL must not have a #/],
    [{ MAIL_FROM: 'a@b.example', LOCKDOWN_URL: '/#/x' }, /^LOCKDOWN_URL must not have a #/],
    [{ MAIL_FROM: 'nobody' }, /^MAIL_FROM must be an address/],
    [{ MAIL_FROM: 'a@b.example, c@d.example' }, /^MAIL_FROM must be an address/],
    // Misspelt, it would be development, with all that production refuses.
    [{ NODE_ENV: 'Production' }, /^NODE_ENV must be production, development or test/],
  ];
  for (const [environment, message] of refused) {
    assert.throws(() => readConfig(environment), { name: 'ConfigError', message }, JSON.stringify(environment));
  }
});

test('production refuses what is only safe in development', () => {
  assert.equal(readConfig(production).production, true);
  assert.deepEqual([...readConfig(production).hosts], ['account.example']);
  assert.equal(readConfig(production).serveOpenApi, false);
  const { ORIGIN: _, ...noOrigin } = production;
  const { KEYS: __, ...noKeys } = production;
  assert.throws(() => readConfig(noOrigin), /^ConfigError: ORIGIN must be set/);
  assert.throws(() => readConfig(noKeys), /^ConfigError: KEYS or KEYS_FILE must be set/);
  assert.throws(
    () => readConfig({ ...production, ORIGIN: 'http://account.example' }),
    /^ConfigError: ORIGIN must use https:/,
  );
  assert.throws(
    () => readConfig({ ...production, ORIGINS: 'http://a.example' }),
    /^ConfigError: ORIGINS .*must use https:/,
  );
});

test('an origin may do what it was granted: reading and the profile unless said otherwise', () => {
  const { grants } = readConfig({
    ORIGIN: 'https://account.example',
    ORIGINS: 'https://a.example  https://b.example=read,sessions',
  });
  assert.deepEqual(
    [...(grants.get('https://account.example') ?? [])],
    ['read', 'profile', 'sessions', 'factors', 'danger'],
  );
  assert.deepEqual([...(grants.get('https://a.example') ?? [])], ['read', 'profile']);
  assert.deepEqual([...(grants.get('https://b.example') ?? [])], ['read', 'sessions']);
});

test('keys are made once beside the database, and production does not take those', async () => {
  await withFolder(async (folder) => {
    const settings = {
      databaseUrl: `file:${join(folder, 'a.db')}`,
      keys: undefined,
      keysFile: undefined,
      production: false,
    };
    const first = loadKeys(settings);
    assert.equal(loadKeys(settings).currentId, first.currentId);
    const keysFile = join(folder, 'a.db.keys');
    assert.throws(() => loadKeys({ ...settings, keysFile, production: true }), /generated key/);
    assert.throws(
      () => loadKeys({ ...settings, keysFile: join(folder, 'missing') }),
      /KEYS_FILE names .*missing, which does not exist/,
    );
    assert.throws(() => loadKeys({ ...settings, databaseUrl: 'libsql://db.example' }), /KEYS or KEYS_FILE must be set/);
    assert.throws(() => loadKeys({ ...settings, keys: 'a:dG9vIHNob3J0' }), /must be 32 bytes/);
    await writeFile(keysFile, JSON.stringify({ keys: { b: key, a: key } }));
    assert.equal(loadKeys({ ...settings, keysFile, production: true }).currentId, 'b', 'the first one seals');
  });
});

test('what the server writes, nobody else on its machine may read', async () => {
  await withFolder(async (folder) => {
    const before = process.umask(0o022);
    try {
      const config = readConfig({ DATABASE_URL: `file:${join(folder, 'deep', 'a.db')}` });
      const db = await openAndMigrate(config);
      loadKeys(config);
      const files = await readdir(join(folder, 'deep'));
      db.close();
      assert.ok(files.includes('a.db') && files.includes('a.db.keys') && files.length > 2, files.join());
      for (const file of ['.', ...files.filter((name) => !/-(wal|shm)$/.test(name))]) {
        const { mode } = await stat(join(folder, 'deep', file));
        assert.equal(mode & 0o077, 0, file);
      }
    } finally {
      process.umask(before);
    }
  });
});

test('what is sealed opens only for its purpose, its owner and with its key, and never after a change', () => {
  const ring = new KeyRing(new Map([['a', randomBytes(32)]]));
  const sealed = ring.seal('password', 'ada', 'secret');
  assert.equal(ring.open('password', 'ada', sealed), 'secret');
  const flipped = Buffer.from(sealed.text, 'base64url');
  flipped[15] = (flipped[15] ?? 0) ^ 1;
  const refused = [
    () => ring.open('seed', 'ada', sealed),
    () => ring.open('password', 'grace', sealed),
    () => ring.open('password', 'ada', { ...sealed, keyId: 'b' }),
    () => ring.open('password', 'ada', { ...sealed, text: flipped.toString('base64url') }),
    () => ring.open('password', 'ada', { ...sealed, text: '' }),
    () => new KeyRing(new Map([['a', randomBytes(32)]])).open('password', 'ada', sealed),
  ];
  for (const open of refused) assert.throws(open, KeyError);
});
