import type { PasswordHashing } from 'account-elements-server/password/hash.js';

/** Password hashing with something that happens as soon as a password was looked at, before anything comes of it. */
export const afterVerifying =
  (meanwhile: () => Promise<unknown>) =>
  (hashing: PasswordHashing): PasswordHashing =>
    Object.assign(Object.create(hashing) as PasswordHashing, {
      hash: hashing.hash.bind(hashing),
      verify: async (...args: Parameters<PasswordHashing['verify']>) => {
        const verification = await hashing.verify(...args);
        await meanwhile();
        return verification;
      },
    });
