interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** What a person is called: their name, else their e-mail address. */
export const personName = ({ firstName, lastName, email }: Person): string =>
  [firstName, lastName].filter(Boolean).join(' ') || email;

/** One or two letters that stand for a person; empty when the name has no letter. */
export const initials = (person: Person): string =>
  [person.firstName, person.lastName].map(firstLetter).join('') || firstLetter(person.email);

/** As a reader sees it, accents and all; marks that turn the writing direction are not letters. */
function firstLetter(text: string): string {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    if (/^[\p{L}\p{N}]/u.test(segment)) return segment.toLocaleUpperCase();
  }
  return '';
}
