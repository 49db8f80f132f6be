import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { profile } from 'account-elements/contract/profile.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { readConfig } from 'account-elements-server/config.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { writeRequest } from 'account-elements-server/webhooks/message.js';
import { webhookDeliveries } from 'account-elements-server/webhooks/schema.js';
import { sendEvents } from 'account-elements-server/webhooks/sender.js';
import { ada, TestServer } from '../support/test-server.ts';
import { killedWhileSending } from '../support/webhook-kills.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const secret = randomBytes(32);
const HOUR = 3_600_000;

/** A sender that sends when it is told to. */
async function senderOf(
  server: TestServer,
  { url }: { readonly url: string },
  deadline = 20_000,
): Promise<ReturnType<typeof sendEvents>> {
  const { clock, db, log } = server;
  const sender = sendEvents(
    { db, log, now: clock.now },
    { url, secrets: [secret] },
    { interval: 3_600_000, deadline, lease: 60_000 },
  );
  await sender.run();
  return sender;
}

test('the receiver hears of every line of the record, in its order, signed, with ids and nothing personal', async () => {
  await using server = await TestServer.start();
  await using receiver = await WebhookReceiver.start(secret);
  await server.person();
  const sender = await senderOf(server, receiver);
  assert.equal(receiver.received.length, 0, 'what happened before there was a receiver is no news');
  const browser = server.browser({ address: '203.0.113.77', userAgent: 'Mozilla/5.0 Firefox/145.0' });
  await browser.signIn(ada.email, ada.password);
  const { version } = (await browser.call(profile.get, {})).result;
  await browser.call(profile.update, { body: { city: 'Coimbra' }, version });
  await sender.run();
  const types = receiver.received.map(({ body }) => body.type);
  assert.deepEqual(types.toSorted(), ['authn_login_success', 'session_created', 'user_updated']);
  const [line] = await server.db.select().from(activity).limit(1).offset(1);
  const message = receiver.received.find(({ id }) => id === line?.id);
  assert.deepEqual(message?.body, {
    type: line?.type,
    timestamp: new Date(line?.at ?? 0).toISOString(),
    data: {
      id: line?.id,
      sequence: line?.sequence,
      accountId: line?.accountId,
      sessionId: line?.sessionId,
      outcome: 'success',
      reason: null,
      actor: 'person',
    },
  });
  const all = receiver.received.map(({ headers, text }) => JSON.stringify(headers) + text).join();
  for (const personal of [ada.email, ada.firstName, ada.lastName, 'Coimbra', '203.0.113', 'Firefox']) {
    assert.ok(!all.includes(personal), `${personal} stays here`);
  }
  await sender.run();
  assert.equal(receiver.received.length, 3, 'once');
  await sender.stop();
});

test('a request is signed as Standard Webhooks has it', () => {
  const line = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    sequence: 1,
    type: 'x',
    at: 0,
    accountId: null,
    sessionId: null,
    outcome: 'success',
    reason: null,
    actor: 'system',
  } as const;
  const [one, two] = [Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64'), secret];
  const { body, headers } = writeRequest(line, [one, two], 1_614_265_330_999);
  const {
    'webhook-id': id,
    'webhook-signature': signatures,
    'webhook-timestamp': timestamp,
  } = headers as Record<string, string>;
  assert.equal(id, line.id);
  assert.equal(timestamp, '1614265330');
  assert.equal(JSON.parse(body as string).timestamp, '1970-01-01T00:00:00.000Z');
  // Computed by another program over the same text.
  assert.equal(signatures?.split(' ')[0], 'v1,mJh6gpbp56jhO4Y3ljZdi5IVQHoWaVvawYel0yH/zE0=');
  assert.equal(signatures?.split(' ').length, 2, 'one for each secret, while one replaces another');
});

test('what is not taken comes again, later and later, with the same id; others do not wait for it', async () => {
  await using server = await TestServer.start();
  let refuse = 'session_created';
  const statuses = [500, 302, 410, 429];
  await using receiver = await WebhookReceiver.start(secret, (response, { body }) => {
    if (body.type !== refuse) return void response.writeHead(200).end('thanks');
    response.writeHead(statuses.shift() ?? 503, { location: receiver.url, 'retry-after': '120' }).end();
  });
  await server.person();
  const sender = await senderOf(server, receiver);
  await server.browser().signIn(ada.email, ada.password);
  await sender.run();
  const tries = () => receiver.received.filter(({ body }) => body.type === 'session_created');
  assert.deepEqual(receiver.received.map(({ body }) => body.type).toSorted(), [
    'authn_login_success',
    'session_created',
  ]);
  await sender.run();
  assert.equal(tries().length, 1, 'not at once');
  server.clock.push(60_000);
  await sender.run();
  assert.equal(tries().length, 1, 'not before the receiver wants it');
  for (let round = 2; round <= 4; round++) {
    server.clock.push(180_000);
    await sender.run();
    assert.equal(tries().length, round, 'a redirect is no success, and is not followed');
  }
  refuse = '';
  server.clock.push(HOUR);
  await sender.run();
  assert.equal(new Set(tries().map(({ id }) => id)).size, 1);
  assert.equal(tries().length, 5);
  assert.deepEqual(await server.db.select().from(webhookDeliveries), []);
  await sender.stop();
});

