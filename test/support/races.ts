import assert from 'node:assert/strict';
import { account } from 'account-elements/contract/account.js';
import { password } from 'account-elements/contract/password.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions } from 'account-elements/contract/sessions.js';
import type { Browser } from './http-browser.ts';
import { ada } from './test-server.ts';
import type { TwoProcesses } from './two-processes.ts';

/*
 * Races between two server processes on one database file. Each runs so many
 * rounds; whoever calls it decides between a look and a soak.
 */

const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status).toSorted();
const prove = (browser: Browser, text: string) => browser.call(reauth.withPassword, { body: { password: text } });
const own = async (browser: Browser) => {
  const { result } = await browser.call(sessions.list, {});
  return result.find(({ current }) => current)?.id ?? '';
};

/** Two sessions choose a new password at once: one wins, one is told that it lost, nothing happens twice. */
export async function changePasswordAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const email = 'changepasswordatonce@people.example';
  const id = await shared.person(email);
  const browsers = [await shared.signedIn(0, email), await shared.signedIn(1, email)] as const;
  let current = ada.password;
  for (let round = 0; round < rounds; round++) {
    const wanted = browsers.map((_, i) => `a loom that counts ${round} sevens, ${i}`);
    const answers = await Promise.all(
      browsers.map((browser, i) =>
        browser.call(password.change, { body: { newPassword: wanted[i] ?? '', signOutOthers: false } }),
      ),
    );
    const winner = answers.findIndex(({ status }) => status === 200);
    const loser = browsers[1 - winner];
    // Where the one began only after the other had won, its proof is worthless: that is no race.
    assert.ok(
      ['conflict', 'reauthentication-required'].includes(answers[1 - winner]?.code ?? ''),
      `${statuses(answers)}`,
    );
    current = wanted[winner] ?? '';
    assert.equal((await prove(loser ?? browsers[0], current)).status, 200);
  }
  assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'authn_password_change'`), rounds);
  assert.equal(await shared.count(`accounts WHERE id = '${id}' AND security_version = ${rounds + 1}`), 1);
  await shared.signedIn(0, email, current);
}

/** One token proves itself several times at once: it is renewed once, and one token is left. */
export async function proveAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const email = 'proveatonce@people.example';
  const id = await shared.person(email);
  const browser = await shared.signedIn(0, email);
  for (let round = 0; round < rounds; round++) {
    const tabs = ([0, 1, 0, 1] as const).map((at) => shared.copy(browser, at));
    const answers = await Promise.all(tabs.map((tab) => prove(tab, ada.password)));
    assert.deepEqual(statuses(answers), [200, 401, 401, 401]);
    const winner = tabs[answers.findIndex(({ status }) => status === 200)];
    browser.cookies.set('__Host-sid', winner?.token ?? '');
  }
  assert.equal((await browser.call(account.get, {})).status, 200);
  assert.equal(await shared.count(`sessions WHERE account_id = '${id}'`), 1);
  assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'session_renewed'`), rounds);
  assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'authn_reauth_success'`), rounds);
}

/** Several end the same session at once: it ends once. */
export async function revokeAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const email = 'revokeatonce@people.example';
  const id = await shared.person(email);
  const browsers = [await shared.signedIn(0, email), await shared.signedIn(1, email)] as const;
  for (let round = 0; round < rounds; round++) {
    const session = await own(await shared.signedIn(round % 2 === 0 ? 0 : 1, email));
    const answers = await Promise.all(
      [...browsers, ...browsers].map((browser) => browser.call(sessions.revoke, { params: { id: session } })),
    );
    assert.deepEqual(statuses(answers), [204, 404, 404, 404]);
    if (round % 200 === 199) for (const browser of browsers) await prove(browser, ada.password);
  }
  assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'session_ended'`), rounds);
  assert.equal(await shared.count(`sessions WHERE account_id = '${id}'`), 2);
}

/** Every session signs out all others at once: one is left. */
export async function revokeOthersAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const email = 'revokeothersatonce@people.example';
  const id = await shared.person(email);
  let survivor = await shared.signedIn(0, email);
  for (let round = 0; round < rounds; round++) {
    const browsers = [survivor, await shared.signedIn(1, email), await shared.signedIn(0, email)];
    if (round % 200 === 199) await prove(survivor, ada.password);
    const answers = await Promise.all(browsers.map((browser) => browser.call(sessions.revokeOthers, {})));
    assert.deepEqual(statuses(answers), [200, 401, 401]);
    const winner = answers.findIndex(({ status }) => status === 200);
    assert.deepEqual(answers[winner]?.result, { sessionsEnded: 2 });
    survivor = browsers[winner] ?? survivor;
    assert.equal(await shared.count(`sessions WHERE account_id = '${id}'`), 1);
  }
  assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'session_ended'`), rounds * 2);
}

/** Wrong proofs at once through both processes: five are looked at. */
export async function guessAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const email = `guess-${round}@people.example`;
    await shared.person(email);
    const browser = await shared.signedIn(0, email);
    const tabs = Array.from({ length: 12 }, (_, i) => shared.copy(browser, i % 2 === 0 ? 0 : 1));
    const answers = await Promise.all(tabs.map((tab) => prove(tab, 'not the right password')));
    assert.equal(answers.filter(({ status }) => status === 403).length, 5);
    assert.equal(answers.filter(({ status }) => status === 429).length, 7);
  }
}

/** Others read and write as fast as they can while their session is revoked: after the acknowledgement nothing succeeds. */
export async function revokeUnderLoad(shared: TwoProcesses, trials: number): Promise<void> {
  const email = 'revokeunderload@people.example';
  await shared.person(email);
  let browser = await shared.signedIn(0, email);
  let late = 0;
  let asked = 0;
  for (let trial = 0; trial < trials; trial++) {
    if (trial % 200 === 199) browser = await shared.signedIn(0, email);
    const target = await shared.signedIn(trial % 2 === 0 ? 0 : 1, email);
    const session = await own(target);
    let acknowledged = Number.POSITIVE_INFINITY;
    const ask = async (tab: Browser, write: boolean) => {
      for (let ended = false; !ended; asked++) {
        const start = performance.now();
        const body = { firstName: 'Ada', lastName: `${trial} ${start}` };
        const { status } = await (write ? tab.call(account.updateName, { body }) : tab.call(account.get, {}));
        if (status === 200 && start > acknowledged) late++;
        ended = start > acknowledged;
      }
    };
    const load = ([0, 1, 0, 1] as const).map((at, i) => ask(shared.copy(target, at), i >= 2));
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal((await browser.call(sessions.revoke, { params: { id: session } })).status, 204);
    acknowledged = performance.now();
    await Promise.all(load);
  }
  assert.ok(asked > trials * 4);
  assert.equal(late, 0);
}
