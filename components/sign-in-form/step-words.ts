import type { Terms } from '../localize/languages.ts';
import type { Asked, ResetStep } from './steps.ts';

type Words = Terms['signIn'];

/** What a step is called. */
export function headingOf(asked: Exclude<Asked, ResetStep['name']>, words: Words): string {
  switch (asked) {
    case 'sign-in':
    case 'done':
      return words.heading;
    case 'sign-up':
      return words.signUp.heading;
    case 'new-password':
      return words.newPassword.heading;
    default:
      return words.secondFactor.headings[asked];
  }
}

/** What its button says, and what it says meanwhile. */
export function buttonOf(
  asked: Asked,
  words: Words,
  { passkey }: Terms['proofs'],
): { submit: string; pending: string } {
  const { pending } = words;
  switch (asked) {
    case 'sign-up':
      return words.signUp;
    case 'new-password':
      return { submit: words.newPassword.submit, pending };
    case 'passkey':
      return { submit: words.secondFactor.usePasskey, pending: passkey.pending };
    default:
      return words;
  }
}
