// Checked by the compiler alone: each of these mistakes must not compile.

import { AccountClient } from '../../components/client/account-client.ts';
import { createClient } from '../../components/client/create-client.ts';
import { account, type Account } from '../../components/contract/account.ts';
import { endpoint, type Input, type Result } from '../../components/contract/endpoint.ts';
import { Problem } from '../../components/contract/problem.ts';
import { profile, type Profile } from '../../components/contract/profile.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import type { Terms } from '../../components/localize/en.ts';
import { de } from '../../components/localize/de.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

declare const client: AccountClient;
declare const ada: Account;
declare const adasProfile: Profile;

// What a caller sends.
void client.send(account.get, {});
void client.send(profile.update, { version: '1', body: { city: 'Graz' } });
// @ts-expect-error -- a change of a profile names the version that it started from
void client.send(profile.update, { body: { city: 'Graz' } });
// @ts-expect-error -- a field that a profile does not have
void client.send(profile.update, { version: '1', body: { town: 'Graz' } });
// @ts-expect-error -- a field of another type
void client.send(profile.update, { version: '1', body: { city: 8010 } });
// @ts-expect-error -- a field left out has to be left out
void client.send(profile.update, { version: '1', body: { city: undefined } });
// @ts-expect-error -- a body is missing
void client.send(signIn.withPassword, {});
// @ts-expect-error -- a field is missing
void client.send(account.updateName, { body: { firstName: 'Ada' } });

// What a caller gets.
holds<Same<Result<typeof account.get>, Account>>();
holds<Same<Result<typeof signIn.signOut>, void>>();
holds<Same<Awaited<ReturnType<typeof client.send<typeof profile.get>>>, Profile>>();

// Params come out of the path.
const part = endpoint({ method: 'GET', path: '/things/:id/parts/:part', summary: 'A part' });
holds<Same<Input<typeof part>['params'], { id: string; part: string }>>();
// @ts-expect-error -- one param is missing
void client.send(part, { params: { id: '1' } });

// What an adapter hands in.
createClient({});
createClient({ account: { get: () => ada }, profile: { get: async () => adasProfile } });
createClient({ account: { get: () => Promise.reject(new Problem('unauthenticated')) } });
// @ts-expect-error -- a feature that the contract does not have
createClient({ acount: { get: () => ada } });
// @ts-expect-error -- an endpoint that the feature does not have
createClient({ account: { read: () => ada } });
// @ts-expect-error -- an answer of another shape
createClient({ account: { get: () => ({ id: '1' }) } });
createClient({
  profile: {
    update: ({ body, version }) => {
      holds<Same<typeof version, string>>();
      // @ts-expect-error -- a field that a profile does not have
      void body.town;
      return { ...adasProfile, ...body };
    },
  },
});

// Problems are codes of the table.
new Problem('too-many-attempts', { retryAfter: 60 });
// @ts-expect-error -- a code that the table does not have
new Problem('too-many-tries');
// @ts-expect-error -- a reason that the table does not have
new Problem('invalid-input', { fields: [{ name: 'city', code: 'too-loud' }] });

// Languages have every sentence.
const terms: Terms = de;
void terms;
const { signIn: _, ...withoutSignIn } = de;
// @ts-expect-error -- a group of sentences is missing
const incomplete: Terms = withoutSignIn;
void incomplete;
// @ts-expect-error -- a problem has no sentence
const silent: Terms = { ...de, problems: { conflict: () => '' } };
void silent;
