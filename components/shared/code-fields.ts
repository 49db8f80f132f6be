import { safeParse } from 'valibot';
import { AuthenticatorCode } from '../contract/authenticators.ts';
import { RecoveryCode } from '../contract/recovery-codes.ts';
import { proofs as english } from '../localize/en/proofs.ts';
import type { AccountElement } from './account-element.ts';
import { field } from './field.ts';

/** The codes that somebody types to prove who they are: of an authenticator application, and those for when it is lost. */
export type CodeKind = 'code' | 'recovery-code';

const schemas = { code: AuthenticatorCode, 'recovery-code': RecoveryCode };

/** `unlike`: no code looks like that. `wrong`: the server does not take it. */
export type CodeMistake = 'required' | 'unlike' | 'wrong';

/** As it is sent: however it was grouped where it was copied. */
export const withoutGaps = (typed: string): string => typed.replaceAll(/[\s-]/g, '');

/** What can be told without the server, and without using up a try. */
export function codeMistake(kind: CodeKind, typed: string): CodeMistake | undefined {
  const code = withoutGaps(typed);
  if (code === '') return 'required';
  return safeParse(schemas[kind], code).success ? undefined : 'unlike';
}

interface CodeField {
  readonly id: string;
  readonly kind: CodeKind;
  readonly mistake: CodeMistake | undefined;
}

/** The field `code`, with all that makes typing, pasting and filling in easy. */
export function codeField(host: AccountElement, { id, kind, mistake }: CodeField): unknown {
  const proofs = host.localize.words('proofs', english);
  const words = kind === 'code' ? proofs.code : proofs.recoveryCode;
  const problems = {
    required: host.localize.fieldProblem('required'),
    unlike: words.shape,
    wrong: words.wrong,
  };
  return field({
    id,
    name: 'code',
    label: words.label,
    hint: words.hint,
    problem: mistake && problems[mistake],
    autocapitalize: kind === 'code' ? 'none' : 'characters',
    spellcheck: 'false',
    dir: 'ltr',
    ...(kind === 'code' ? { autocomplete: 'one-time-code', inputmode: 'numeric' } : { autocomplete: 'off' }),
  });
}
