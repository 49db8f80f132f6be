import type { ActivityEntry } from 'account-elements/contract/activity.js';
import { csvLine } from '../http/csv.ts';

interface Format {
  readonly type: string;
  /** The file, piece by piece. */
  write(batches: AsyncIterable<readonly ActivityEntry[]>, timeZone: string | undefined): AsyncIterable<string>;
}

export const formats: Readonly<Record<'json' | 'csv', Format>> = {
  /** A list of entries, as the contract has them. */
  json: {
    type: 'application/json',
    async *write(batches) {
      let between = '[\n';
      for await (const entries of batches) {
        if (entries.length === 0) continue;
        yield between + entries.map((entry) => JSON.stringify(entry)).join(',\n');
        between = ',\n';
      }
      yield between === ',\n' ? '\n]\n' : '[]\n';
    },
  },
  /** One entry in a line. */
  csv: {
    type: 'text/csv; charset=utf-8',
    async *write(batches, timeZone = 'UTC') {
      const local = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
      // Without the mark, spreadsheets read UTF-8 as something else.
      yield `\uFEFF${csvLine(['time (UTC)', `time (${timeZone})`, ...Object.keys(columns)])}`;
      for await (const entries of batches) {
        yield entries
          .map((entry) =>
            csvLine([
              entry.at,
              local.format(new Date(entry.at)),
              ...Object.values(columns).map((cell) => cell(entry) ?? ''),
            ]),
          )
          .join('');
      }
    },
  },
};

const columns: Readonly<Record<string, (entry: ActivityEntry) => string | null | undefined>> = {
  event: ({ type }) => type,
  outcome: ({ outcome }) => outcome,
  reason: ({ reason }) => reason,
  'done by': ({ actor }) => actor,
  access: ({ device }) => device?.access,
  program: ({ device }) => named(device?.program),
  system: ({ device }) => named(device?.system),
  'IP address': ({ address }) => address,
  country: ({ place }) => place?.country,
  city: ({ place }) => place?.city,
  application: ({ client }) => client?.name,
  page: ({ origin }) => origin,
  'user agent': ({ userAgent }) => userAgent,
  session: ({ session }) => session,
  details: ({ details }) => (Object.keys(details).length === 0 ? '' : JSON.stringify(details)),
  id: ({ id }) => id,
};

const named = (
  of: { readonly name: string; readonly version: string | null } | null | undefined,
): string | undefined => (of ? [of.name, of.version].filter(Boolean).join(' ') : undefined);
