import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { instant } from './text.ts';

export const ExportFormat = v.picklist(['json', 'csv'], 'invalid');
export type ExportFormat = v.InferOutput<typeof ExportFormat>;

export const accountData = {
  /** Everything but secrets and what only protects them, such as hashes. */
  export: endpoint({
    method: 'GET',
    path: '/export',
    summary: 'All that is stored about the person, as a file',
    query: v.strictObject({ format: ExportFormat }),
    download: ['application/json', 'text/csv; charset=utf-8'],
    stepUp: 'recent',
  }),
  /** Every session ends at once. Whoever signs in before `due` keeps the account; then all of it is erased. */
  delete: endpoint({
    method: 'POST',
    path: '/deletion',
    summary: 'Delete the account, after some days in which signing in keeps it',
    result: v.object({ due: instant }),
    stepUp: 'highest',
    signsOut: true,
    problems: ['forbidden'],
  }),
};
