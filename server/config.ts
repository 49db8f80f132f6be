import { availableParallelism } from 'node:os';
import * as v from 'valibot';
import type { Client } from './clients/client-list.ts';
import { readClients, readGrants } from './clients/read-clients.ts';
import { ConfigError } from './config-error.ts';
import { Environment } from './environment.ts';
import type { Grants } from './http/grants.ts';
import type { WebhookConfig } from './webhooks/message.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 31 * DAY;

/** How sign-in guessing is slowed down; see docs in `http/throttle.ts`. */
export interface AttemptLimits {
  /** Wrong passwords in a row before each further one has to wait. */
  readonly free: number;
  /** The longest wait between two attempts. */
  readonly longestWait: number;
  /** Wrong passwords in a row after which the password stops working from unknown devices. */
  readonly cap: number;
  /** Attempts from one network (an IPv4 address, an IPv6 /64) in a window, successes not counted. */
  readonly perNetwork: number;
  /** Attempts on the whole server in a window, successes not counted. */
  readonly overall: number;
  readonly window: number;
}

export interface SessionLives {
  readonly idle: number;
  readonly absolute: number;
  /** Sessions that one account may have at once; a further sign-in ends the oldest. */
  readonly perAccount: number;
  /** How long a proof of identity counts as recent. */
  readonly proof: number;
}

export interface HashingLimits {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
  /** Hashes worked on at the same time. */
  readonly atOnce: number;
  /** Requests that may wait for one; further ones are answered 503. */
  readonly waiting: number;
}

/** For which name passkeys are made, and where they may be used. */
export interface PasskeyScope {
  /** The relying party: the own host, or a domain above it. */
  readonly rpId: string;
  /** Those that may manage factors. */
  readonly origins: ReadonlySet<string>;
}

/** How mails are written, where the server sends any. */
export interface MailConfig {
  /** An address, with a name or without. */
  readonly from: string;
  /** The page with the sign-in form, where links to a new password lead. */
  readonly passwordResetUrl: string;
  /** The page with `<email-change>`, where links about an e-mail address lead. */
  readonly emailChangeUrl: string;
  /** The page with `<account-lockdown>` or the portal, where *This wasn’t me* leads. */
  readonly lockdownUrl: string;
  /** The page with the security section, where mails lead that want nothing done. */
  readonly securityUrl: string;
}

/** What the application itself needs to know. */
export interface AppConfig {
  readonly company: string;
  /** The account service's own origin. */
  readonly origin: string;
  /** The applications that use the account, for their names. */
  readonly clients: readonly Client[];
  /** Every origin that may call the API, with what it may do. */
  readonly grants: Grants;
  /** `Host` headers that are answered. */
  readonly hosts: ReadonlySet<string>;
  readonly signUp: boolean;
  readonly relationships: readonly string[];
  readonly portalAccess: 'administrators' | 'everyone';
  readonly trustedProxies: readonly string[];
  readonly proxyHeader: 'x-forwarded-for' | 'forwarded';
  readonly sessions: SessionLives;
  readonly attempts: AttemptLimits;
  readonly passkeys: PasskeyScope;
  /** How long the activity record goes back, in milliseconds. */
  readonly activityKept: number;
  /** How long signing in keeps an account that its person deleted; `null` where people cannot delete theirs. */
  readonly deletionGrace: number | null;
  /** Where `/.well-known/change-password` leads; nowhere when left out. */
  readonly changePasswordUrl: string | undefined;
  /** The page with the passkeys, for `/.well-known/passkey-endpoints`; nowhere when left out. */
  readonly passkeysUrl: string | undefined;
  /** A service of the range kind that knows leaked passwords; none when left out. */
  readonly breachedPasswordsUrl: string | undefined;
  /** Streams of live updates that this process has open at once; 0 for none at all. */
  readonly liveStreams: number;
  /** Who sends it may read `/metrics`; there are none when left out. */
  readonly metricsToken: string | undefined;
  /** `null` where there is no mail. */
  readonly mail: MailConfig | null;
  readonly serveOpenApi: boolean;
  /** On an `http:` origin: browsers that keep no Secure cookie there get plain ones. Never in production. */
  readonly plainCookies: boolean;
  /** Checks every result against the contract before it leaves: for development and tests. */
  readonly checkResults: boolean;
}

