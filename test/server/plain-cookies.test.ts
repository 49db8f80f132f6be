import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from 'account-elements-server/config.js';
import { cookiesFor, hostCookies } from 'account-elements-server/http/cookies.js';

const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.4 Safari/605.1.15';
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const headless = chrome.replace('Chrome/', 'HeadlessChrome/');
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';

test('Safari can sign in on http://localhost, where it keeps no Secure cookie', () => {
  const { plainCookies } = readConfig({});
  const cookies = cookiesFor(safari, plainCookies);
  assert.equal(cookies.session, 'sid');
  assert.match(cookies.attributes, /HttpOnly/);
  assert.doesNotMatch(cookies.attributes, /Secure/);
});

test('browsers that keep Secure cookies on http://localhost get them there, too', () => {
  const { plainCookies } = readConfig({});
  for (const userAgent of [chrome, headless, firefox, null])
    assert.equal(cookiesFor(userAgent, plainCookies), hostCookies);
});

test('on https, and in production, every browser gets __Host- cookies', () => {
  const production = { NODE_ENV: 'production', ORIGIN: 'https://account.example', KEYS_FILE: '/nowhere' };
  for (const environment of [{ ORIGIN: 'https://account.example' }, production]) {
    assert.equal(cookiesFor(safari, readConfig(environment).plainCookies), hostCookies);
  }
});
