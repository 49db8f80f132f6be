import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { record } from './activity/record.ts';
import { withdrawWhatWasRestored } from './backup/after-restore.ts';
import { readEpoch } from './backup/epoch.ts';
import { ConfigError } from './config-error.ts';
import { type Config, readConfig } from './config.ts';
import { migrate } from './db/migrate.ts';
import { type Database, openDatabase } from './db/open.ts';
import type { Bindings } from './http/answer.ts';
import { loadKeys } from './keys.ts';
import { openLocations } from './location/locations.ts';
import { createLog, type Logger } from './log.ts';
import { sendMails } from './mail/sender.ts';
import { smtpTransport } from './mail/transport.ts';
import { startRetention } from './operations/retention.ts';
import { startSupportSession, type SupportRequest, type SupportSession } from './operations/support-session.ts';
import { PasswordHashing } from './password/hash.ts';
import { sendEvents } from './webhooks/sender.ts';

/** The account server without a port: for a host whose own server answers. */
export interface AccountServer {
  readonly app: Hono<{ Bindings: Bindings }>;
  readonly config: Config;
  readonly log: Logger;
  /** Signs an operator in, in a person's place, for whoever may: nothing here asks. */
  startSupportSession(request: SupportRequest): Promise<SupportSession>;
  /** Ends answers that would go on for ever: for a host that waits for its open connections before it closes. */
  endStreams(): void;
  /** Resolves when mails, events and cleaning up have come to a stop, and the database is closed. */
  close(): Promise<void>;
}

/**
 * Opens what an environment describes: the database, brought up to date, the keys, places, mails, and the jobs that go
 * on beside requests. Rejects with a `ConfigError` that names the variable, when one is wrong.
 */
export async function openAccountServer(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<AccountServer> {
  const config = readConfig(environment);
  if (config.mail && config.smtpUrl === undefined) {
    throw new ConfigError('SMTP_URL must be set with MAIL_FROM: the server that mails go out by');
  }
  const log = createLog(config.logLevel);
  const db = await openAndMigrate(config);
  try {
    const keys = loadKeys(config);
    const withdrawn = await withdrawWhatWasRestored({ db, config, now: Date.now }, readEpoch(config));
    if (withdrawn) log.warn({ event: 'sys_restored', ...withdrawn }, 'the database was restored: people sign in again');
    const passwords = new PasswordHashing(keys, config.hashing);
    const locations = openLocations(config.cityFiles, log);
    const stopping = new AbortController();
    const endStreams = () => stopping.abort();
    const { signal } = stopping;
    const app = createApp({ db, config, passwords, keys, locations, now: Date.now, log, stopping: signal });
    await recordProcess(db, 'sys_startup');
    const retention = startRetention({ db, config, keys, now: Date.now, log });
    const sender = startMail({ db, config, keys, now: Date.now, log });
    const webhook = config.webhook && sendEvents({ db, log, now: Date.now }, config.webhook);
    const close = async () => {
      endStreams();
      await Promise.all([retention.stop(), sender?.stop(), webhook?.stop()]);
      try {
        await recordProcess(db, 'sys_shutdown');
      } finally {
        db.close();
      }
    };
    const needs = { db, config, locations, now: Date.now };
    return {
      app,
      config,
      log,
      endStreams,
      startSupportSession: (request) => startSupportSession(needs, request),
      close,
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Sends the mails of the outbox to the mail server that the environment names, if any. */
export function startMail(
  dependencies: Parameters<typeof sendMails>[0] & { readonly config: Config },
): ReturnType<typeof sendMails> | undefined {
  const { mail, production, smtpUrl } = dependencies.config;
  if (!mail || smtpUrl === undefined) return undefined;
  const requireTls = production && !isLoopback(new URL(smtpUrl).hostname);
  return sendMails(dependencies, smtpTransport({ url: smtpUrl, from: mail.from, requireTls }));
}

const isLoopback = (host: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(host);

export async function openConfigured({ databaseUrl, databaseAuthToken }: Config): Promise<Database> {
  // The database holds personal data and is for nobody else; the files that come beside it later get its mode. Files that
  // are there keep theirs, and what a host makes afterwards is its own business.
  const usual = process.umask(0o077);
  try {
    return await openDatabase({
      url: databaseUrl,
      ...(databaseAuthToken !== undefined && { authToken: databaseAuthToken }),
    });
  } finally {
    process.umask(usual);
  }
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

const recordProcess = (db: Database, type: 'sys_startup' | 'sys_shutdown') =>
  db.transaction((tx) => record(tx, { type, actor: 'system', at: Date.now() }));