/** What the process needs beyond that. */
export interface Config extends AppConfig {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly databaseAuthToken: string | undefined;
  /** The mail server, with its password. */
  readonly smtpUrl: string | undefined;
  /** Where events go for the operator's own programs; `null` where they go nowhere. */
  readonly webhook: WebhookConfig | null;
  readonly keys: string | undefined;
  readonly keysFile: string | undefined;
  /** How many restores the database has come through; see `backup/epoch.ts`. */
  readonly restoreEpoch: number | undefined;
  readonly logLevel: string;
  /** City files in the MaxMind DB format. */
  readonly cityFiles: readonly string[];
  readonly hashing: HashingLimits;
}

/** Reads the environment, once. Empty variables count as unset. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = v.safeParse(Environment, set);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ConfigError(`${String(issue.path?.[0]?.key)} ${sentence(issue.message)}`);
  }
  const env = parsed.output;
  const production = env.NODE_ENV === 'production';
  const ownOrigin = env.ORIGIN ?? `http://localhost:${env.PORT}`;
  const clients = readClients(env.CLIENTS, env.CLIENTS_FILE);
  const grants = readGrants(ownOrigin, clients, env.ORIGINS);
  if (env.SMTP_URL !== undefined && env.MAIL_FROM === undefined) {
    throw new ConfigError('MAIL_FROM must be set with SMTP_URL: who mails are from');
  }
  if (production) refuseUnsafe(env, ownOrigin, grants);

  return {
    production,
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    databaseAuthToken: env.DATABASE_AUTH_TOKEN,
    smtpUrl: env.SMTP_URL,
    webhook: readWebhook(env),
    keys: env.KEYS,
    keysFile: env.KEYS_FILE,
    restoreEpoch: env.RESTORE_EPOCH,
    logLevel: env.LOG_LEVEL,
    cityFiles: env.GEOIP_DATABASE,
    company: env.COMPANY,
    origin: ownOrigin,
    clients,
    grants,
    hosts: new Set(env.HOSTS ?? defaultHosts(ownOrigin, production)),
    signUp: env.SIGN_UP,
    relationships: env.RELATIONSHIPS.split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    portalAccess: env.PORTAL_ACCESS,
    trustedProxies: env.TRUSTED_PROXIES,
    proxyHeader: env.PROXY_HEADER,
    sessions: {
      idle: env.SESSION_IDLE_MINUTES * MINUTE,
      absolute: env.SESSION_HOURS * HOUR,
      perAccount: env.SESSIONS_PER_ACCOUNT,
      proof: 10 * MINUTE,
    },
    attempts: defaultAttemptLimits,
    passkeys: {
      rpId: readRpId(env.RP_ID, ownOrigin),
      origins: new Set([...grants].filter(([, may]) => may.has('factors')).map(([name]) => name)),
    },
    activityKept: env.ACTIVITY_MONTHS * MONTH,
    deletionGrace: env.DELETION_DAYS === 'never' ? null : env.DELETION_DAYS * DAY,
    changePasswordUrl:
      env.CHANGE_PASSWORD_URL && absoluteUrl('CHANGE_PASSWORD_URL', env.CHANGE_PASSWORD_URL, ownOrigin),
    passkeysUrl: env.PASSKEYS_URL && absoluteUrl('PASSKEYS_URL', env.PASSKEYS_URL, ownOrigin),
    liveStreams: env.LIVE_STREAMS,
    breachedPasswordsUrl: env.BREACHED_PASSWORDS_URL,
    metricsToken: env.METRICS_TOKEN,
    mail:
      env.MAIL_FROM === undefined
        ? null
        : {
            from: env.MAIL_FROM,
            passwordResetUrl: pageUrl('PASSWORD_RESET_URL', env.PASSWORD_RESET_URL, ownOrigin),
            emailChangeUrl: pageUrl('EMAIL_CHANGE_URL', env.EMAIL_CHANGE_URL, ownOrigin),
            lockdownUrl: pageUrl('LOCKDOWN_URL', env.LOCKDOWN_URL, ownOrigin),
            securityUrl: absoluteUrl('SECURITY_URL', env.SECURITY_URL, ownOrigin),
          },
    hashing: {
      // OWASP's second choice of equal strength for Argon2id: 19 MiB, two passes, one lane.
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
      atOnce: env.HASHES_AT_ONCE ?? defaultHashesAtOnce(),
      waiting: env.HASHES_WAITING,
    },
    serveOpenApi: env.OPENAPI ?? !production,
    plainCookies: !production && ownOrigin.startsWith('http:'),
    checkResults: !production,
  };
}

export const defaultAttemptLimits: AttemptLimits = {
  free: 5,
  longestWait: 15 * MINUTE,
  cap: 100,
  perNetwork: 60,
  overall: 10_000,
  window: 15 * MINUTE,
};

/** One processor stays free for the thread that answers; each further one hashes eighty passwords a second. */
const defaultHashesAtOnce = (): number => Math.max(1, Math.min(availableParallelism() - 1, 4));

