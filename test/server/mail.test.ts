import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import { openDatabase } from 'account-elements-server/db/open.js';
import { KeyRing } from 'account-elements-server/keys.js';
import type { Letter } from 'account-elements-server/mail/mail.js';
import { MAIL_LIFE, post, take } from 'account-elements-server/mail/outbox.js';
import { outbox } from 'account-elements-server/mail/schema.js';
import { sendMails } from 'account-elements-server/mail/sender.js';
import { smtpTransport } from 'account-elements-server/mail/transport.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { wholeDatabase } from '../support/database-state.ts';
import { freePort } from '../support/free-port.ts';
import { MailServer } from '../support/mail-server.ts';
import { testMail } from '../support/mails.ts';
import { ada, OWN_ORIGIN, TestServer, type TestServerOptions } from '../support/test-server.ts';

const HOUR = 3_600_000;
const link = `${OWN_ORIGIN}/#reset-password=unmistakable`;
const { from } = testMail;

const startServer = (options: TestServerOptions = {}) =>
  TestServer.start({ ...options, config: { mail: testMail, ...options.config } });

const letter = (email = ada.email, language: 'en' | 'de' = 'en'): Letter => ({
  to: { email, language },
  mail: { kind: 'password-reset', link, minutes: 60 },
});

const write = ({ clock, config, db, keys }: TestServer, written = letter(), life?: number) =>
  db.transaction((tx) =>
    post(tx, { config, keys, now: clock.now }, written, { accountId: null, ...(life !== undefined && { life }) }),
  );

/** One that sends when it is told to, so that a test knows when. */
function senderOf(
  server: TestServer,
  url: string,
  pace: { deadline?: number; lease?: number } = {},
): ReturnType<typeof sendMails> {
  const { clock, config, db, keys, log } = server;
  const transport = smtpTransport({ url, from, requireTls: false });
  const whole = { interval: 3_600_000, deadline: 20_000, lease: 60_000, ...pace };
  return sendMails({ config, db, keys, log, now: clock.now }, transport, whole);
}

/** What waits to be sent. */
const waiting = ({ db }: TestServer) => db.select().from(outbox);

async function sendAll(server: TestServer, sender: ReturnType<typeof sendMails>, rounds = 1): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await sender.run();
    server.clock.push(2 * HOUR);
  }
}

test('a mail is delivered once, as text and as HTML, and nothing of it stays', async () => {
  await using server = await startServer();
  await using mailServer = await MailServer.start();
  await write(server);
  const [row] = await waiting(server);
  const sender = senderOf(server, mailServer.url);
  await sendAll(server, sender, 3);
  assert.equal(mailServer.received.length, 1);
  const { messageId, source, to } = mailServer.received[0]!;
  assert.deepEqual(to, [ada.email]);
  assert.equal(messageId, `<${row?.id}@account.example>`);
  for (const header of [
    /^From: Certificate Manager <accounts@people\.example>/m,
    /^Subject: Choose a new password/m,
    /^Auto-Submitted: auto-generated/m,
    /^Content-Type: text\/plain; charset=utf-8/m,
    /^Content-Type: text\/html; charset=utf-8/m,
  ]) {
    assert.match(source, header);
  }
  assert.match(source, /unmistakable/);
  assert.ok(!source.includes(ada.firstName), 'a mailbox that nobody has confirmed learns no name');
  assert.deepEqual(await waiting(server), []);
  await sender.stop();
});

test('it is in the language of whom it goes to', async () => {
  await using server = await startServer();
  await using mailServer = await MailServer.start();
  await write(server, letter(ada.email, 'de'));
  const sender = senderOf(server, mailServer.url);
  await sender.run();
  assert.match(mailServer.received[0]?.source ?? '', /^Subject: =\?UTF-8\?Q\?Neues_Passwort_w=C3=A4hlen\?=/m);
  await sender.stop();
});

test('what waits says nothing to whoever reads the database', async () => {
  await using server = await startServer();
  await write(server);
  const everything = await wholeDatabase(server.db);
  for (const trace of [ada.email, 'unmistakable', 'Choose']) assert.ok(!everything.includes(trace), trace);
});

