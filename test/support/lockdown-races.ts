import assert from 'node:assert/strict';
import { accountLockdown } from 'account-elements/contract/account-lockdown.js';
import { account } from 'account-elements/contract/account.js';
import { authenticators } from 'account-elements/contract/authenticators.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { password } from 'account-elements/contract/password.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { sendMails } from 'account-elements-server/mail/sender.js';
import { Mailbox } from '../../demo/mailbox.ts';
import { processConfig } from './account-process.ts';
import { AuthenticatorApp } from './authenticator-app.ts';
import { askFor, confirm } from './email-changes.ts';
import type { Answer, Browser } from './http-browser.ts';
import { lock, start } from './lockdowns.ts';
import { addPasskey, signInWithPasskey } from './passkeys.ts';
import { TestLog } from './test-log.ts';
import { ada } from './test-server.ts';
import type { TwoProcesses } from './two-processes.ts';
import { SoftwareAuthenticator } from './webauthn.ts';

/*
 * Somebody takes their account back, through one server process, while whoever knows their password does something
 * through another one. Whatever comes first: afterwards the thief is out, and the owner gets in.
 */

const chosen = 'a loom that counts in sevens';

/** Ada, signed in, and a thief who knows her password. */
interface Scene {
  readonly shared: TwoProcesses;
  readonly email: string;
  readonly accountId: string;
  readonly owner: Browser;
  readonly thief: Browser;
  /** What else the thief has: browsers, passkeys, and a password of their own. */
  readonly browsers: Browser[];
  readonly devices: SoftwareAuthenticator[];
  readonly passwords: string[];
  readonly mail: Mails;
}

/** What the thief does, once it is prepared as far as it can be. */
type Act = (scene: Scene) => Promise<() => Promise<Answer>>;

/** All mails of the two processes, in one mailbox. */
class Mails {
  readonly #mailbox = new Mailbox();
  readonly #sender: ReturnType<typeof sendMails>;

  constructor({ db, keys }: TwoProcesses) {
    const needs = { config: processConfig, db, keys, log: new TestLog(), now: Date.now };
    const pace = { interval: 3_600_000, deadline: 20_000, lease: 60_000 };
    this.#sender = sendMails(needs, this.#mailbox, pace);
  }

  /** What the newest link of that sort to that address brings along. */
  async token(email: string, sort: 'confirm-email' | 'not-me'): Promise<string> {
    await this.#sender.run();
    await this.#sender.run();
    const link = new RegExp(`#${sort}=([\\w-]+)`);
    const mails = this.#mailbox.mails.filter(({ to }) => to === email);
    return mails.flatMap(({ text }) => link.exec(text)?.[1] ?? [])[0] ?? 'no link';
  }

  stop = (): Promise<void> => this.#sender.stop();
}

export const acts: Readonly<Record<string, Act>> = {
  async 'adds a passkey'({ devices, thief }) {
    const device = new SoftwareAuthenticator();
    const { result } = await thief.call(passkeys.start, { body: {} });
    const body = { response: device.create(result), signOutOthers: false };
    devices.push(device);
    return () => thief.call(passkeys.create, { body });
  },

  async 'signs in with a passkey of theirs'({ browsers, devices, shared, thief }) {
    const device = new SoftwareAuthenticator();
    await addPasskey(thief, device);
    devices.push(device);
    const browser = shared.processes[1].browser();
    browsers.push(browser);
    const { result } = await browser.call(signIn.startPasskey, {});
    const body = { response: device.get(result) };
    return () => browser.call(signIn.withPasskey, { body });
  },

  async 'signs in again'({ browsers, email, shared }) {
    const browser = shared.processes[1].browser();
    browsers.push(browser);
    return () => browser.call(signIn.withPassword, { body: { email, password: ada.password } });
  },

  async 'changes the address'({ email, mail, thief }) {
    const another = `thief-of-${email}`;
    await askFor(thief, another);
    const token = await mail.token(another, 'confirm-email');
    return () => confirm(thief, token);
  },

  async 'changes the password'({ passwords, thief }) {
    const newPassword = 'another loom of the thief';
    passwords.push(newPassword);
    return () => thief.call(password.change, { body: { newPassword, signOutOthers: false } });
  },

  async 'sets up an application'({ thief }) {
    const { id, key } = (await thief.call(authenticators.start, {})).result;
    const app = new AuthenticatorApp(key, Date.now);
    return () => thief.call(authenticators.confirm, { body: { id, code: app.code(), signOutOthers: false } });
  },
};

/** What they do without a change of what the owner can prove, so that the owner's session suffices. */
export const harmlessToProofs = [
  'adds a passkey',
  'signs in with a passkey of theirs',
  'signs in again',
  'changes the address',
];

async function scene(shared: TwoProcesses, mail: Mails, email: string): Promise<Scene> {
  const accountId = await shared.person(email);
  const owner = await shared.signedIn(0, email);
  const thief = await shared.signedIn(1, email);
  return { shared, mail, email, accountId, owner, thief, browsers: [thief], devices: [], passwords: [ada.password] };
}

/** Starts the lockdown of a session; whoever has to prove themselves once more, because something was just changed, does. */
async function throwOut({ owner }: Scene, id: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answer = await start(owner, { by: 'session', id });
    if (answer.status === 200) return;
    assert.ok(answer.code === 'reauthentication-required' && tries < 3, `${answer.status} ${answer.text}`);
    await owner.call(reauth.withPassword, { body: { password: ada.password } });
  }
}

const idOfOther = async (owner: Browser): Promise<string> =>
  (await owner.call(sessions.list, {})).result.find(({ current }) => !current)?.id ?? 'none';

