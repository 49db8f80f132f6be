import type { AccountClient } from '../../components/client/account-client.ts';
import { passkeys as contract } from '../../components/contract/passkeys.ts';
import type { PasskeyAttestation } from '../../components/contract/passkey-ceremony.ts';
import type { Problem } from '../../components/contract/problem.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../../components/testing/fake-factors.ts';

interface Kept {
  readonly response: PasskeyAttestation;
  readonly signOutOthers: boolean;
}

/** A backend that knows the passkeys which the browser really made, for somebody who has just proven who they are. */
export class SignedInAs {
  readonly client: AccountClient;
  readonly kept: Kept[] = [];
  readonly renamed: string[] = [];
  started = 0;
  /** How long the browser asks for one, in milliseconds: brief only where nothing comes of it until then. */
  timeout = 60_000;
  acceptedReads = 0;
  /** Of those that are kept, by the id that the contract gives them. */
  readonly #credentials = new Map<string, string>();

  constructor(refusing: { readonly create?: Problem } = {}, factors: FakeFactorOptions = {}) {
    const memory = fakeClient({}, { proven: true, ...factors });
    this.client = fakeClient(
      {
        sessions: { others: () => ({ count: 3 }) },
        passkeys: {
          list: () => memory.send(contract.list, {}),
          start: async ({ body }) => {
            this.started += 1;
            const excludeCredentials = [...this.#credentials.values()].map((id) => ({
              id,
              type: 'public-key' as const,
              transports: ['internal'],
            }));
            return { ...(await memory.send(contract.start, { body })), timeout: this.timeout, excludeCredentials };
          },
          create: async ({ body }) => {
            if (refusing.create) throw refusing.create;
            this.kept.push(body);
            const created = await memory.send(contract.create, { body });
            this.#credentials.set(created.passkey.id, body.response.id);
            return created;
          },
          accepted: async () => {
            this.acceptedReads += 1;
            const accepted = await memory.send(contract.accepted, {});
            return { ...accepted, credentialIds: [...this.#credentials.values()] };
          },
          rename: ({ params, body }) => {
            this.renamed.push(body.name);
            return memory.send(contract.rename, { params, body });
          },
          remove: async ({ params, body }) => {
            const removed = await memory.send(contract.remove, { params, body });
            this.#credentials.delete(params.id);
            return removed;
          },
        },
      },
      { proven: true, ...factors },
    );
  }
}
