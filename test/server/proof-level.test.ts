import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepUps, type ReauthMethod, type StepUp } from 'account-elements/contract/step-up.js';
import type { Factors } from 'account-elements-server/reauth/factors.js';
import { levelOf, nextMethods, pastProofs, provenUntil, withProof } from 'account-elements-server/reauth/level.js';
import type { Proof } from 'account-elements-server/sessions/schema.js';

const MINUTE = 60_000;
const window = 10 * MINUTE;
const now = 100 * MINUTE;

const nothing: Factors = {
  password: false,
  passwordLocked: false,
  passkeys: 0,
  heldPasskeys: 0,
  authenticators: 0,
  usableAuthenticators: 0,
  recoveryCodes: 0,
};
const accounts = {
  password: { ...nothing, password: true },
  'password and application': {
    ...nothing,
    password: true,
    authenticators: 1,
    usableAuthenticators: 1,
    recoveryCodes: 9,
  },
  'password and locked application': { ...nothing, password: true, authenticators: 1, recoveryCodes: 9 },
  'password and locked application, no recovery codes': { ...nothing, password: true, authenticators: 1 },
  'password and passkey': { ...nothing, password: true, passkeys: 1, recoveryCodes: 9 },
  passkey: { ...nothing, passkeys: 2 },
  'password and held passkey': { ...nothing, password: true, passkeys: 1, heldPasskeys: 1 },
  'password, held and free passkey': { ...nothing, password: true, passkeys: 2, heldPasskeys: 1 },
  everything: {
    password: true,
    passwordLocked: false,
    passkeys: 1,
    heldPasskeys: 0,
    authenticators: 2,
    usableAuthenticators: 2,
    recoveryCodes: 9,
  },
} satisfies Record<string, Factors>;

/** Minutes since each proof. */
type Given = Partial<Record<ReauthMethod, number>>;
const proofs = (given: Given): Proof[] =>
  Object.entries(given).map(([method, minutes]) => ({ method: method as ReauthMethod, at: now - minutes * MINUTE }));

/** For how many minutes more the proofs reach what is wanted (0: they do not), and what leads on. */
type Row = readonly [keyof typeof accounts, Given, StepUp, number, ...ReauthMethod[]];

const table: readonly Row[] = [
  // A password is all there is.
  ['password', {}, 'highest', 0, 'password'],
  ['password', { password: 0 }, 'recent', 10, 'password'],
  ['password', { password: 3 }, 'enrolment', 7, 'password'],
  ['password', { password: 9 }, 'highest', 1, 'password'],
  ['password', { password: 10 }, 'highest', 0, 'password'],
  ['password', { passkey: 2 }, 'highest', 8, 'password'],
  // Nothing that comes second is a proof by itself.
  ['password', { code: 0 }, 'recent', 0, 'password'],
  ['password', { 'recovery-code': 0 }, 'highest', 0, 'password'],
  ['password and application', { code: 0 }, 'recent', 0, 'password'],
  ['password and application', { code: 0, 'recovery-code': 0 }, 'enrolment', 0, 'password'],
  // Case 060: with a second factor a password alone does not reach it.
  ['password and application', { password: 0 }, 'recent', 10, 'password'],
  ['password and application', { password: 0 }, 'enrolment', 0, 'code', 'recovery-code'],
  ['password and application', { password: 0 }, 'highest', 0, 'code'],
  ['password and application', { password: 0, code: 11 }, 'highest', 0, 'code'],
  ['password and application', { password: 11, code: 0 }, 'highest', 0, 'password'],
  ['password and application', {}, 'recent', 0, 'password'],
  ['password and application', {}, 'enrolment', 0, 'password'],
  ['password and application', {}, 'highest', 0, 'password'],
  // The earlier of two proofs decides.
  ['password and application', { password: 4, code: 1 }, 'highest', 6, 'code'],
  ['password and application', { password: 1, code: 4 }, 'highest', 6, 'code'],
  // A recovery code stands in for a lost application, to enrol another and for nothing else, and once.
  ['password and application', { password: 2, 'recovery-code': 2 }, 'enrolment', 8, 'code'],
  ['password and application', { password: 2, 'recovery-code': 2 }, 'highest', 0, 'code'],
  ['password and application', { password: 2, 'recovery-code': 2 }, 'recent', 8, 'password'],
  ['password and application', { password: 2, 'recovery-code': 90 }, 'enrolment', 0, 'code'],
  ['password and application', { password: 11, 'recovery-code': 2 }, 'enrolment', 0, 'password'],
  // What is locked leads nowhere, and is still not done without.
  ['password and locked application', { password: 0 }, 'highest', 0],
  ['password and locked application', {}, 'highest', 0],
  ['password and locked application', {}, 'recent', 0, 'password'],
  ['password and locked application', { password: 0 }, 'enrolment', 0, 'recovery-code'],
  ['password and locked application', { code: 1 }, 'highest', 0, 'password'],
  ['password and locked application', { password: 1, code: 1 }, 'highest', 9],
  ['password and locked application, no recovery codes', {}, 'enrolment', 0],
  // A passkey is two factors in one.
  ['password and passkey', { password: 0 }, 'highest', 0, 'passkey'],
  ['password and passkey', { password: 0 }, 'enrolment', 0, 'passkey', 'recovery-code'],
  ['password and passkey', { password: 0 }, 'recent', 10, 'passkey', 'password'],
  ['password and passkey', { passkey: 5 }, 'highest', 5, 'passkey'],
  ['password and passkey', { passkey: 11, password: 0 }, 'highest', 0, 'passkey'],
  ['passkey', {}, 'recent', 0, 'passkey'],
  ['passkey', { passkey: 0 }, 'highest', 10, 'passkey'],
  // One that is held leads on from a password, and from nothing else.
  ['password and held passkey', {}, 'highest', 0, 'password'],
  ['password and held passkey', { password: 0 }, 'highest', 0, 'passkey'],
  ['password and held passkey', {}, 'recent', 0, 'password'],
  ['password, held and free passkey', {}, 'recent', 0, 'passkey', 'password'],
  ['password, held and free passkey', {}, 'highest', 0, 'passkey', 'password'],
  ['everything', {}, 'highest', 0, 'passkey', 'password'],
  ['everything', { password: 0 }, 'enrolment', 0, 'passkey', 'code', 'recovery-code'],
  ['everything', { password: 1, code: 2, passkey: 5 }, 'highest', 8, 'passkey', 'code'],
];

