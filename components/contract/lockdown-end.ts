import { endpoint } from './endpoint.ts';

/**
 * The end of taking an account back. A file of its own: whoever only has to know
 * whether a backend can do any of it does not load what it consists of.
 */
export const finishLockdown = endpoint({
  method: 'POST',
  path: '/lockdown/end',
  summary: 'Be through with it',
  // `conflict`: something is still to be chosen or said.
  problems: ['not-found', 'conflict'],
});
