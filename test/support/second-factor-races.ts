import assert from 'node:assert/strict';
import { authenticators } from 'account-elements/contract/authenticators.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { recoveryCodes } from 'account-elements/contract/recovery-codes.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { AuthenticatorApp, setUpApp } from './authenticator-app.ts';
import type { Browser } from './http-browser.ts';
import { ada } from './test-server.ts';
import type { TwoProcesses } from './two-processes.ts';

/*
 * Races of authenticator applications, recovery codes and half-done sign-ins
 * between two server processes on one database file. The clock is the real
 * one, so each round makes the code of now good again by hand.
 */

const both = [0, 1, 0, 1] as const;
const won = (answers: readonly { readonly status: number }[]) => answers.filter(({ status }) => status === 200).length;
const told = (answers: readonly { readonly code: string | undefined }[]) => answers.map(({ code }) => code ?? 'done');

/** Somebody with an authenticator application, signed in through the first process. */
async function withApp(shared: TwoProcesses, name: string) {
  const email = `${name}@people.example`;
  const id = await shared.person(email);
  const browser = await shared.signedIn(0, email);
  const setUp = await setUpApp(browser, Date.now);
  /** A browser of its own, after the right password. */
  const pending = async (at: 0 | 1) => {
    const stranger = shared.processes[at].browser();
    await stranger.call(signIn.withPassword, { body: { email, password: ada.password } });
    return stranger;
  };
  const run = (statement: string) => shared.db.$client.execute({ sql: statement, args: [id] });
  /** As before the round: nothing used up, nothing counted, only this session, with fresh proofs. */
  const again = async () => {
    await run('UPDATE authenticators SET last_step = 0 WHERE account_id = ?');
    await run('UPDATE recovery_codes SET used_at = NULL WHERE account_id = ?');
    await run("DELETE FROM throttles WHERE bucket LIKE '%' || ? || '%'");
    await run('DELETE FROM pending_sign_ins WHERE account_id = ?');
    const proofs = ['password', 'code'].map((method) => ({ method, at: Date.now() }));
    await run(`UPDATE sessions SET methods = '${JSON.stringify(proofs)}' WHERE account_id = ?`);
  };
  const events = (type: string) => shared.count(`activity WHERE account_id = '${id}' AND type = '${type}'`);
  const end = (browsers: readonly Browser[]) =>
    Promise.all(browsers.filter(({ token }) => token !== undefined).map((one) => one.call(signIn.signOut, {})));
  return { ...setUp, again, browser, email, end, events, id, pending, run };
}

/** One code at two sign-ins and two confirmations at once, through both processes: it is accepted once. */
export async function codeAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const { again, app, browser, end, events, pending } = await withApp(shared, 'codeatonce');
  const before = (await events('authn_login_success')) + (await events('authn_reauth_success'));
  for (let round = 0; round < rounds; round++) {
    await again();
    const tabs = [shared.copy(browser, 0), shared.copy(browser, 1)];
    const strangers = [await pending(0), await pending(1)];
    const code = app.code();
    const answers = await Promise.all([
      ...strangers.map((one) => one.call(signIn.withCode, { body: { code } })),
      ...tabs.map((one) => one.call(reauth.withCode, { body: { code } })),
    ]);
    assert.equal(won(answers), 1, `${told(answers)}`);
    const [winner] = tabs.filter(({ token }) => token !== browser.token);
    if (winner) browser.cookies.set('__Host-sid', winner.token ?? '');
    await end(strangers);
  }
  assert.equal((await events('authn_login_success')) + (await events('authn_reauth_success')), before + rounds);
}

/** One recovery code at four sign-ins at once: it is used up once. */
export async function recoveryCodeAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const { again, end, events, pending, recoveryCodes: codes } = await withApp(shared, 'recoverycodeatonce');
  for (let round = 0; round < rounds; round++) {
    await again();
    const strangers = await Promise.all(both.map(pending));
    const body = { code: codes[round % codes.length] ?? '' };
    const answers = await Promise.all(strangers.map((one) => one.call(signIn.withRecoveryCode, { body })));
    assert.equal(won(answers), 1, `${told(answers)}`);
    await end(strangers);
  }
  assert.equal(await events('recovery_code_used'), rounds);
}

