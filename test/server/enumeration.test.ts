import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq, isNotNull } from 'drizzle-orm';
import { passwordReset } from 'account-elements/contract/password-reset.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { accounts } from 'account-elements-server/accounts/schema.js';
import { throttles } from 'account-elements-server/http/throttle.js';
import { KeyRing } from 'account-elements-server/keys.js';
import { disable } from 'account-elements-server/operations/account-commands.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { passwords } from 'account-elements-server/password/schema.js';
import { askFor, changeEmail } from '../support/email-changes.ts';
import type { Answer } from '../support/http-browser.ts';
import { MailingServer } from '../support/mails.ts';
import { addPasskey } from '../support/passkeys.ts';
import { TOLD_APART, toldByTime } from '../support/separability.ts';
import { ada, type TestServer, type TestServerOptions } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

/** Somebody who signs in with a password, and all others whose address might be told from theirs. */
const emails = {
  existing: ada.email,
  absent: 'absent@people.example',
  disabled: 'disabled@people.example',
  locked: 'locked@people.example',
  passwordless: 'passwordless@people.example',
  passkeyOnly: 'passkey-only@people.example',
  /** Of an account that nobody has confirmed. */
  signedUp: 'signed-up@people.example',
  /** Somebody asked for it, and has not confirmed it. */
  unverified: 'unverified@people.example',
  /** Somebody else’s until lately, and held for them. */
  held: 'held@people.example',
} as const;
type Kind = keyof typeof emails;
const kinds = Object.keys(emails) as Kind[];

async function withPeople(options: TestServerOptions = {}): Promise<MailingServer> {
  const mailing = await MailingServer.start({ ...options, config: { signUp: true, ...options.config } });
  const { server } = mailing;
  await server.person();
  await server.person({ email: emails.disabled });
  await disable(server.operator, emails.disabled);
  const locked = await server.person({ email: emails.locked });
  const passwordless = await server.person({ email: emails.passwordless });
  await addPasskey(await server.signedIn({ email: emails.passkeyOnly }), new SoftwareAuthenticator());
  await server.browser().call(signUp.create, { body: { ...ada, email: emails.signedUp } });
  await askFor(await server.signedIn({ email: 'noor@people.example' }), emails.unverified);
  await changeEmail(mailing, await server.signedIn({ email: emails.held }), 'held.no.more@people.example');
  await server.db.transaction(async (tx) => {
    await tx.update(passwords).set({ lockedAt: 1 }).where(eq(passwords.accountId, locked.id));
    await tx.delete(passwords).where(eq(passwords.accountId, passwordless.id));
    const [passkey] = await tx.select().from(accounts).where(eq(accounts.email, emails.passkeyOnly));
    await tx.delete(passwords).where(eq(passwords.accountId, passkey?.id ?? ''));
  });
  return mailing;
}

const signInAs = (server: TestServer, kind: Kind, password: string) =>
  server.browser().call(signIn.withPassword, { body: { email: emails[kind], password } });

const forget = (server: TestServer, kind: Kind) =>
  server.browser().call(passwordReset.request, { body: { email: emails[kind] } });

/** Everything about an answer that somebody could compare, without what names the request. */
async function visible(answer: Promise<Answer>) {
  const { status, headers, text } = await answer;
  const withoutId = (value: string) => value.replaceAll(headers.get('request-id') ?? '', 'id');
  return { status, headers: [...headers].map(([name, value]) => [name, withoutId(value)]), text: withoutId(text) };
}

/** Neither guesses nor requests are what is measured: nobody waits. */
const forgetCounts = ({ db }: TestServer) => db.delete(throttles).where(isNotNull(throttles.bucket));

test('case 022, 024: whoever cannot sign in with a password is answered like somebody with a wrong one', async () => {
  await using mailing = await withPeople();
  const { server } = mailing;
  const expected = await visible(signInAs(server, 'existing', 'not the right password'));
  assert.equal(expected.status, 403);
  for (const kind of kinds) {
    assert.deepEqual(await visible(signInAs(server, kind, 'not the right password')), expected, kind);
    // Even the right password does not tell them apart.
    if (kind === 'existing' || kind === 'signedUp') continue;
    assert.deepEqual(await visible(signInAs(server, kind, ada.password)), expected, kind);
  }
});