test('a change that does not happen sends nothing', async () => {
  await using server = await startServer();
  const { clock, config, db, keys } = server;
  const changing = db.transaction(async (tx) => {
    await post(tx, { config, keys, now: clock.now }, letter(), { accountId: null });
    throw new Error('lost');
  });
  await assert.rejects(changing, /lost/);
  assert.deepEqual(await waiting(server), []);
});

test('where there is no mail, none is written', async () => {
  await using server = await startServer({ config: { mail: null } });
  assert.equal(await write(server), false);
  assert.deepEqual(await waiting(server), []);
});

test('refused for now, it is tried again, and others go out meanwhile', async () => {
  let refusals = 2;
  await using server = await startServer();
  await using mailServer = await MailServer.start({
    refuse: (address) => (address.startsWith('grey') && refusals-- > 0 ? 451 : undefined),
  });
  await write(server, letter('grey@people.example'));
  await write(server);
  const sender = senderOf(server, mailServer.url);
  await sender.run();
  assert.deepEqual(
    mailServer.received.map(({ to }) => to[0]),
    [ada.email],
  );
  await sender.run();
  assert.equal(refusals, 1, 'not at once');
  await sendAll(server, sender, 3);
  assert.equal(mailServer.received.length, 2);
  assert.deepEqual(await waiting(server), []);
  await sender.stop();
});

test('refused for good, it is given up at the first try, and the log says so without the address', async () => {
  let tries = 0;
  await using server = await startServer();
  await using mailServer = await MailServer.start({
    refuse: () => {
      tries++;
      return 550;
    },
  });
  await write(server);
  const sender = senderOf(server, mailServer.url);
  await sendAll(server, sender, 3);
  assert.equal(tries, 1);
  assert.deepEqual(await waiting(server), []);
  const log = server.log.lines.join('\n');
  assert.match(log, /mail_refused/);
  assert.ok(!log.includes(ada.email));
  await sender.stop();
});

test('the mail server is away for a day: what was written meanwhile goes out when it is back, once', async () => {
  await using server = await startServer();
  const away = await MailServer.start({}, await freePort());
  const { port, url } = away;
  await away.stop();
  for (const name of ['a', 'b', 'c']) await write(server, letter(`${name}@people.example`));
  const sender = senderOf(server, url);
  await sendAll(server, sender, 12);
  assert.equal((await waiting(server)).length, 3);
  await using back = await MailServer.start({}, port);
  await sendAll(server, sender, 2);
  assert.deepEqual(back.received.map(({ to }) => to[0]).toSorted(), [
    'a@people.example',
    'b@people.example',
    'c@people.example',
  ]);
  await sender.stop();
});

test('a mail server that says nothing is given up after the deadline', async () => {
  await using server = await startServer();
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  await write(server);
  const { port } = silent.address() as { port: number };
  const sender = senderOf(server, `smtp://127.0.0.1:${port}`, { deadline: 200 });
  await sender.run();
  const [row] = await waiting(server);
  assert.deepEqual({ attempts: row?.attempts, lease: row?.lease }, { attempts: 1, lease: null });
  await sender.stop();
  silent.close();
});

test('two processes on one file send each mail once', async () => {
  await using server = await startServer();
  await using mailServer = await MailServer.start({ beforeAnswer: () => new Promise((done) => setTimeout(done, 5)) });
  for (let i = 0; i < 18; i++) await write(server, letter(`${i}@people.example`));
  const other = await openDatabase({ url: `file:${server.file}` });
  const senders = [
    senderOf(server, mailServer.url),
    senderOf(Object.assign(Object.create(server) as TestServer, { db: other }), mailServer.url),
  ];
  while ((await waiting(server)).length > 0) await Promise.all(senders.map((sender) => sender.run()));
  assert.equal(mailServer.received.length, 18);
  assert.equal(new Set(mailServer.received.map(({ messageId }) => messageId)).size, 18);
  for (const sender of senders) await sender.stop();
  other.close();
});

