import { secret } from './text.ts';

/** NIST SP 800-63B-4 §3.1.1.2: 15 characters when the password can be the only factor. In code points. */
export const PASSWORD_MIN_LENGTH = 15;

/** In code points, and in bytes of UTF-8: longer ones are refused before they are hashed, never cut. */
export const PASSWORD_MAX_LENGTH = 256;
export const PASSWORD_MAX_BYTES = 1024;

/** A password as typed. Whether it is good enough is the server's policy, not the schema's. */
export const Password = secret(PASSWORD_MAX_BYTES);