test('case 024: whoever forgot their password is answered alike, whatever stands behind the address', async () => {
  await using mailing = await withPeople();
  const { server } = mailing;
  const expected = await visible(forget(server, 'existing'));
  assert.equal(expected.status, 204);
  for (const kind of kinds) assert.deepEqual(await visible(forget(server, kind)), expected, kind);
});

test('case 022, 024: guesses and requests are counted alike, and all have to wait', async () => {
  await using mailing = await withPeople();
  const { server } = mailing;
  const answers = async (ask: () => Promise<Answer>) => {
    const seen = [];
    for (let i = 0; i < 8; i++) seen.push(await visible(ask()));
    return seen;
  };
  const [guesses, requests] = [
    (kind: Kind) => answers(() => signInAs(server, kind, 'not the right password')),
    (kind: Kind) => answers(() => forget(server, kind)),
  ];
  for (const ask of [guesses, requests]) {
    await forgetCounts(server);
    const expected = await ask('existing');
    assert.ok(expected.some(({ status }) => status === 429));
    for (const kind of kinds.slice(1)) assert.deepEqual(await ask(kind), expected, kind);
  }
});

test('case 023, 024: the time of a sign-in tells nothing either', async (t) => {
  await using mailing = await withPeople({ hashing: { memoryCost: 4096, timeCost: 2, atOnce: 1 } });
  const { server } = mailing;
  const told = await toldByTime(
    kinds,
    (kind) => signInAs(server, kind as Kind, 'not the right password'),
    () => forgetCounts(server),
  );
  t.diagnostic(`AUC of a wrong password: ${JSON.stringify(told)}`);
  // Without the decoy hash it is 1.00.
  for (const [kind, auc] of Object.entries(told)) assert.ok(auc <= TOLD_APART, `${kind} against existing: ${auc}`);
});

test('case 023, 024: nor does the time in which a forgotten password is answered', async (t) => {
  await using mailing = await withPeople();
  const { server } = mailing;
  const told = await toldByTime(
    kinds,
    (kind) => forget(server, kind as Kind),
    () => forgetCounts(server),
  );
  t.diagnostic(`AUC of a forgotten password: ${JSON.stringify(told)}`);
  for (const [kind, auc] of Object.entries(told)) assert.ok(auc <= TOLD_APART, `${kind} against existing: ${auc}`);
});

test('case 023, 025: nor does the time in which another address is asked for', async (t) => {
  await using mailing = await withPeople();
  const { server } = mailing;
  const browser = await server.signedIn({ email: 'mei@people.example' });
  // As many as an account may ask for before counts are forgotten.
  const told = await toldByTime(
    ['existing', 'absent', 'disabled', 'unverified', 'held'] satisfies Kind[],
    async (kind) => assert.equal((await askFor(browser, emails[kind as Kind])).status, 200),
    () => forgetCounts(server),
  );
  t.diagnostic(`AUC of an address that is asked for: ${JSON.stringify(told)}`);
  for (const [kind, auc] of Object.entries(told)) assert.ok(auc <= TOLD_APART, `${kind} against existing: ${auc}`);
});

test('without a password to compare with, as much work is done', async () => {
  const keys = new KeyRing(new Map([['a', Buffer.alloc(32)]]));
  const hashing = new PasswordHashing(keys, { memoryCost: 19_456, timeCost: 4, parallelism: 1, atOnce: 1, waiting: 9 });
  const stored = await hashing.hash(ada.password, 'ada');
  const time = async (sealed: typeof stored | undefined) => {
    const started = performance.now();
    assert.deepEqual(await hashing.verify('not the right password', 'ada', sealed), { correct: false });
    return performance.now() - started;
  };
  const [present, absent]: [number[], number[]] = [[], []];
  for (let i = 0; i < 4; i++) {
    present.push(await time(stored));
    absent.push(await time(undefined));
  }
  assert.ok(Math.min(...absent) > Math.min(...present) / 2);
});
