import type { ActivityEntry, ActivityFilter } from 'account-elements/contract/activity.js';

/** Whether an entry has what is searched for: all words in what it names, or one of the codes. */
export function searchFor({ codes = '', text = '' }: Pick<ActivityFilter, 'codes' | 'text'>) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const called = new Set(codes.split(',').filter(Boolean));
  return (entry: ActivityEntry): boolean => {
    if (words.length === 0) return true;
    if (codesOf(entry).some((code) => called.has(code))) return true;
    const names = plain(namesOf(entry).join('\n'));
    return words.every((word) => names.includes(word));
  };
}

/** Without capitals and accents: whoever types `sao paulo` means São Paulo. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();

const namesOf = ({ address, client, device, place }: ActivityEntry): string[] =>
  [device?.program?.name, device?.system?.name, place?.city, address, client?.name].filter(
    (name) => typeof name === 'string',
  );

const codesOf = ({ actor, details, device, place, reason, type }: ActivityEntry): string[] =>
  [
    type,
    reason,
    actor,
    place?.country,
    device?.access,
    device?.system?.code,
    ...[details['methods'], details['fields']].flat(),
  ].filter((code) => typeof code === 'string');
