import { accountData as api } from 'account-elements/contract/account-data.js';
import { Problem } from 'account-elements/contract/problem.js';
import { record } from '../activity/record.ts';
import { fileStream } from '../http/file-stream.ts';
import { implement } from '../http/implement.ts';
import type { SignedInRequest } from '../http/request.ts';
import { whileSignedIn } from '../http/while-signed-in.ts';
import { requestDeletion } from './deletion.ts';
import { formats, type Part } from './formats.ts';
import { everythingStored, type Stored } from './stored.ts';

export const accountDataRoutes = implement(
  api,
  {
    async export({ query, ...request }) {
      const { account, commit, now, session, visit } = request;
      const { format } = query;
      const at = now();
      const details = { format };
      await commit((tx) =>
        record(tx, { type: 'user_data_exported', accountId: account.id, sessionId: session.id, visit, at, details }),
      );
      const { type, write } = formats[format];
      const name = `account-data-${new Date(at).toISOString().slice(0, 10)}.${format}`;
      const parts = everythingStored.map((stored) => partOf(stored, request));
      return { name, type, body: fileStream(write(parts)) };
    },

    async delete(request) {
      const { commit, config, cookies } = request;
      const grace = config.deletionGrace;
      if (grace === null) throw new Problem('forbidden');
      const due = await commit((tx) => requestDeletion(tx, request, grace));
      cookies.clearSession();
      return { due: new Date(due).toISOString() };
    },
  },
  'danger',
);

const partOf = ({ name, batches }: Stored, request: SignedInRequest): Part => ({
  name,
  batches: whileSignedIn(request, batches(request.db, request.account.id)),
});