/** One half-done sign-in, redeemed with two good codes and a recovery code at once: it signs in once. */
export async function redeemAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const { again, app, end, events, pending, recoveryCodes: codes } = await withApp(shared, 'redeematonce');
  const before = await events('authn_login_success');
  for (let round = 0; round < rounds; round++) {
    await again();
    const browser = await pending(round % 2 === 0 ? 0 : 1);
    const tabs = both.map((at) => shared.copy(browser, at));
    const code = codes[0] ?? '';
    const answers = await Promise.all(
      tabs.map((tab, i) =>
        i === 3
          ? tab.call(signIn.withRecoveryCode, { body: { code } })
          : tab.call(signIn.withCode, { body: { code: app.code(i - 1) } }),
      ),
    );
    assert.equal(won(answers), 1, `${told(answers)}`);
    await end(tabs);
  }
  assert.equal(await events('authn_login_success'), before + rounds);
}

/** One setup, confirmed four times at once: there is one application more, and one set of recovery codes. */
export async function confirmAppAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const { again, authenticator, browser, events, id } = await withApp(shared, 'confirmappatonce');
  for (let round = 0; round < rounds; round++) {
    await again();
    await shared.db.$client.execute({ sql: 'DELETE FROM recovery_codes WHERE account_id = ?', args: [id] });
    const { result } = await browser.call(authenticators.start, {});
    const code = new AuthenticatorApp(result.key, Date.now).code();
    const tabs = both.map((at) => shared.copy(browser, at));
    const body = { id: result.id, code, signOutOthers: false };
    const answers = await Promise.all(tabs.map((tab) => tab.call(authenticators.confirm, { body })));
    assert.equal(won(answers), 1, `${told(answers)}`);
    const winner = tabs[answers.findIndex(({ status }) => status === 200)];
    browser.cookies.set('__Host-sid', winner?.token ?? '');
    assert.equal(await shared.count(`authenticators WHERE account_id = '${id}'`), 2);
    assert.equal(await shared.count(`recovery_codes WHERE account_id = '${id}'`), 10);
    await shared.db.$client.execute({
      sql: 'DELETE FROM authenticators WHERE account_id = ? AND id <> ?',
      args: [id, authenticator.id],
    });
  }
  assert.equal(await events('authenticator_added'), rounds + 1);
}

/** The last two applications, each removed by another session at once: one of them is told that it lost. */
export async function removeAppsAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const { again, authenticator: first, browser, email, events, id } = await withApp(shared, 'removeappsatonce');
  const { app, authenticator: second } = await setUpApp(browser, Date.now);
  await again();
  const other = shared.processes[1].browser();
  await other.call(signIn.withPassword, { body: { email, password: ada.password } });
  await other.call(signIn.withCode, { body: { code: app.code() } });
  const rows = (
    await shared.db.$client.execute({ sql: 'SELECT * FROM authenticators WHERE account_id = ?', args: [id] })
  ).rows;
  for (let round = 0; round < rounds; round++) {
    await again();
    const answers = await Promise.all([
      browser.call(authenticators.remove, { params: { id: first.id }, body: { signOutOthers: false } }),
      other.call(authenticators.remove, { params: { id: second.id }, body: { signOutOthers: false } }),
    ]);
    assert.equal(won(answers), 1, `${told(answers)}`);
    assert.equal(await shared.count(`authenticators WHERE account_id = '${id}'`), 1);
    for (const row of rows) {
      await shared.db.$client.execute({
        sql: 'INSERT OR IGNORE INTO authenticators VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        args: Object.values(row),
      });
    }
  }
  assert.equal(await events('authenticator_removed'), rounds);
}

/** New recovery codes are made while an old one is used: it came first or fails, and one set is left. */
export async function replaceCodesAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const { again, browser, end, id, pending, ...setUp } = await withApp(shared, 'replacecodesatonce');
  let codes = setUp.recoveryCodes;
  for (let round = 0; round < rounds; round++) {
    await again();
    const stranger = await pending(1);
    const [used, made] = await Promise.all([
      stranger.call(signIn.withRecoveryCode, { body: { code: codes[0] ?? '' } }),
      browser.call(recoveryCodes.create, { body: { signOutOthers: false } }),
    ]);
    assert.ok([200, 401, 403].includes(used.status), `${told([used])}`);
    codes = made.result.codes;
    assert.equal(await shared.count(`recovery_codes WHERE account_id = '${id}' AND used_at IS NULL`), 10);
    assert.equal(await shared.count(`recovery_codes WHERE account_id = '${id}'`), 10);
    await end([stranger]);
  }
}