test('a receiver that is away, or says nothing, is tried again, and asked with little until it answers', async () => {
  await using server = await TestServer.start();
  let silent = true;
  await using receiver = await WebhookReceiver.start(secret, async (response) => {
    if (silent) return;
    response.writeHead(204).end();
  });
  await server.person();
  // Time enough for all of them to come, on a busy machine too.
  const sender = await senderOf(server, receiver, 3000);
  for (let count = 0; count < 8; count++) await server.browser().signIn(ada.email, ada.password);
  await sender.run();
  assert.equal(receiver.received.length, 8, 'of sixteen');
  silent = false;
  server.clock.push(60_000);
  await sender.run();
  assert.equal(new Set(receiver.received.map(({ id }) => id)).size, 16);
  assert.deepEqual(await server.db.select().from(webhookDeliveries), []);
  await sender.stop();
});

test('after three days nobody wants it any more', async () => {
  await using server = await TestServer.start();
  await server.person();
  const sender = await senderOf(server, { url: 'http://127.0.0.1:9/' });
  await server.browser().signIn(ada.email, ada.password);
  await sender.run();
  assert.equal((await server.db.select().from(webhookDeliveries)).length, 2);
  server.clock.push(73 * HOUR);
  await sweep({ db: server.db, log: server.log, now: server.clock.now });
  assert.deepEqual(await server.db.select().from(webhookDeliveries), []);
  await sender.stop();
});

test('two processes send each event once between them', async () => {
  await using server = await TestServer.start();
  await using receiver = await WebhookReceiver.start(secret, async (response) => {
    await sleep(5);
    response.writeHead(204).end();
  });
  await server.person();
  const senders = [await senderOf(server, receiver), await senderOf(server, receiver)];
  for (let count = 0; count < 10; count++) await server.browser().signIn(ada.email, ada.password);
  await Promise.all(senders.map((sender) => sender.run()));
  await Promise.all(senders.map((sender) => sender.run()));
  assert.equal(receiver.received.length, 20);
  assert.equal(new Set(receiver.received.map(({ id }) => id)).size, 20);
  await Promise.all(senders.map((sender) => sender.stop()));
});

test('killed while it sends, a process loses nothing', { timeout: 120_000 }, async () => {
  // A look; `npm run test:faults` does it fifty times.
  await killedWhileSending(3);
});

test('where events go is said with a secret of some length, and in production by https', () => {
  const good = `whsec_${randomBytes(32).toString('base64')}`;
  const url = 'https://hooks.example/account';
  assert.equal(readConfig({}).webhook, null);
  assert.equal(readConfig({ WEBHOOK_URL: url, WEBHOOK_SECRET: `${good} ${good}` }).webhook?.secrets.length, 2);
  const refused: [Record<string, string>, RegExp][] = [
    [{ WEBHOOK_URL: url }, /^WEBHOOK_SECRET must be set/],
    [{ WEBHOOK_URL: 'hooks.example', WEBHOOK_SECRET: good }, /^WEBHOOK_URL must be/],
    [{ WEBHOOK_URL: 'https://me:word@hooks.example/', WEBHOOK_SECRET: good }, /^WEBHOOK_URL must be/],
    [{ WEBHOOK_URL: url, WEBHOOK_SECRET: 'word' }, /^WEBHOOK_SECRET must be(?!.*word)/],
    [{ WEBHOOK_URL: url, WEBHOOK_SECRET: `whsec_${randomBytes(16).toString('base64')}` }, /^WEBHOOK_SECRET must be/],
    [
      {
        NODE_ENV: 'production',
        ORIGIN: 'https://account.example',
        KEYS: `2026-11:${randomBytes(32).toString('base64')}`,
        WEBHOOK_URL: 'http://hooks.example/',
        WEBHOOK_SECRET: good,
      },
      /^WEBHOOK_URL must use https:/,
    ],
  ];
  for (const [environment, message] of refused) {
    assert.throws(() => readConfig(environment), { name: 'ConfigError', message }, JSON.stringify(environment));
  }
});
