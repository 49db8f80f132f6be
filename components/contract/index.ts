import { account } from './account.ts';
import { activity } from './activity.ts';
import { capabilities } from './capabilities.ts';
import { password } from './password.ts';
import { profile } from './profile.ts';
import { reauth } from './reauth.ts';
import { sessions } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

/** The whole API by name: for adapters, fakes, the API description and tests. */
export const api = { account, activity, capabilities, password, profile, reauth, sessions, signIn, signUp };
export type Api = typeof api;
