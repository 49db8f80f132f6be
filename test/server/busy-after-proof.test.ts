import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gt } from 'drizzle-orm';
import { reauth } from 'account-elements/contract/reauth.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { throttles } from 'account-elements-server/http/throttle.js';
import { pendingSignIns } from 'account-elements-server/sign-in/schema.js';
import { setUpApp, type AuthenticatorApp } from '../support/authenticator-app.ts';
import type { Browser } from '../support/http-browser.ts';
import { holdWriteLock, type LockHolder } from '../support/lock-holder.ts';
import { ada, TestServer } from '../support/test-server.ts';

const WRONG_RECOVERY_CODE = '0'.repeat(24);

/** What is typed, right or wrong. */
interface Typed {
  readonly app: AuthenticatorApp;
  readonly recoveryCode: string;
}

interface Way {
  /** The browser in which it is typed: the one that is signed in, or a stranger's. */
  readonly where: 'signed in' | 'after the password' | 'nobody has signed in before';
  readonly right: (browser: Browser, typed: Typed) => Promise<Answer>;
  readonly wrong: (browser: Browser, typed: Typed) => Promise<Answer>;
  /** Whether it is worth something once only. */
  readonly once: boolean;
}

interface Answer {
  readonly status: number;
  readonly code?: string | undefined;
}

const signInWith = (browser: Browser, password: string) =>
  browser.call(signIn.withPassword, { body: { email: ada.email, password } });

const ways: Readonly<Record<string, Way>> = {
  'a password at the sign-in': {
    where: 'nobody has signed in before',
    right: (browser) => signInWith(browser, ada.password),
    wrong: (browser) => signInWith(browser, 'not the right password'),
    once: false,
  },
  'a code at the sign-in': {
    where: 'after the password',
    right: (browser, { app }) => browser.call(signIn.withCode, { body: { code: app.code() } }),
    wrong: (browser, { app }) => browser.call(signIn.withCode, { body: { code: app.wrongCode() } }),
    once: true,
  },
  'a recovery code at the sign-in': {
    where: 'after the password',
    right: (browser, { recoveryCode: code }) => browser.call(signIn.withRecoveryCode, { body: { code } }),
    wrong: (browser) => browser.call(signIn.withRecoveryCode, { body: { code: WRONG_RECOVERY_CODE } }),
    once: true,
  },
  'a password in a session': {
    where: 'signed in',
    right: (browser) => browser.call(reauth.withPassword, { body: { password: ada.password } }),
    wrong: (browser) => browser.call(reauth.withPassword, { body: { password: 'not the right password' } }),
    once: false,
  },
  'a code in a session': {
    where: 'signed in',
    right: (browser, { app }) => browser.call(reauth.withCode, { body: { code: app.code() } }),
    wrong: (browser, { app }) => browser.call(reauth.withCode, { body: { code: app.wrongCode() } }),
    once: true,
  },
  'a recovery code in a session': {
    where: 'signed in',
    right: (browser, { recoveryCode: code }) =>
      browser.call(reauth.withRecoveryCode, { body: { code, for: 'enrolment' } }),
    wrong: (browser) =>
      browser.call(reauth.withRecoveryCode, { body: { code: WRONG_RECOVERY_CODE, for: 'enrolment' } }),
    once: true,
  },
};

async function withApp() {
  const server = await TestServer.start();
  const owner = await server.signedIn();
  const { app, recoveryCodes } = await setUpApp(owner, server.clock.now);
  server.clock.push(30_000);
  return { server, owner, typed: { app, recoveryCode: recoveryCodes[0] ?? '' } };
}

async function browserFor({ where }: Way, server: TestServer, owner: Browser): Promise<Browser> {
  if (where === 'signed in') return owner;
  const stranger = server.browser({ address: '203.0.113.9' });
  if (where === 'after the password') await signInWith(stranger, ada.password);
  return stranger;
}

/** Another process takes the file right after the try was counted, and gives it back once what followed has failed. */
function busyAfterTheCount(server: TestServer): void {
  const { transaction } = server.db;
  let calls = 0;
  let holder: LockHolder | undefined;
  server.db.transaction = async (...args) => {
    calls += 1;
    if (calls === 2) holder = await holdWriteLock(server.file);
    if (calls === 3) await holder?.release();
    return transaction.apply(server.db, args) as never;
  };
}

/** Every try that is counted anywhere. */
const counted = async ({ db }: TestServer) => ({
  secrets: await db
    .select({ bucket: throttles.bucket, attempts: throttles.attempts })
    .from(throttles)
    .where(gt(throttles.attempts, 0)),
  signIns: await db.select({ attempts: pendingSignIns.attempts }).from(pendingSignIns),
});

describe('the database turns busy while somebody proves who they are', { concurrency: true }, () => {
  for (const [name, way] of Object.entries(ways)) {
    test(`${name} that was right counts as no try, and still opens what it opens`, async () => {
      const { server, owner, typed } = await withApp();
      await using _ = server;
      const browser = await browserFor(way, server, owner);
      const before = await counted(server);
      busyAfterTheCount(server);
      assert.equal((await way.right(browser, typed)).code, 'unavailable');
      assert.deepEqual(await counted(server), before);

      // All five tries are left.
      for (let i = 0; i < 4; i++) assert.equal((await way.wrong(browser, typed)).code, 'wrong-credential');
      assert.equal((await way.right(browser, typed)).status, 200);
      if (!way.once) return;
      const again = await browserFor(way, server, owner);
      const { status } = await way.right(again, typed);
      assert.equal(status, 403, 'but not a second time');
    });

    test(`${name} that was wrong stays counted`, async () => {
      const { server, owner, typed } = await withApp();
      await using _ = server;
      const browser = await browserFor(way, server, owner);
      busyAfterTheCount(server);
      assert.equal((await way.wrong(browser, typed)).code, 'unavailable');
      for (let i = 0; i < 4; i++) assert.equal((await way.wrong(browser, typed)).code, 'wrong-credential');
      assert.equal((await way.right(browser, typed)).code, 'too-many-attempts');
    });
  }
});
