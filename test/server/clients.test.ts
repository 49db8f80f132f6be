import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { Clients } from 'account-elements-server/clients/clients.js';
import { readConfig } from 'account-elements-server/config.js';
import { ConfigError } from 'account-elements-server/config-error.js';
import { capabilityNames, type CapabilityName } from 'account-elements-server/http/grants.js';
import { Gate } from 'account-elements-server/http/gate.js';

const OWN = 'https://account.example';
const CERTIFICATES = 'https://certificates.example';

const certificates = { id: 'certificates', name: 'Certificate Manager', origins: [CERTIFICATES] };
const payroll = {
  id: 'payroll',
  name: 'Payroll',
  origins: ['https://payroll.example', CERTIFICATES],
  capabilities: ['read', 'factors'],
};
const portal = { id: 'portal', name: 'Account portal', origins: [OWN] };

const configure = (clients: unknown, environment: Readonly<Record<string, string>> = {}) =>
  readConfig({ ORIGIN: OWN, CLIENTS: JSON.stringify(clients), ...environment });
const registry = (...clients: readonly unknown[]) => new Clients(OWN, configure(clients).clients);

suite('the client of a request', () => {
  const clients = registry(certificates, payroll, portal);

  test('is the registered application that the page names, if the page is of its origins', () => {
    const { client } = clients.claimed('certificates', CERTIFICATES);
    assert.equal(client?.name, 'Certificate Manager');
  });

  test('is the application of the own origin when a page reads from its own server, where browsers name no origin', () => {
    assert.equal(clients.claimed('portal', null).client?.id, 'portal');
    assert.deepEqual(clients.claimed('certificates', null), { client: null, because: 'other-origin' });
  });

  test('is none for a page that names none, an unknown one or somebody else, and that is no error', () => {
    assert.deepEqual(clients.claimed(null, CERTIFICATES), { client: null, because: 'none' });
    assert.deepEqual(clients.claimed('portal', CERTIFICATES), { client: null, because: 'other-origin' });
    for (const id of ['', 'Certificates', 'certificates ', '__proto__', 'constructor', '\u202e', 'x'.repeat(8192)]) {
      assert.deepEqual(clients.claimed(id, CERTIFICATES), { client: null, because: 'unknown' }, id);
    }
  });

  test('keeps its name in old records, or its id once it is no longer registered', () => {
    assert.equal(clients.nameOf('payroll'), 'Payroll');
    assert.equal(clients.nameOf('retired'), 'retired');
  });
});

suite('what a client may do', () => {
  /** Asks the gate, as every request does. */
  const may = (config: ReturnType<typeof configure>, origin: string, capability: CapabilityName) => {
    const headers = { origin, host: 'account.example' };
    return new Gate(config, { note: () => undefined })
      .admit(new Request(`${OWN}/api/account/x`, { method: 'POST', headers }))
      .may(capability);
  };

  test('is what its origins may do: reading and the profile unless said otherwise', () => {
    const config = configure([certificates]);
    assert.deepEqual(
      capabilityNames.filter((name) => may(config, CERTIFICATES, name)),
      ['read', 'profile'],
    );
  });

  test('is shared by clients of one origin, because their pages cannot be told apart', () => {
    const config = configure([certificates, payroll]);
    assert.ok(may(config, CERTIFICATES, 'factors'));
    assert.ok(may(config, CERTIFICATES, 'profile'));
    assert.ok(!may(config, 'https://payroll.example', 'profile'));
  });

  test('adds to what its origin was granted without a name', () => {
    const config = configure([certificates], { ORIGINS: `${CERTIFICATES}=sessions` });
    assert.deepEqual(
      capabilityNames.filter((name) => may(config, CERTIFICATES, name)),
      ['read', 'profile', 'sessions'],
    );
  });

  test('takes nothing from the own origin of the account', () => {
    const config = configure([{ ...portal, capabilities: ['read'] }]);
    assert.deepEqual(
      capabilityNames.filter((name) => !may(config, OWN, name)),
      [],
    );
  });

  test('an origin of no client is refused', () => {
    assert.throws(() => may(configure([certificates]), 'https://payroll.example', 'read'), { code: 'origin-refused' });
  });
});

suite('the configuration of clients', () => {
  test('may stand in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'account-elements-clients-'));
    const file = join(folder, 'clients.json');
    await writeFile(file, JSON.stringify([portal]));
    assert.deepEqual(
      readConfig({ ORIGIN: OWN, CLIENTS_FILE: file }).clients.map(({ id }) => id),
      ['portal'],
    );
    await rm(folder, { recursive: true });
    assert.throws(
      () => readConfig({ ORIGIN: OWN, CLIENTS_FILE: file }),
      /^ConfigError: CLIENTS_FILE names .* does not exist/,
    );
  });

  test('may be left out: no application has a name then', () => {
    assert.deepEqual(readConfig({ ORIGIN: OWN }).clients, []);
  });

  const mistakes: readonly (readonly [what: string, clients: unknown, sentence: RegExp])[] = [
    ['something else than a list', {}, /^CLIENTS must be a list of clients$/],
    [
      'an address instead of an origin',
      [{ ...portal, origins: [`${OWN}/`] }],
      /^CLIENTS 0\.origins\.0 must be an origin/,
    ],
    ['a pattern of origins', [{ ...portal, origins: ['https://*.example/*'] }], /must be an origin/],
    ['the origin "null"', [{ ...portal, origins: ['null'] }], /must be an origin/],
    ['no origin', [{ ...portal, origins: [] }], /^CLIENTS 0\.origins must not be empty$/],
    ['no name', [{ id: 'x', origins: [OWN] }], /^CLIENTS 0\.name is invalid: .*"name"/],
    [
      'an unknown capability',
      [{ ...portal, capabilities: ['all'] }],
      /0\.capabilities\.0 must be one of read, .*, not "all"/,
    ],
    ['a misspelt property', [{ ...portal, capabilites: ['read'] }], /^CLIENTS 0\.capabilites is invalid/],
    ['an id with spaces', [{ ...portal, id: 'a b' }], /^CLIENTS 0\.id must be a-z/],
    ['an empty name', [{ ...portal, name: ' ' }], /^CLIENTS 0\.name must not be empty$/],
    ['one id for two clients', [portal, { ...certificates, id: 'portal' }], /^CLIENTS must not have an id twice$/],
  ];
  for (const [what, clients, sentence] of mistakes) {
    test(`is refused at the start, in one sentence that names it: ${what}`, () => {
      assert.throws(
        () => configure(clients),
        (error) => {
          assert.ok(error instanceof ConfigError);
          assert.match(error.message, sentence);
          return true;
        },
      );
    });
  }

  test('is refused when it is not JSON, without repeating it', () => {
    assert.throws(() => readConfig({ ORIGIN: OWN, CLIENTS: '[secret' }), { message: 'CLIENTS must be JSON' });
  });

  test('is refused in both places at once', () => {
    assert.throws(
      () => readConfig({ ORIGIN: OWN, CLIENTS: '[]', CLIENTS_FILE: 'clients.json' }),
      /CLIENTS or CLIENTS_FILE/,
    );
  });

  test('must use https: in production', () => {
    const production = { NODE_ENV: 'production', ORIGIN: OWN, KEYS_FILE: 'keys' };
    const clients = JSON.stringify([{ ...certificates, origins: ['http://certificates.example'] }]);
    assert.throws(
      () => readConfig({ ...production, CLIENTS: clients }),
      /must use https: in production, not http:\/\/certificates/,
    );
  });
});