test('of two that take the same mail at the same moment, one has it', async () => {
  await using server = await startServer();
  await write(server);
  const now = server.clock.now();
  const { transaction } = server.db;
  let quicker: Awaited<ReturnType<typeof take>>;
  // Between what it sees and what it takes, somebody else does.
  const slow = Object.assign(Object.create(server.db) as typeof server.db, {
    transaction: (async (...args: Parameters<typeof transaction>) => {
      quicker ??= await take(server.db, now, 60_000);
      return transaction(...args);
    }) as typeof transaction,
  });
  assert.equal(await take(slow, now, 60_000), 'lost');
  assert.ok(typeof quicker === 'object');
  assert.deepEqual([(await waiting(server))[0]?.lease, (await waiting(server))[0]?.attempts], [quicker.lease, 1]);
});

test('whoever was too slow has no say any more in what becomes of a mail', async () => {
  await using server = await startServer();
  let answer = (): void => undefined;
  await using mailServer = await MailServer.start({
    beforeAnswer: () => new Promise<void>((done) => (answer = done)),
  });
  await write(server);
  const sender = senderOf(server, mailServer.url);
  const sending = sender.run();
  while (mailServer.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  server.clock.push(61_000);
  const taken = await take(server.db, server.clock.now(), 60_000);
  assert.ok(typeof taken === 'object', 'after the lease it is free for others');
  answer();
  await sending;
  const [row] = await waiting(server);
  assert.equal(row?.lease, taken.lease, 'and theirs');
  await sender.stop();
});

test('a process that stops hands its mail to the next one', async () => {
  await using server = await startServer();
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  await write(server);
  const { port } = silent.address() as { port: number };
  const sender = senderOf(server, `smtp://127.0.0.1:${port}`);
  while ((await waiting(server))[0]?.lease === null) await new Promise((resolve) => setTimeout(resolve, 5));
  await sender.stop();
  const [row] = await waiting(server);
  assert.deepEqual({ dueAt: row?.dueAt, lease: row?.lease }, { dueAt: server.clock.now(), lease: null });
  silent.close();
});

test('a mail whose key is missing waits for it, and keeps no other one back', async () => {
  const [before, now] = [randomBytes(32), randomBytes(32)];
  const old = new KeyRing(new Map([['old', before]]));
  await using server = await startServer({ keys: new KeyRing(new Map([['new', now]])) });
  const { clock, config, db } = server;
  await db.transaction((tx) => post(tx, { config, keys: old, now: clock.now }, letter(), { accountId: null }));
  await write(server, letter('b@people.example'));
  await using mailServer = await MailServer.start();
  const sender = senderOf(server, mailServer.url);
  await sendAll(server, sender, 2);
  assert.deepEqual(
    mailServer.received.map(({ to }) => to[0]),
    ['b@people.example'],
  );
  assert.equal((await waiting(server)).length, 1);
  assert.match(server.log.lines.join(), /key_missing/);
  await sender.stop();
});

test('one address gets so many mails in an hour, and others theirs', async () => {
  await using server = await startServer();
  const written = [];
  for (let i = 0; i < 25; i++) written.push(await write(server));
  assert.equal(written.filter(Boolean).length, 20);
  assert.equal(await write(server, letter('b@people.example')), true);
  server.clock.push(HOUR);
  assert.equal(await write(server), true);
});

test('what nobody wants any more is not sent, and removed', async () => {
  await using server = await startServer();
  await using mailServer = await MailServer.start();
  await write(server, letter(), HOUR);
  await write(server, letter('b@people.example'));
  server.clock.push(MAIL_LIFE - 1);
  const sender = senderOf(server, mailServer.url);
  await sender.run();
  assert.deepEqual(
    mailServer.received.map(({ to }) => to[0]),
    ['b@people.example'],
  );
  const { clock, db, keys, log } = server;
  await sweep({ db, keys, log, now: clock.now });
  assert.deepEqual(await waiting(server), []);
  assert.match(log.lines.join(), /mail_expired/);
  await sender.stop();
});

test('a header is never written by what somebody typed', async () => {
  await using server = await startServer();
  await using mailServer = await MailServer.start();
  await write(server, letter('eve@people.example>\r\nBcc: all@people.example\r\nX: <x@people.example'));
  const sender = senderOf(server, mailServer.url);
  await sender.run();
  for (const { source, to } of mailServer.received) {
    assert.doesNotMatch(source, /^Bcc:/im);
    assert.equal(to.length, 1);
  }
  await sender.stop();
});
