import { passkeys as api } from 'account-elements/contract/passkeys.js';
import { Problem } from 'account-elements/contract/problem.js';
import { implement } from '../http/implement.ts';

const notYet = async (): Promise<never> => {
  throw new Problem('unavailable');
};

export const passkeyRoutes = implement(
  api,
  {
    list: notYet,
    accepted: notYet,
    start: notYet,
    create: notYet,
    rename: notYet,
    remove: notYet,
  },
  'factors',
);
