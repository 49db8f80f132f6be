import * as v from 'valibot';
import { parseJson } from '../http/json.ts';
import { PasskeyRefused, refuseIfThrown } from './refusal.ts';

/** What a browser says it was asked (WebAuthn Level 3 §5.8.1), as far as that finds the ceremony. */
const ClientData = v.looseObject({ challenge: v.string() });

/** Pages within another site's are not served; see decision 19. Safari tells of the frame, and not of whose it is. */
const TopLevel = v.looseObject({ crossOrigin: v.optional(v.literal(false)), topOrigin: v.optional(v.never()) });

/** Reads it before anything is known to be true: it names the ceremony that is answered. */
export function readClientData(encoded: string): Promise<v.InferOutput<typeof ClientData>> {
  return refuseIfThrown('unreadable', () => {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64url'));
    return v.parse(ClientData, parseJson(text));
  });
}

export function requireTopLevel(clientData: object): void {
  if (!v.is(TopLevel, clientData)) throw new PasskeyRefused('frame');
}
