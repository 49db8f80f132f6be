import { html } from 'lit';
import { FACTOR_NAME_MAX_LENGTH } from '../contract/factor-name.ts';
import type { SharedTerms, Terms } from '../localize/languages.ts';
import { field } from '../shared/field.ts';
import type { SignOutOthers } from '../shared/sign-out-others.ts';

/** `shape`: no code looks like that. */
export type CodeMistake = 'required' | 'shape' | 'wrong';

interface Code {
  readonly terms: SharedTerms;
  readonly words: Terms['authenticatorSteps']['code'];
  readonly idPrefix: string;
  readonly mistake: CodeMistake | undefined;
  /** How often a code did not match. */
  readonly wrong: number;
  /** Why the server refused the name. */
  readonly nameProblem: string | undefined;
  /** What it is called until the person calls it otherwise. */
  readonly name: string;
  readonly signOutOthers: SignOutOthers;
}

/** After so many wrong codes, it is rarely the typing. */
const OFTEN = 3;

/** What can be told without the server, and without using up a try. */
export function mistakeIn(code: string): CodeMistake | undefined {
  const digits = code.replaceAll(/\s/g, '');
  if (digits === '') return 'required';
  return /^\d{6}$/.test(digits) ? undefined : 'shape';
}

/** One field for all six digits: pasting and filling in work. */
export function codeFields(options: Code): unknown {
  const { terms, words, idPrefix, mistake, wrong, nameProblem, name, signOutOthers } = options;
  const problems = { required: words.digits, shape: words.digits, wrong: words.wrong };
  return html`${field({
    id: `${idPrefix}-code`,
    name: 'code',
    label: words.label,
    hint: words.hint,
    class: 'account-setup-digits',
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    autocapitalize: 'none',
    spellcheck: 'false',
    dir: 'ltr',
    problem: mistake && [problems[mistake], ...(wrong >= OFTEN ? [words.checkTime] : [])].join(' '),
  })}
  ${field({
    id: `${idPrefix}-appName`,
    name: 'name',
    label: html`${words.name} <span class="account-optional">${terms.states.optional}</span>`,
    hint: words.nameHint,
    value: name,
    autocomplete: 'off',
    maxLength: FACTOR_NAME_MAX_LENGTH,
    problem: nameProblem,
  })}
  ${signOutOthers.render(idPrefix)}`;
}
