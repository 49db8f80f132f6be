import { account } from './account.ts';
import { capabilities } from './capabilities.ts';
import { profile } from './profile.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

/** The whole API by name: for adapters, fakes, the API description and tests. */
export const api = { account, capabilities, profile, signIn, signUp };
export type Api = typeof api;
