import type { Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { createApp } from './app.ts';
import { record } from './activity/record.ts';
import { ConfigError } from './config-error.ts';
import { type Config, readConfig } from './config.ts';
import { migrate } from './db/migrate.ts';
import { type Database, openDatabase } from './db/open.ts';
import { loadKeys } from './keys.ts';
import { createHttpServer } from './listen.ts';
import { openLocations } from './location/locations.ts';
import { createLog, type Logger } from './log.ts';
import { MailSender } from './mail/sender.ts';
import { smtpTransport } from './mail/transport.ts';
import { startRetention } from './operations/retention.ts';
import { PasswordHashing } from './password/hash.ts';

/** Long enough for any request in flight to finish. */
const GRACE = 10_000;

/** Starts the server of an environment; resolves when it has stopped. */
export async function serve(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const config = readConfig(environment);
  if (config.mail && config.smtpUrl === undefined) {
    throw new ConfigError('SMTP_URL must be set with MAIL_FROM: the server that mails go out by');
  }
  const log = createLog(config.logLevel);
  const db = await openAndMigrate(config);
  try {
    const keys = loadKeys(config);
    const passwords = new PasswordHashing(keys, config.hashing);
    const locations = openLocations(config.cityFiles, log);
    const app = createApp({ db, config, passwords, keys, locations, now: Date.now, log });
    const server = createHttpServer(app, log);
    await listen(server, config);
    await recordProcess(db, 'sys_startup');
    const { port } = server.address() as AddressInfo;
    log.info({ event: 'sys_startup', origin: config.origin, port }, 'listening');
    const retention = startRetention({ db, config, keys, now: Date.now, log });
    const sender = startMail({ db, config, keys, now: Date.now, log });
    await untilStopped(server, log);
    await Promise.all([retention.stop(), sender?.stop()]);
    await recordProcess(db, 'sys_shutdown');
    log.info({ event: 'sys_shutdown' }, 'stopped');
  } finally {
    db.close();
  }
}

/** Sends the mails of the outbox to the mail server that the environment names, if any. */
export function startMail(
  dependencies: ConstructorParameters<typeof MailSender>[0] & { readonly config: Config },
): MailSender | undefined {
  const { mail, production, smtpUrl } = dependencies.config;
  if (!mail || smtpUrl === undefined) return undefined;
  const requireTls = production && !isLoopback(new URL(smtpUrl).hostname);
  return new MailSender(dependencies, smtpTransport({ url: smtpUrl, from: mail.from, requireTls }));
}

const isLoopback = (host: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(host);

export function openConfigured({ databaseUrl, databaseAuthToken }: Config): Promise<Database> {
  // What this process makes holds personal data and is for nobody else. Files that are there keep their modes.
  process.umask(0o077);
  return openDatabase({ url: databaseUrl, ...(databaseAuthToken !== undefined && { authToken: databaseAuthToken }) });
}

export async function openAndMigrate(config: Config): Promise<Database> {
  const db = await openConfigured(config);
  try {
    await migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The address is taken or not ours to take: one sentence instead of a stack. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

export function listen(server: NetServer, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `PORT ${port} is in use on ${host}: choose another one or stop what uses it`,
        EACCES: `PORT ${port} may not be used by this user: choose one above 1023`,
        EADDRNOTAVAIL: `HOST ${host} is not an address of this machine`,
      };
      reject(
        new ListenError(reasons[cause.code ?? ''] ?? `cannot listen on ${host}:${port} (${cause.code})`, { cause }),
      );
    });
    server.listen(port, host, () => resolve());
  });
}

const recordProcess = (db: Database, type: 'sys_startup' | 'sys_shutdown') =>
  db.transaction((tx) => record(tx, { type, actor: 'system', at: Date.now() }));

/**
 * The first signal stops listening and lets requests in flight finish; a
 * second one, or the end of the grace, ends the process at once.
 */
export function untilStopped(server: Server, log: Logger): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (signal: NodeJS.Signals) => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, 'stopping');
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(() => {
        log.warn({}, 'some requests did not finish in time');
        server.closeAllConnections();
      }, GRACE - 500).unref();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
