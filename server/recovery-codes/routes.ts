import { recoveryCodes as api } from 'account-elements/contract/recovery-codes.js';
import { Problem } from 'account-elements/contract/problem.js';
import { implement } from '../http/implement.ts';

const notYet = async (): Promise<never> => {
  throw new Problem('unavailable');
};

export const recoveryCodeRoutes = implement(
  api,
  {
    get: notYet,
    create: notYet,
  },
  'factors',
);
