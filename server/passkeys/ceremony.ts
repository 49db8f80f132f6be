import type { PasskeyRequest } from 'account-elements/contract/passkey-ceremony.js';
import { Problem } from 'account-elements/contract/problem.js';
import type { PublicRequest, SignedInRequest } from '../http/request.ts';

export async function reauthOptions(_request: SignedInRequest): Promise<PasskeyRequest> {
  throw new Problem('unavailable');
}

export async function signInOptions(_request: PublicRequest): Promise<PasskeyRequest> {
  throw new Problem('unavailable');
}
