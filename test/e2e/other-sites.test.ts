import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { Demo, demoPassword } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

const evil = createServer((_, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><title>Evil</title><body class="view"><p>A harmless page');
});
evil.listen(0, '127.0.0.1');
await once(evil, 'listening');
const { port } = evil.address() as AddressInfo;
/** One server, two names: another port of the same site, and another site. */
const sibling = `http://localhost:${port}/`;
const stranger = `http://127.0.0.1:${port}/`;
after(() => evil.close());

async function signedIn(email = 'ada@example.com'): Promise<Visit> {
  const victim = await Visit.open(browser);
  await victim.goTo(`${demo.origin}/`);
  await victim.signIn(email);
  return victim;
}

/** All that the person has on the server, as far as a stranger could want to change it. */
async function state(email: string): Promise<string> {
  const account = await demo.rows('SELECT * FROM accounts WHERE email = ?', email);
  const profile = await demo.rows(
    'SELECT p.* FROM profiles p JOIN accounts a ON a.id = p.account_id WHERE a.email = ?',
    email,
  );
  const sessions = await demo.rows(
    'SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = ? ORDER BY s.id',
    email,
  );
  return JSON.stringify([account, profile, sessions], (_, value: unknown) =>
    value instanceof ArrayBuffer ? '' : value,
  );
}

/** Everything that a page may send without asking first. */
async function attack(victim: Visit, site: string, path: string, body: object): Promise<void> {
  const target = `${demo.origin}/api/account${path}`;
  const json = JSON.stringify(body);
  await victim.page.goto(site);
  await victim.page.evaluate(
    async (url, text) => {
      const fetches = ['text/plain', 'application/x-www-form-urlencoded'].map((type) =>
        fetch(url, {
          method: 'POST',
          mode: 'no-cors',
          credentials: 'include',
          headers: { 'content-type': type },
          body: text,
        }),
      );
      // With a type that must be asked for first, and methods likewise.
      const asked = ['POST', 'PATCH', 'PUT', 'DELETE'].map((method) =>
        fetch(url, { method, credentials: 'include', headers: { 'content-type': 'application/json' }, body: text }),
      );
      navigator.sendBeacon(url, text);
      navigator.sendBeacon(url, new Blob([text], { type: 'text/plain' }));
      const image = new Promise((done) => {
        const made = new Image();
        made.onload = made.onerror = done;
        made.src = url;
      });
      await Promise.allSettled([...fetches, ...asked, image]);
    },
    target,
    json,
  );
  for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    await victim.page.goto(site);
    const [answer] = await Promise.all([
      victim.page.waitForNavigation(),
      victim.page.evaluate(
        (url, text, type) => {
          const form = document.createElement('form');
          Object.assign(form, { method: 'post', action: url, enctype: type });
          const field = document.createElement('input');
          // A form of plain text is `name=value`: an object with one member too many.
          Object.assign(field, { name: text.replace(/}$/, ',"x":"'), value: '"}' });
          form.append(field);
          document.body.append(form);
          form.submit();
        },
        target,
        json,
        enctype,
      ),
    ]);
    assert.equal(answer?.status(), 403, `a form of ${enctype} was not refused for where it came from`);
  }
}

for (const [number, site] of [
  ['case 050', 'another site'],
  ['case 051', 'another port of the same site, to which the cookie is sent'],
] as const) {
  test(`${number}: a page of ${site} changes nothing, however it sends`, async () => {
    const victim = await signedIn();
    const before = await state('ada@example.com');
    const from = number === 'case 050' ? stranger : sibling;
    await attack(victim, from, '/profile', { title: 'Stolen' });
    await attack(victim, from, '/account/name', { firstName: 'Stolen', lastName: '' });
    await attack(victim, from, '/sign-out', {});
    assert.equal(await state('ada@example.com'), before);

    await victim.goTo(`${demo.origin}/`);
    await victim.find('button', 'Ada Moreau');
  });

  test(`${number}: a page of ${site} reads nothing of mine`, async () => {
    const victim = await signedIn();
    await victim.page.goto(number === 'case 050' ? stranger : sibling);
    const outcome = await victim.page.evaluate(async (url) => {
      try {
        return await (await fetch(url, { credentials: 'include' })).text();
      } catch {
        return 'unreadable';
      }
    }, `${demo.origin}/api/account/account`);
    assert.equal(outcome, 'unreadable');
  });
}

test('case 057: no page of ours shows inside a page of another site, so that no click can be stolen', async () => {
  const victim = await signedIn();
  for (const site of [stranger, sibling]) {
    for (const path of ['/', '/everyone/', '/account/']) {
      await victim.page.goto(site);
      await victim.page.evaluate((url) => {
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
        return new Promise((done) => (frame.onload = frame.onerror = done));
      }, demo.origin + path);
      const [, framed] = victim.page.frames();
      // What came instead may run in a process of its own, which is made known a moment later.
      let shown = '';
      for (const end = Date.now() + 30_000; !/^[\w-]+:\/\//.test(shown) && Date.now() < end;) {
        shown = (await framed?.evaluate(() => location.href).catch(() => '')) ?? '';
      }
      assert.match(shown, /^chrome-error:/, `${path} shows inside ${site}`);
    }
  }
});

test('case 058: a page of another site cannot sign me in as somebody else', async () => {
  const attacker = { email: 'noor@example.com', password: demoPassword };
  for (const site of [stranger, sibling]) {
    const victim = await Visit.open(browser);
    const before = await state('noor@example.com');
    await attack(victim, site, '/sign-in/password', attacker);
    assert.equal(await state('noor@example.com'), before);
    await victim.goTo(`${demo.origin}/`);
    await victim.find('heading', 'Sign in');

    const signed = await signedIn();
    await attack(signed, site, '/sign-in/password', attacker);
    await signed.goTo(`${demo.origin}/`);
    await signed.find('button', 'Ada Moreau');
  }
});

test('a link that I follow changes nothing: all that it can do is read', async () => {
  const victim = await signedIn();
  const before = await state('ada@example.com');
  for (const path of ['/sign-out', '/profile?title=Stolen', '/account/name?firstName=Stolen']) {
    await victim.page.goto(`${demo.origin}/api/account${path}`);
  }
  assert.equal(await state('ada@example.com'), before);
});

test('a page whose name leads to this machine cannot read the mails of the demo', async () => {
  const statusOf = async (host: string): Promise<number | undefined> => {
    const request = get(`${demo.origin}/demo/mails`, { headers: { host } });
    const [response] = (await once(request, 'response')) as [{ statusCode?: number; resume(): void }];
    response.resume();
    return response.statusCode;
  };
  assert.equal(await statusOf(new URL(demo.origin).host), 200);
  assert.equal(await statusOf('evil.example'), 400);
});
