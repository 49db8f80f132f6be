import { repeat } from 'lit/directives/repeat.js';
import { option } from '../shared/field.ts';

/** One line of a list to choose from. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** The language of the label, where it is not that of the words around it. */
  readonly lang?: string;
}

/** The options of a list, each kept when the list gets another order; `elsewhere` is offered above it already. */
export const choiceOptions = (choices: readonly Choice[], saved: string, elsewhere?: string): unknown =>
  repeat(
    choices,
    ({ value }) => value,
    ({ value, label, lang }) => option(value, label, value === elsewhere ? '' : saved, lang),
  );
