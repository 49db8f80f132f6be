import * as v from 'valibot';

/*
 * What goes between browser and server in WebAuthn Level 3: the JSON of §5.1.8
 * and §5.1.9, reduced to what is used. Binary values are base64url without padding.
 */

const base64url = (max: number) => v.pipe(v.string(), v.maxLength(max), v.regex(/^[A-Za-z0-9_-]*$/, 'invalid'));

/** A credential id has at most 1023 bytes (§7.1). */
const credentialId = base64url(1364);
const credential = {
  id: credentialId,
  rawId: credentialId,
  type: v.literal('public-key'),
};

/** A credential that a browser may or may not use. */
const Descriptor = v.object({
  id: v.string(),
  type: v.literal('public-key'),
  transports: v.optional(v.array(v.string())),
});

/** `PublicKeyCredentialCreationOptionsJSON`. */
export const PasskeyCreation = v.object({
  challenge: v.string(),
  rp: v.object({ id: v.string(), name: v.string() }),
  user: v.object({ id: v.string(), name: v.string(), displayName: v.string() }),
  pubKeyCredParams: v.array(v.object({ type: v.literal('public-key'), alg: v.number() })),
  timeout: v.number(),
  excludeCredentials: v.array(Descriptor),
  authenticatorSelection: v.object({
    residentKey: v.literal('required'),
    requireResidentKey: v.literal(true),
    userVerification: v.picklist(['required', 'preferred']),
  }),
  attestation: v.literal('none'),
});
export type PasskeyCreation = v.InferOutput<typeof PasskeyCreation>;

/** `PublicKeyCredentialRequestOptionsJSON`. */
export const PasskeyRequest = v.object({
  challenge: v.string(),
  rpId: v.string(),
  timeout: v.number(),
  userVerification: v.literal('required'),
  /** Empty where nobody has said who they are: the browser offers what it has. */
  allowCredentials: v.array(Descriptor),
});
export type PasskeyRequest = v.InferOutput<typeof PasskeyRequest>;

/** `RegistrationResponseJSON`: what a new passkey says of itself. */
export const PasskeyAttestation = v.strictObject({
  ...credential,
  response: v.strictObject({
    clientDataJSON: base64url(4096),
    attestationObject: base64url(8192),
    transports: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(10))),
  }),
});
export type PasskeyAttestation = v.InferOutput<typeof PasskeyAttestation>;

/** `AuthenticationResponseJSON`: what proves that somebody has the passkey. */
export const PasskeyAssertion = v.strictObject({
  ...credential,
  response: v.strictObject({
    clientDataJSON: base64url(4096),
    authenticatorData: base64url(2048),
    signature: base64url(2048),
    userHandle: v.optional(v.nullable(base64url(128))),
  }),
});
export type PasskeyAssertion = v.InferOutput<typeof PasskeyAssertion>;
