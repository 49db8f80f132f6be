import { description, endpoints } from './check-response.ts';

/** One way to read something of the API. */
export interface Read {
  readonly name: string;
  /** With its query, from the server's origin. */
  readonly path: string;
  readonly download: boolean;
  readonly stream: boolean;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: { readonly enum?: readonly string[]; readonly format?: string; readonly pattern?: string };
}

/** Something that fits, where a word does not. */
const fitting = ({ enum: [first] = [], format, pattern }: Parameter['schema']): string =>
  first ?? (format === 'date-time' ? '2026-02-01T00:00:00.000Z' : pattern ? '1' : 'Vienna');

/** Everything that can be read, as the API description has it: with the query that it has to have, and where it may have more, with each of that. */
export const reads: readonly Read[] = endpoints
  .filter(([, { method }]) => method === 'GET')
  .flatMap(([name, { download, path, stream }]) => {
    const described = description.paths[path]?.['get'] as { readonly parameters?: readonly Parameter[] } | undefined;
    const query = described?.parameters?.filter((parameter) => parameter.in === 'query') ?? [];
    const needed = query.filter(({ required }) => required);
    return [needed, ...query.filter(({ required }) => !required).map((one) => [...needed, one])].map((chosen) => ({
      name: `${name} with ${chosen.map((one) => one.name).join(', ') || 'nothing'}`,
      path: `/api/account${path}?${new URLSearchParams(chosen.map((one) => [one.name, fitting(one.schema)]))}`,
      download: download !== undefined,
      stream: stream !== undefined,
    }));
  });
