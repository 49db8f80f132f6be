import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Config } from './config.ts';
import { ConfigError, readConfiguredFile } from './config-error.ts';
import { GENERATED, readOwnKeyFile } from './own-key-file.ts';

/** A secret was encrypted with a key that this server does not have, or was tampered with. Never "no secret". */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** A secret at rest: what it says and which key opens it. */
export interface Sealed {
  readonly keyId: string;
  readonly text: string;
}

/**
 * Keys for what the database must not reveal by itself. The first one seals,
 * all of them open, so that a new key can be put in front at any time.
 */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly currentId: string;

  constructor(keys: ReadonlyMap<string, Buffer>) {
    const [currentId] = keys.keys();
    if (currentId === undefined) throw new KeyError('a key ring needs a key');
    this.#keys = keys;
    this.currentId = currentId;
  }

  /** `bound` is what the secret belongs to: moved to another row, it does not open. */
  seal(purpose: string, bound: string, plain: string): Sealed {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#derive(this.currentId, purpose), nonce);
    cipher.setAAD(Buffer.from(`${purpose}\0${bound}\0${this.currentId}`));
    const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return { keyId: this.currentId, text: sealed.toString('base64url') };
  }

  open(purpose: string, bound: string, sealed: Sealed): string {
    const bytes = Buffer.from(sealed.text, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#derive(sealed.keyId, purpose), bytes.subarray(0, 12), {
        authTagLength: 16,
      });
      decipher.setAAD(Buffer.from(`${purpose}\0${bound}\0${sealed.keyId}`));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new KeyError(`key ${sealed.keyId} does not open this secret`, { cause });
    }
  }

  readonly #derived = new Map<string, Buffer>();

  /** One key per purpose, so that a secret of one kind never opens as another. */
  #derive(keyId: string, purpose: string): Buffer {
    const name = `${keyId}\0${purpose}`;
    const known = this.#derived.get(name);
    if (known) return known;
    const key = this.#keys.get(keyId);
    if (!key) throw new KeyError(`key ${keyId} is missing`);
    const derived = Buffer.from(hkdfSync('sha256', key, '', `account-elements ${purpose}`, 32));
    this.#derived.set(name, derived);
    return derived;
  }
}

const KeyFile = v.object({ keys: v.pipe(v.record(v.string(), v.string()), v.minEntries(1)) });

/** The ring of `KEYS` or `KEYS_FILE`; in development one of its own beside the database. */
export function loadKeys(config: Pick<Config, 'keys' | 'keysFile' | 'databaseUrl' | 'production'>): KeyRing {
  const entries = config.keys !== undefined ? inlineKeys(config.keys) : fileKeys(config);
  if (config.production && entries.some(([id]) => id.startsWith(GENERATED))) {
    throw new ConfigError('KEYS_FILE holds a generated key: production needs keys of your own');
  }
  return new KeyRing(new Map(entries.map(([id, secret]) => [id, readSecret(id, secret)])));
}

/** `2026-11:<base64>,2025-11:<base64>`, newest first. */
function inlineKeys(text: string): [id: string, secret: string][] {
  return text.split(',').map((entry) => {
    const [id = '', secret = ''] = entry.trim().split(':');
    return [id, secret];
  });
}

function fileKeys(config: Pick<Config, 'keysFile' | 'databaseUrl'>): [id: string, secret: string][] {
  const text =
    config.keysFile !== undefined
      ? readConfiguredFile('KEYS_FILE', config.keysFile)
      : readOwnKeyFile(config.databaseUrl);
  try {
    return Object.entries(v.parse(KeyFile, JSON.parse(text)).keys);
  } catch (cause) {
    throw new ConfigError('KEYS_FILE must hold {"keys": {"<id>": "<32 bytes in base64>"}}, newest first', { cause });
  }
}

function readSecret(id: string, secret: string): Buffer {
  const bytes = Buffer.from(secret, 'base64');
  if (id === '' || bytes.length !== 32) throw new ConfigError(`KEYS: key "${id}" must be 32 bytes in base64`);
  return bytes;
}
