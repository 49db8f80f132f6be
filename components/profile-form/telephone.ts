import type { CountryCode } from 'libphonenumber-js/min';

type Library = typeof import('libphonenumber-js/min');

let library: Library | undefined;
let loading: Promise<boolean> | undefined;

/** Gets what is needed to read telephone numbers. Resolves to whether it is there: without it, they stay as typed. */
export function loadTelephones(): Promise<boolean> {
  loading ??= import('libphonenumber-js/min').then(
    (loaded) => {
      library = loaded;
      return true;
    },
    () => {
      // A lost connection: the next try may do better.
      loading = undefined;
      return false;
    },
  );
  return loading;
}

const read = (text: string, country: string) => library?.parsePhoneNumberFromString(text, country as CountryCode);

/** E.164 when the number can be read, such as `+4315550142`; else as typed. */
export function toStored(text: string, country: string): string {
  const number = read(text, country);
  // An extension has no place in E.164: rather as typed than half of it.
  return number?.isPossible() && !number.ext ? number.number : text.trim();
}

/** As people write it across borders: “+43 1 5550142”. It means the same whatever country is chosen. */
export const toShown = (stored: string): string =>
  stored.startsWith('+') ? (read(stored, '')?.formatInternational() ?? stored) : stored;

/** What there is to say about a number; nothing of it stops anyone from saving. */
export type TelephoneNote =
  | { readonly name: 'read'; readonly number: string }
  | { readonly name: 'tooShort' | 'tooLong' | 'unreadable'; readonly country: string | undefined };

export function noteOn(text: string, country: string): TelephoneNote | undefined {
  if (!library || !text.trim()) return undefined;
  const number = read(text, country);
  const options = country ? { defaultCountry: country as CountryCode } : undefined;
  const length = library.validatePhoneNumberLength(text, options);
  if (length === undefined && number) {
    const shown = number.formatInternational();
    return shown === text.trim() ? undefined : { name: 'read', number: shown };
  }
  const of = number?.country ?? (text.trim().startsWith('+') ? undefined : country || undefined);
  return { name: length === 'TOO_SHORT' ? 'tooShort' : length === 'TOO_LONG' ? 'tooLong' : 'unreadable', country: of };
}