/**
 * Browsers let a page use passkeys of its own host and of domains above it, down to what somebody can register; which
 * endings those are, only browsers know.
 */
function readRpId(text: string | undefined, ownOrigin: string): string {
  const { hostname } = new URL(ownOrigin);
  if (text === undefined || text === hostname) return hostname;
  if (!text.includes('.') || !hostname.endsWith(`.${text}`)) {
    throw new ConfigError(`RP_ID must be the host of ORIGIN, ${hostname}, or a domain above it, not "${text}"`);
  }
  return text;
}

function readWebhook({
  WEBHOOK_SECRET: secrets,
  WEBHOOK_URL: url,
}: v.InferOutput<typeof Environment>): WebhookConfig | null {
  if (url === undefined) return null;
  if (secrets === undefined)
    throw new ConfigError('WEBHOOK_SECRET must be set with WEBHOOK_URL: what events are signed with');
  return { url, secrets: secrets.map((text) => Buffer.from(text.slice('whsec_'.length), 'base64')) };
}

/** A page may be named by its path on the own origin. */
function absoluteUrl(variable: string, text: string, ownOrigin: string): string {
  const url = URL.parse(text, ownOrigin);
  if (url?.protocol !== 'https:' && url?.origin !== ownOrigin) {
    throw new ConfigError(`${variable} must be an https: URL or a path such as /account/`);
  }
  return url.href;
}

/** The same for a page that something is told behind a `#`. */
function pageUrl(variable: string, text: string, ownOrigin: string): string {
  const url = absoluteUrl(variable, text, ownOrigin);
  if (url.includes('#')) throw new ConfigError(`${variable} must not have a #: what it is told stands behind one`);
  return url;
}

/** In development a server is reached by several names; in production only by its own. */
function defaultHosts(ownOrigin: string, production: boolean): string[] {
  const { host, port } = new URL(ownOrigin);
  if (production) return [host];
  const suffix = port ? `:${port}` : '';
  return [host, `localhost${suffix}`, `127.0.0.1${suffix}`, `[::1]${suffix}`, 'localhost'];
}

function refuseUnsafe(env: v.InferOutput<typeof Environment>, ownOrigin: string, grants: Grants): void {
  if (env.ORIGIN === undefined)
    throw new ConfigError('ORIGIN must be set in production: where people reach this server');
  for (const name of grants.keys()) {
    if (name.startsWith('https:')) continue;
    throw new ConfigError(
      `${name === ownOrigin ? 'ORIGIN' : 'ORIGINS and CLIENTS'} must use https: in production, not ${name}`,
    );
  }
  if (env.BREACHED_PASSWORDS_URL?.startsWith('http:')) {
    throw new ConfigError('BREACHED_PASSWORDS_URL must use https: in production');
  }
  if (env.WEBHOOK_URL?.startsWith('http:')) throw new ConfigError('WEBHOOK_URL must use https: in production');
  if (env.KEYS === undefined && env.KEYS_FILE === undefined) {
    throw new ConfigError('KEYS or KEYS_FILE must be set in production: generated keys are for development only');
  }
}

const sentence = (message: string): string => (message.startsWith('must') ? message : `is invalid: ${message}`);
