import { authenticators as api } from 'account-elements/contract/authenticators.js';
import { Problem } from 'account-elements/contract/problem.js';
import { implement } from '../http/implement.ts';

const notYet = async (): Promise<never> => {
  throw new Problem('unavailable');
};

export const authenticatorRoutes = implement(
  api,
  {
    list: notYet,
    start: notYet,
    confirm: notYet,
    rename: notYet,
    remove: notYet,
  },
  'factors',
);