/** No session, no password and no passkey of the thief opens anything. */
async function thiefIsOut(
  { accountId, browsers, devices, email, passwords, shared }: Scene,
  what: string,
): Promise<void> {
  for (const browser of browsers) assert.equal((await browser.call(account.get, {})).status, 401, what);
  for (const address of [email, `thief-of-${email}`]) {
    for (const known of passwords) {
      const answer = await shared.processes[1]
        .browser()
        .call(signIn.withPassword, { body: { email: address, password: known } });
      assert.equal(answer.code, 'wrong-credential', `${what}: a password`);
    }
  }
  for (const device of devices) {
    const answer = await signInWithPasskey(shared.processes[1].browser(), device);
    assert.equal(answer.status, 403, `${what}: a passkey`);
  }
  assert.equal(
    await shared.count(`accounts WHERE id = '${accountId}' AND email = '${email}'`),
    1,
    `${what}: the address`,
  );
}

/** The owner's session throws the thief out, while they act. */
export async function throwOutAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const mail = new Mails(shared);
  for (let round = 0; round < rounds; round++) {
    for (const [i, name] of harmlessToProofs.entries()) {
      const stage = await scene(shared, mail, `thrown-out-${round}-${i}@people.example`);
      const act = await acts[name]!(stage);
      const id = await idOfOther(stage.owner);
      await Promise.all([throwOut(stage, id), act()]);
      const { lockdown } = (await stage.owner.call(accountLockdown.get, {})).result;
      if (lockdown?.email) {
        await stage.owner.call(reauth.withPassword, { body: { password: ada.password } });
        assert.equal((await stage.owner.call(accountLockdown.restoreEmail, {})).status, 200);
      }
      await thiefIsOut(stage, `${name}, round ${round}`);
      assert.equal(await shared.count(`sessions WHERE account_id = '${stage.accountId}'`), 1);
    }
  }
  await mail.stop();
}

/** The link of a mail locks the account down, while they act. */
export async function lockAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const mail = new Mails(shared);
  for (let round = 0; round < rounds; round++) {
    for (const [i, name] of Object.keys(acts).entries()) {
      const stage = await scene(shared, mail, `locked-${round}-${i}@people.example`);
      const token = await mail.token(stage.email, 'not-me');
      const act = await acts[name]!(stage);
      const [locked] = await Promise.all([lock(shared.processes[0].browser(), token), act()]);
      assert.equal(locked.status, 200, locked.text);
      await thiefIsOut(stage, `${name}, round ${round}`);
      assert.equal(await shared.count(`sessions WHERE account_id = '${stage.accountId}'`), 0);
    }
  }
  await mail.stop();
}

/** Two sessions each throw all others out at once: one is left, and there is one lockdown. */
export async function lockDownTwiceAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const email = `twice-${round}@people.example`;
    const id = await shared.person(email);
    const browsers = [await shared.signedIn(0, email), await shared.signedIn(1, email)] as const;
    const answers = await Promise.all(browsers.map((browser) => start(browser)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 401]);
    assert.equal(await shared.count(`sessions WHERE account_id = '${id}'`), 1);
    assert.equal(await shared.count(`account_lockdowns WHERE account_id = '${id}'`), 1);
    assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'user_locked_down'`), 1);
  }
}

/** The process dies while the owner goes through the steps: they go on through another one, where they were. */
export async function killMidway(shared: TwoProcesses, rounds: number): Promise<void> {
  const mail = new Mails(shared);
  for (let round = 0; round < rounds; round++) {
    const stage = await scene(shared, mail, `killed-${round}@people.example`);
    const id = await idOfOther(stage.owner);
    const doomed = await shared.another();
    const there = doomed.browser();
    for (const [name, value] of stage.owner.cookies) there.cookies.set(name, value);
    const going = goThrough(there, id).catch(() => undefined);
    const act = signsIn(stage);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
    doomed.kill();
    await Promise.all([going, act]);
    // The answer may be lost, and with it the new token: the owner signs in as people do, in the browser that is known.
    const owner = shared.processes[0].browser();
    for (const [name, value] of there.cookies) owner.cookies.set(name, value);
    await comeBack(owner, stage.email);
    await goThrough(owner, id);
    await thiefIsOut(stage, `round ${round}`);
    const { lockdown } = (await owner.call(accountLockdown.get, {})).result;
    assert.notEqual(lockdown?.finishedAt ?? null, null, `round ${round}`);
  }
  await mail.stop();
}

/** The thief tries to get in anew all the while. */
async function signsIn({ browsers, email, shared }: Scene): Promise<void> {
  for (let i = 0; i < 3; i++) {
    const browser = shared.processes[1].browser();
    browsers.push(browser);
    await browser.call(signIn.withPassword, { body: { email, password: ada.password } });
  }
}

async function comeBack(owner: Browser, email: string): Promise<void> {
  if ((await owner.call(account.get, {})).status === 200) return;
  for (const known of [chosen, ada.password]) {
    const answer = await owner.call(signIn.withPassword, { body: { email, password: known } });
    if (answer.status === 200) return;
  }
  assert.fail('the owner does not come back');
}

/** From wherever they are to the end. */
async function goThrough(owner: Browser, id: string): Promise<void> {
  const state = async () => (await owner.call(accountLockdown.get, {})).result.lockdown;
  if ((await state()) === null) assert.equal((await start(owner, { by: 'session', id })).status, 200);
  if ((await state())?.password === 'due') {
    const body = { newPassword: chosen, signOutOthers: true };
    assert.equal((await owner.call(password.change, { body })).status, 200);
  }
  if ((await state())?.finishedAt === null) assert.equal((await owner.call(accountLockdown.finish, {})).status, 204);
}
