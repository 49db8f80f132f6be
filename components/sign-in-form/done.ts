import type { SignedIn } from '../contract/sign-in.ts';
import type { Done } from './steps.ts';

/** The step after which somebody is signed in. */
export const done = ({ account, accountKept, recoveryCodesLeft }: SignedIn, withPassword: boolean): Done => ({
  name: 'done',
  account,
  withPassword,
  recoveryCodesLeft,
  keptSince: accountKept && new Date(),
});
