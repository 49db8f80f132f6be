import { expect } from 'chai';
import { createClient } from '../../components/client/create-client.ts';
import { account } from '../../components/contract/account.ts';
import { capabilities } from '../../components/contract/capabilities.ts';
import { Problem, isProblem } from '../../components/contract/problem.ts';
import { profile } from '../../components/contract/profile.ts';
import { signUp } from '../../components/contract/sign-up.ts';
import type { Capabilities } from '../../components/contract/capabilities.ts';
import { ada, adasProfile, ourServer } from '../../components/testing/samples.ts';

describe('createClient', () => {
  it('switches off what has no handler', async () => {
    const client = createClient({ account: { get: () => ada } });
    expect(client.supports(account.get)).to.equal(true);
    expect(client.supports(account.updateName)).to.equal(false);
    expect(client.supports(signUp.create)).to.equal(false);
    const outcome = await client.send(capabilities.get, {}).catch((error: unknown) => isProblem(error, 'unsupported'));
    expect(outcome).to.equal(true);
  });

  it('hands a handler what the caller sent, with the signal', async () => {
    const abort = new AbortController();
    let got: unknown[] = [];
    const client = createClient({
      profile: {
        update: (...args) => {
          got = args;
          return adasProfile;
        },
      },
    });
    await client.send(profile.update, { version: '7', body: { city: 'Graz' } }, { signal: abort.signal });
    const [input, { signal }] = got as [unknown, { signal: AbortSignal }];
    expect(input).to.deep.equal({ version: '7', body: { city: 'Graz' } });
    expect(signal).to.equal(abort.signal);
  });

  it('takes handlers that are methods of an object of their own', async () => {
    class Adapter {
      readonly #offer: Capabilities = ourServer;
      get(): Capabilities {
        return this.#offer;
      }
    }
    const client = createClient({ capabilities: new Adapter() });
    expect(await client.send(capabilities.get, {})).to.equal(ourServer);
  });

  it('rejects with what a handler throws, at once or later', async () => {
    const client = createClient({
      account: {
        get() {
          throw new Problem('unauthenticated');
        },
      },
      capabilities: { get: () => Promise.reject(new RangeError('not ours')) },
    });
    const codeOf = (error: unknown) => (isProblem(error) ? error.code : (error as Error).name);
    expect(await client.send(account.get, {}).catch(codeOf)).to.equal('unauthenticated');
    expect(await client.send(capabilities.get, {}).catch(codeOf)).to.equal('RangeError');
  });
});
