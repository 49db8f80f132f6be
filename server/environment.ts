import * as v from 'valibot';
import { Origin } from './clients/client-list.ts';
import { isAddressRange } from './http/client-address.ts';

const number = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(min, `must be at least ${min}`),
    v.maxValue(max, `must be at most ${max}`),
  );
const flag = v.pipe(
  v.picklist(['on', 'off', 'true', 'false', '1', '0'], 'must be on or off'),
  v.transform((text) => text === 'on' || text === 'true' || text === '1'),
);
const list = v.pipe(
  v.string(),
  v.transform((text) => text.split(/[\s,]+/).filter(Boolean)),
);
/** Files, separated by commas: their names may hold spaces. */
const files = v.pipe(
  v.string(),
  v.transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  ),
);
/** As Standard Webhooks has it. */
function isWebhookSecret(text: string): boolean {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const { length } = Buffer.from(base64, 'base64');
  return length >= 24 && length <= 64;
}

/** The variables that the server reads, each with its default and what is wrong with a value. */
export const Environment = v.object({
  NODE_ENV: v.optional(
    v.picklist(['production', 'development', 'test'], 'must be production, development or test'),
    'development',
  ),
  PORT: v.optional(number(0, 65_535), '8080'),
  HOST: v.optional(v.pipe(v.string(), v.nonEmpty()), '127.0.0.1'),
  DATABASE_URL: v.optional(
    v.pipe(v.string(), v.regex(/^(file|libsql|https?|wss?):./, 'must be a file:, libsql:, https: or wss: URL')),
    'file:account-elements.db',
  ),
  DATABASE_AUTH_TOKEN: v.optional(v.string()),
  ORIGIN: v.optional(Origin),
  ORIGINS: v.optional(v.string(), ''),
  CLIENTS: v.optional(v.string()),
  CLIENTS_FILE: v.optional(v.string()),
  HOSTS: v.optional(list),
  COMPANY: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty')), 'Example'),
  SIGN_UP: v.optional(flag, 'off'),
  RELATIONSHIPS: v.optional(v.string(), 'employee,contractor,customer,supplier,partner,other'),
  PORTAL_ACCESS: v.optional(
    v.picklist(['administrators', 'everyone'], 'must be administrators or everyone'),
    'administrators',
  ),
  TRUSTED_PROXIES: v.optional(
    v.pipe(
      list,
      v.everyItem((range) => isAddressRange(range), 'must be addresses or ranges such as 10.0.0.0/8'),
    ),
    '',
  ),
  PROXY_HEADER: v.optional(v.picklist(['x-forwarded-for', 'forwarded']), 'x-forwarded-for'),
  SESSION_IDLE_MINUTES: v.optional(number(1, 60 * 24 * 30), '60'),
  SESSION_HOURS: v.optional(number(1, 24 * 30), '24'),
  SESSIONS_PER_ACCOUNT: v.optional(number(1, 1000), '24'),
  ACTIVITY_MONTHS: v.optional(number(1, 120), '13'),
  DELETION_DAYS: v.optional(
    v.union([v.literal('never'), number(1, 90)], 'must be a whole number from 1 to 90, or never'),
    '7',
  ),
  GEOIP_DATABASE: v.optional(files, ''),
  CHANGE_PASSWORD_URL: v.optional(v.string()),
  RP_ID: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'must be a host name such as example.com')),
  ),
  PASSKEYS_URL: v.optional(v.string()),
  BREACHED_PASSWORDS_URL: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\/\S+\/$/, 'must be an https: URL that ends in /')),
  ),
  SMTP_URL: v.optional(
    v.pipe(
      v.string(),
      // A password with a # or / that is not encoded would end up in the message of whoever reads the URL.
      v.check(
        (text) => /^smtps?:\/\/[^\s/]+/.test(text) && URL.canParse(text),
        'must be a URL such as smtps://user:password@mail.example.com, with signs in the password as %23',
      ),
    ),
  ),
  MAIL_FROM: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^([^<>"\r\n]*<)?[^\s<>"@,]+@[^\s<>"@,]+>?$/,
        'must be an address such as Example <accounts@example.com>',
      ),
    ),
  ),
  PASSWORD_RESET_URL: v.optional(v.string(), '/'),
  EMAIL_CHANGE_URL: v.optional(v.string(), '/'),
  LOCKDOWN_URL: v.optional(v.string(), '/'),
  SECURITY_URL: v.optional(v.string(), '/'),
  WEBHOOK_URL: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => {
        const url = URL.parse(text);
        return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
      }, 'must be an https: URL without a name or password'),
    ),
  ),
  WEBHOOK_SECRET: v.optional(
    v.pipe(
      list,
      v.everyItem(
        isWebhookSecret,
        'must be whsec_ and 24 to 64 random bytes in base64; two of them, one behind the other, while one replaces the other',
      ),
      v.minLength(1, 'must not be empty'),
    ),
  ),
  KEYS: v.optional(v.string()),
  KEYS_FILE: v.optional(v.string()),
  RESTORE_EPOCH: v.optional(number(0, 1_000_000)),
  LIVE_STREAMS: v.optional(number(0, 100_000), '2000'),
  METRICS_TOKEN: v.optional(
    v.pipe(v.string(), v.regex(/^[\x21-\x7e]{24,}$/, 'must be 24 characters or more, without spaces')),
  ),
  LOG_LEVEL: v.optional(v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']), 'info'),
  HASHES_AT_ONCE: v.optional(number(1, 64)),
  HASHES_WAITING: v.optional(number(0, 10_000), '32'),
  OPENAPI: v.optional(flag),
});
