import assert from 'node:assert/strict';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import type { Browser } from './http-browser.ts';
import { addPasskey, listPasskeys, proveWithPasskey, signInWithPasskey } from './passkeys.ts';
import type { TwoProcesses } from './two-processes.ts';
import { SoftwareAuthenticator } from './webauthn.ts';

/* Races of passkeys between two server processes on one database file. */

const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status).toSorted();

/** Somebody with a passkey and nothing else, signed in with it through both processes. */
async function passkeyOnly(shared: TwoProcesses, email: string) {
  const id = await shared.person(email);
  const device = new SoftwareAuthenticator();
  const browsers = [await shared.signedIn(0, email), shared.processes[1].browser()] as const;
  await addPasskey(browsers[0], device);
  await signInWithPasskey(browsers[1], device);
  await shared.db.$client.execute({ sql: 'DELETE FROM passwords WHERE account_id = ?', args: [id] });
  return { browsers, device, id };
}

/** One answer at the sign-in, sent several times at once: it signs in once. */
export async function signInAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const { device, id } = await passkeyOnly(shared, 'signinatonce@people.example');
  const before = await shared.count(`sessions WHERE account_id = '${id}'`);
  for (let round = 0; round < rounds; round++) {
    const browser = shared.processes[round % 2 === 0 ? 0 : 1].browser();
    const { result } = await browser.call(signIn.startPasskey, {});
    const body = { response: device.get(result, { counter: round + 1 }) };
    const tabs = ([0, 1, 0, 1] as const).map((at) => shared.copy(browser, at));
    const answers = await Promise.all(tabs.map((tab) => tab.call(signIn.withPasskey, { body })));
    assert.deepEqual(statuses(answers), [200, 403, 403, 403]);
    const entered = tabs.find(({ token }) => token !== undefined);
    assert.equal((await entered?.call(signIn.signOut, {}))?.status, 204);
  }
  assert.equal(await shared.count(`sessions WHERE account_id = '${id}'`), before);
  assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'authn_login_success'`), rounds + 2);
  assert.equal(await shared.count(`passkeys WHERE account_id = '${id}' AND counter = ${rounds}`), 1);
  assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'passkey_counter_regressed'`), 0);
}

/** One answer that confirms who it is, sent to both processes at once: it does so once. */
export async function confirmAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const { browsers, device, id } = await passkeyOnly(shared, 'confirmatonce@people.example');
  const [browser] = browsers;
  for (let round = 0; round < rounds; round++) {
    const { result } = await browser.call(reauth.startPasskey, {});
    const body = { response: device.get(result) };
    const tabs = ([0, 1, 0, 1] as const).map((at) => shared.copy(browser, at));
    const answers = await Promise.all(tabs.map((tab) => tab.call(reauth.withPasskey, { body })));
    // Those that come when the token is another one already are not looked at at all.
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.ok(answers.every(({ status }) => [200, 401, 403].includes(status)));
    const winner = tabs[answers.findIndex(({ status }) => status === 200)];
    browser.cookies.set('__Host-sid', winner?.token ?? '');
  }
  assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'authn_reauth_success'`), rounds);
}

/** Two sessions each remove another one of the last two passkeys at once: one is left, every time. */
export async function removeLastAtOnce(shared: TwoProcesses, rounds: number): Promise<void> {
  const { browsers, device, id } = await passkeyOnly(shared, 'removelastatonce@people.example');
  let kept = device.latest;
  for (let round = 0; round < rounds; round++) {
    const proveIn = (browser: Browser) => proveWithPasskey(browser, device, { credential: kept });
    if (round % 100 === 0) await proveIn(browsers[0]);
    await addPasskey(browsers[0], device);
    const [first, second] = [kept, device.latest];
    assert.equal((await proveIn(browsers[1])).status, 200);
    const both = await listPasskeys(browsers[0]);
    assert.deepEqual(
      both.map(({ removable }) => removable),
      [true, true],
    );
    const answers = await Promise.all(
      browsers.map((browser, i) =>
        browser.call(passkeys.remove, { params: { id: both[i]?.id ?? '' }, body: { signOutOthers: false } }),
      ),
    );
    const winner = answers.findIndex(({ status }) => status === 200);
    const { code } = answers[1 - winner] ?? {};
    // Where the one began only after the other had won, its proof is worthless: that is no race.
    assert.ok(['conflict', 'last-way-in', 'reauthentication-required'].includes(code ?? ''), `${statuses(answers)}`);
    assert.equal(await shared.count(`passkeys WHERE account_id = '${id}'`), 1);
    kept = winner === 0 ? second : first;
    for (const browser of browsers) assert.equal((await proveIn(browser)).status, 200);
  }
  assert.equal(await shared.count(`activity WHERE account_id = '${id}' AND type = 'passkey_removed'`), rounds);
}
