import { endpoint } from './endpoint.ts';

/**
 * One of the endpoints of `signIn`; by itself, because whoever can sign out has no need for all that it takes to sign in.
 * `unauthenticated` only for a token that was exchanged meanwhile: whoever has the new one asks again.
 */
export const signOut = endpoint({
  method: 'POST',
  path: '/sign-out',
  summary: 'End this session, or a sign-in that waits for its second factor',
  access: 'public',
  signsOut: true,
  problems: ['unauthenticated'],
});
