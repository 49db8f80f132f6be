import type { ExportFormat } from 'account-elements/contract/account-data.js';
import { csvLine } from '../http/csv.ts';
import type { Item } from './stored.ts';

/** A named part of an export. */
export interface Part {
  readonly name: string;
  readonly batches: AsyncIterable<readonly Item[]>;
}

interface Format {
  readonly type: string;
  /** The file, piece by piece. */
  write(parts: Iterable<Part>): AsyncIterable<string>;
}

export const formats: Readonly<Record<ExportFormat, Format>> = {
  /** One object with a list for each part. */
  json: {
    type: 'application/json',
    async *write(parts) {
      let separator = '{';
      for (const { name, batches } of parts) {
        yield `${separator}\n${JSON.stringify(name)}: [`;
        separator = ',';
        let between = '\n';
        for await (const items of batches) {
          if (items.length === 0) continue;
          yield between + items.map((item) => JSON.stringify(item)).join(',\n');
          between = ',\n';
        }
        yield ']';
      }
      yield '\n}\n';
    },
  },
  /** One value in a line, because each part has other fields: which part, which of its items, which field. */
  csv: {
    type: 'text/csv; charset=utf-8',
    async *write(parts) {
      // Without the mark, spreadsheets read UTF-8 as something else.
      yield `\uFEFF${csvLine(['part', 'item', 'field', 'value'])}`;
      for (const { name, batches } of parts) {
        let count = 0;
        for await (const items of batches) {
          const lines: string[] = [];
          for (const item of items) {
            count++;
            for (const [field, value] of Object.entries(item)) lines.push(csvLine([name, count, field, cell(value)]));
          }
          yield lines.join('');
        }
      }
    },
  },
};

const cell = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
