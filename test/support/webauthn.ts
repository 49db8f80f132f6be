import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
} from 'account-elements/contract/passkey-ceremony.js';
import { cbor, type Cbor } from './cbor.ts';
import { OWN_ORIGIN } from './test-server.ts';

/** COSE names of signatures: Ed25519, ES256, RS256. */
export type Algorithm = -8 | -7 | -257;

/** What an authenticator keeps of a passkey. */
export interface Credential {
  readonly id: Buffer;
  readonly algorithm: Algorithm;
  readonly privateKey: KeyObject;
  readonly coseKey: Map<Cbor, Cbor>;
  readonly rpId: string;
  readonly userHandle: string;
  counter: number;
}

/** Bits of authenticator data (WebAuthn Level 3 §6.1). */
export const UP = 0x01;
export const UV = 0x04;
export const BE = 0x08;
export const BS = 0x10;
export const AT = 0x40;
export const ED = 0x80;

/** Everything that a browser and an authenticator would fill in, to be forged. */
export interface Told {
  /** The page that asks. */
  readonly origin?: string;
  /** Fields of the client data, beside or instead of the true ones; `undefined` leaves one out. */
  readonly clientData?: Readonly<Record<string, unknown>>;
  /** The client data as they are sent. */
  readonly clientDataJSON?: string | Buffer;
  readonly rpId?: string;
  readonly flags?: number;
  readonly counter?: number;
  readonly extensions?: Buffer;
  /** Changes authenticator data before they are signed. */
  readonly authenticatorData?: (data: Buffer) => Buffer;
  /** Changes the signature. */
  readonly signature?: (signature: Buffer) => Buffer;
  readonly id?: Buffer;
}

export interface Creation extends Told {
  readonly algorithm?: Algorithm;
  readonly rsaBits?: number;
  readonly aaguid?: string;
  readonly transports?: string[];
  readonly format?: string;
  readonly statement?: Map<Cbor, Cbor>;
  /** By the passkey itself: `packed`, without a certificate. */
  readonly selfAttested?: boolean;
  /** Changes the public key that is told. */
  readonly coseKey?: (key: Map<Cbor, Cbor>) => Map<Cbor, Cbor>;
  /** The attestation object as it is sent. */
  readonly attestationObject?: (object: Map<Cbor, Cbor>) => Buffer;
}

export interface Use extends Told {
  readonly credential?: Credential | undefined;
  readonly userHandle?: string | null;
}

/** A browser with an authenticator in software, both of which do as they are told. */
export class SoftwareAuthenticator {
  readonly credentials: Credential[] = [];

  get latest(): Credential {
    const [latest] = this.credentials.slice(-1);
    if (!latest) throw new Error('no passkey was made');
    return latest;
  }

  create({ challenge, rp, user }: PasskeyCreation, told: Creation = {}): PasskeyAttestation {
    const { aaguid = '00000000-0000-0000-0000-000000000000', algorithm = -7, id = randomBytes(32) } = told;
    const keys = makeKeys(algorithm, told.rsaBits);
    const coseKey = told.coseKey?.(keys.coseKey) ?? keys.coseKey;
    const rpId = told.rpId ?? rp.id;
    const credential = { id, algorithm, ...keys, coseKey, rpId, userHandle: user.id, counter: told.counter ?? 0 };
    this.credentials.push(credential);

    const idLength = Buffer.alloc(2);
    idLength.writeUInt16BE(id.length);
    const attested = [Buffer.from(aaguid.replaceAll('-', ''), 'hex'), idLength, id, cbor(coseKey)];
    const flags = told.flags ?? UP | UV | BE | BS | AT;
    const data = authenticatorData(rpId, flags, credential.counter, [...attested, told.extensions ?? NOTHING]);
    const authData = told.authenticatorData?.(data) ?? data;
    const clientDataJSON = clientData('webauthn.create', challenge, told);
    const statement = told.statement ?? new Map<Cbor, Cbor>();
    if (told.selfAttested) {
      const signature = signed(credential, authData, clientDataJSON);
      if (!statement.has('alg')) statement.set('alg', algorithm);
      statement.set('sig', told.signature?.(signature) ?? signature);
    }
    const object = new Map<Cbor, Cbor>([
      ['fmt', told.format ?? (told.selfAttested ? 'packed' : 'none')],
      ['attStmt', statement],
      ['authData', authData],
    ]);
    return {
      ...named(id),
      response: {
        clientDataJSON: clientDataJSON.toString('base64url'),
        attestationObject: (told.attestationObject?.(object) ?? cbor(object)).toString('base64url'),
        ...(told.transports && { transports: told.transports }),
      },
    };
  }

  get({ challenge, rpId }: PasskeyRequest, told: Use = {}): PasskeyAssertion {
    const credential = told.credential ?? this.latest;
    const flags = told.flags ?? UP | UV | BE | BS;
    const counter = told.counter ?? credential.counter;
    const data = authenticatorData(told.rpId ?? rpId, flags, counter, [told.extensions ?? NOTHING]);
    const authData = told.authenticatorData?.(data) ?? data;
    const clientDataJSON = clientData('webauthn.get', challenge, told);
    const signature = signed(credential, authData, clientDataJSON);
    const userHandle = told.userHandle === undefined ? credential.userHandle : told.userHandle;
    return {
      ...named(told.id ?? credential.id),
      response: {
        clientDataJSON: clientDataJSON.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: (told.signature?.(signature) ?? signature).toString('base64url'),
        ...(userHandle !== null && { userHandle }),
      },
    };
  }
}

const NOTHING = Buffer.alloc(0);

const named = (id: Buffer) => {
  const text = id.toString('base64url');
  return { id: text, rawId: text, type: 'public-key' as const };
};

function clientData(type: string, challenge: string, told: Told): Buffer {
  if (told.clientDataJSON !== undefined) return Buffer.from(told.clientDataJSON);
  const { origin = OWN_ORIGIN } = told;
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false, ...told.clientData }));
}

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

function authenticatorData(rpId: string, flags: number, counter: number, rest: readonly Buffer[]): Buffer {
  const fixed = Buffer.alloc(5);
  fixed[0] = flags;
  fixed.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(rpId), fixed, ...rest]);
}

function signed({ algorithm, privateKey }: Credential, authData: Buffer, clientDataJSON: Buffer): Buffer {
  const bytes = Buffer.concat([authData, sha256(clientDataJSON)]);
  return sign(algorithm === -8 ? null : 'sha256', bytes, privateKey);
}

/** A pair of keys, the public one as authenticators write it (RFC 9052, RFC 9053, RFC 8230). */
function makeKeys(
  algorithm: Algorithm,
  modulusLength = 2048,
): { readonly privateKey: KeyObject; readonly coseKey: Map<Cbor, Cbor> } {
  if (algorithm === -257) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
    const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
    return { privateKey, coseKey: keyOf([1, 3], [3, -257], [-1, bytes(n)], [-2, bytes(e)]) };
  }
  if (algorithm === -8) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    return { privateKey, coseKey: keyOf([1, 1], [3, -8], [-1, 6], [-2, bytes(x)]) };
  }
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, coseKey: keyOf([1, 2], [3, -7], [-1, 1], [-2, bytes(x)], [-3, bytes(y)]) };
}

const keyOf = (...entries: [number, Cbor][]) => new Map<Cbor, Cbor>(entries);
const bytes = (text: string) => Buffer.from(text, 'base64url');
