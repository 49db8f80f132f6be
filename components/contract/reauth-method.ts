/** Ways to prove again who one is, strongest first. */
export const reauthMethods = ['password'] as const;

export type ReauthMethod = (typeof reauthMethods)[number];
