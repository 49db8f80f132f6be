import { requiredLine } from './text.ts';

export const FACTOR_NAME_MAX_LENGTH = 64;

/** What a person calls an authenticator application or a passkey of theirs. */
export const factorName = requiredLine(FACTOR_NAME_MAX_LENGTH);
