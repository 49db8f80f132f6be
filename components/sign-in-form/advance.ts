import type { PasskeyAssertion } from '../contract/passkey-ceremony.ts';
import { passwordReset } from '../contract/password-reset.ts';
import { isProblem } from '../contract/problem.ts';
import { signIn } from '../contract/sign-in.ts';
import { signUp } from '../contract/sign-up.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { withoutGaps } from '../shared/code-fields.ts';
import { done } from './done.ts';
import type { Asked, Step, Values } from './steps.ts';

type Sender = Pick<AccountElement, 'send'>;

/** Sends what was typed. Resolves to the step that comes next, and rejects where the same one has to be done again. */
export function advance(host: Sender, step: Step, asked: Asked, values: Values): Promise<Step> {
  switch (asked) {
    case 'sign-up':
      return createAccount(host, values);
    case 'code':
    case 'recovery-code':
      return withCode(host, step, asked, withoutGaps(values['code'] ?? ''));
    default:
      return withPassword(host, step, values);
  }
}

export async function withPasskey(host: Sender, step: Step, response: PasskeyAssertion): Promise<Step> {
  const next = done(await host.send(signIn.withPasskey, { body: { response } }), false);
  const again = tooLate(step);
  // It signs in by itself, with the new password or without: a link that is still good was not used for one.
  return again && (await isGood(host, again.token)) ? again : next;
}

const isGood = (host: Sender, token: string): Promise<boolean> =>
  host.send(passwordReset.look, { body: { token } }).then(
    () => true,
    () => false,
  );

/** Where a new password is chosen once more: the link of a mail is not used up before the second step, and the old one is forgotten. */
const tooLate = (step: Step): (Step & { readonly name: 'reset' }) | undefined =>
  step.name === 'second-factor' && step.link !== undefined
    ? { name: 'reset', token: step.link, email: step.email, late: true }
    : undefined;

async function withPassword(host: Sender, step: Step, values: Values): Promise<Step> {
  const { email, password } = step.name === 'new-password' ? step : { email: '', password: '', ...values };
  const { newPassword } = values;
  try {
    const result = await host.send(signIn.withPassword, {
      body: { email, password, ...(newPassword === undefined ? {} : { newPassword }) },
    });
    if (result.status === 'signed-in') return done(result, true);
    return { name: 'second-factor', email, methods: result.methods };
  } catch (error) {
    if (step.name !== 'sign-in' || !isProblem(error, 'password-change-required')) throw error;
    return { name: 'new-password', email, password };
  }
}

async function withCode(host: Sender, step: Step, asked: 'code' | 'recovery-code', code: string): Promise<Step> {
  try {
    return asked === 'code'
      ? done(await host.send(signIn.withCode, { body: { code } }), true)
      : done(await host.send(signIn.withRecoveryCode, { body: { code } }), false);
  } catch (error) {
    if (!isProblem(error, 'unauthenticated')) throw error;
    return tooLate(step) ?? { name: 'sign-in', expired: true };
  }
}

async function createAccount(host: Sender, values: Values): Promise<Step> {
  const { firstName = '', lastName = '', email = '', password = '' } = values;
  return done(await host.send(signUp.create, { body: { firstName, lastName, email, password } }), true);
}
