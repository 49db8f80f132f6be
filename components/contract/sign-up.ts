import * as v from 'valibot';
import { AccountName, EMAIL_MAX_LENGTH } from './account.ts';
import { endpoint } from './endpoint.ts';
import { Password } from './password.ts';
import { SignedIn } from './sign-in.ts';
import { requiredLine } from './text.ts';

export const signUp = {
  create: endpoint({
    method: 'POST',
    path: '/sign-up',
    summary: 'Create an account and sign in, where the operator allows it',
    access: 'public',
    body: v.strictObject({ ...AccountName.entries, email: requiredLine(EMAIL_MAX_LENGTH), password: Password }),
    result: SignedIn,
    problems: ['forbidden', 'too-many-attempts'],
  }),
};
