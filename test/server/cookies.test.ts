import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostCookies, nameOfOne, readToken, readTokens } from 'account-elements-server/http/cookies.js';
import { newToken } from 'account-elements-server/sessions/store.js';
import { quickest } from '../support/quickest.ts';

const { session } = hostCookies;

test('a cookie counts with spaces and tabs around its name and value, and with nothing else', () => {
  const token = newToken();
  for (const header of [`${session}=${token}`, `a=b;\t ${session} \t=  ${token}\t`, `${session}=${token} ; a=b`]) {
    assert.equal(readToken(header, session), token, header);
  }
  for (const header of [`\u00a0${session}=${token}`, `${session}=${token}\v`, `${session}=${token}x`, session, '']) {
    assert.equal(readToken(header, session), undefined, header);
  }
});

test('a cookie header is read at once, however many spaces are in it', () => {
  const many = 16_000;
  for (const space of [' ', '\t']) {
    for (const header of [`x${space.repeat(many)}x=1`, `${session}=x${space.repeat(many)}x`]) {
      const took = quickest(3, () => assert.equal(readToken(header, session), undefined));
      assert.ok(took < 100, `took ${Math.round(took)} ms`);
    }
  }
});

test('of a kind that a browser has more than one of, each counts that is called after its token, and no copy of one', () => {
  const kind = hostCookies.ceremony;
  const [one, other] = [newToken(), newToken()];
  const pair = (token: string, named = token) => `${nameOfOne(kind, named)}=${token}`;
  assert.deepEqual(readTokens(`a=b; ${pair(one)};\t${pair(other)} `, kind), [one, other]);
  assert.deepEqual(readTokens(`${pair(one)}; ${pair(other)}; ${pair(one)}`, kind), [other], 'one was planted');
  for (const header of [null, '', kind, `${kind}=${one}`, `${kind}-=${one}`, pair(one, other), `x${pair(one)}`]) {
    assert.deepEqual(readTokens(header, kind), [], String(header));
  }
  const many = Array.from({ length: 1000 }, () => newToken());
  assert.ok(readTokens(many.map((token) => pair(token)).join(';'), kind).length <= 20);
});