for (const [account, given, wanted, minutes, ...methods] of table) {
  const had = Object.entries(given).map(([method, ago]) => `${method} ${ago} min ago`);
  test(`${account}; ${had.join(', ') || 'no proof'}; ${wanted} wanted: ${minutes} min, then ${methods.join(', ') || 'nothing'}`, () => {
    const demand = { wanted, factors: accounts[account], window, now };
    assert.equal(provenUntil(proofs(given), demand), minutes === 0 ? undefined : now + minutes * MINUTE);
    assert.deepEqual(nextMethods(proofs(given), demand), methods);
  });
}

test('whoever is led on gets there, in every account and from every point', () => {
  const given: readonly Given[] = [
    {},
    { password: 0 },
    { code: 0 },
    { password: 20, code: 20 },
    { password: 0, 'recovery-code': 20 },
  ];
  for (const [name, factors] of Object.entries(accounts)) {
    for (const wanted of stepUps) {
      for (const start of given) {
        const demand = { wanted, factors, window, now };
        // Every way that is offered, to its end.
        const explore = (had: readonly Proof[], steps: number): void => {
          if (provenUntil(had, demand) !== undefined) return;
          const methods = nextMethods(had, demand);
          if (steps > 0) assert.ok(methods.length > 0, `${name}, ${wanted}: led on, and then nowhere`);
          assert.ok(steps < 3, `${name}, ${wanted}: led in circles`);
          for (const method of methods) explore(withProof(had, { method, at: now }), steps + 1);
        };
        explore(proofs(start), 0);
      }
    }
  }
});

test('what reaches further reaches what is less far, too', () => {
  const methods: readonly ReauthMethod[] = ['passkey', 'password', 'code', 'recovery-code'];
  for (const factors of Object.values(accounts)) {
    for (let set = 0; set < 16; set++) {
      const had = proofs(Object.fromEntries(methods.filter((_, bit) => set & (1 << bit)).map((method) => [method, 1])));
      const [recent, enrolment, highest] = stepUps.map(
        (wanted) => provenUntil(had, { wanted, factors, window, now }) !== undefined,
      );
      assert.ok(!highest || enrolment);
      assert.ok(!enrolment || recent);
    }
  }
});

test('two factors are level 2, a passkey is both, and one after the other of the same kind is one', () => {
  const at = (...names: ReauthMethod[]) => levelOf(names.map((method) => ({ method, at: now })));
  assert.deepEqual(
    [at('password'), at('code'), at('recovery-code'), at('code', 'recovery-code'), at()],
    [1, 1, 1, 1, 1],
  );
  assert.deepEqual([at('passkey'), at('password', 'code'), at('password', 'recovery-code')], [2, 2, 2]);
  assert.deepEqual(withProof([{ method: 'password', at: 1 }], { method: 'password', at: 2 }), [
    { method: 'password', at: 2 },
  ]);
});

test('that a recovery code was used in a session is not forgotten with its proofs', () => {
  const left = pastProofs(proofs({ password: 0, code: 0, 'recovery-code': 0 }));
  assert.deepEqual(left, [{ method: 'recovery-code', at: 0 }]);
  const demand = { wanted: 'enrolment', factors: accounts['password and application'], window, now } as const;
  assert.deepEqual(nextMethods(withProof(left, { method: 'password', at: now }), demand), ['code']);
});
