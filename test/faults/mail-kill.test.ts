import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from 'account-elements-server/db/migrate.js';
import { openDatabase } from 'account-elements-server/db/open.js';
import { post } from 'account-elements-server/mail/outbox.js';
import { outbox } from 'account-elements-server/mail/schema.js';
import { keyRing, processConfig } from '../support/account-process.ts';
import { MailProcess } from '../support/mail-process.ts';
import { MailServer } from '../support/mail-server.ts';
import { testMail } from '../support/mails.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const kills = Number(process.env['ROUNDS'] ?? 50);
/** The pace of `mail-process.ts`. */
const LEASE = 60_000;

test(
  'a process that is killed while it sends loses no mail, and sends one twice only where its answer was lost',
  { timeout: 600_000 },
  async (t) => {
    const file = join(temporaryFolder(), 'mail.db');
    const db = await openDatabase({ url: `file:${file}` });
    await migrate(db);
    const key = randomBytes(32);
    const needs = { config: { ...processConfig, mail: testMail }, keys: keyRing(key), now: Date.now };
    const written: string[] = [];
    const write = async () => {
      const email = `${written.length}@people.example`;
      const mail = { kind: 'password-reset', link: `https://account.example/#${email}`, minutes: 60 } as const;
      await db.transaction((tx) => post(tx, needs, { to: { email, language: 'en' }, mail }, { accountId: null }));
      written.push(email);
    };

    let atMail: (() => void) | undefined;
    await using mailServer = await MailServer.start({
      async beforeAnswer() {
        atMail?.();
        await sleep(Math.random() * 12);
      },
    });

    const urlFor = (round: number): string => `${mailServer.url}?name=process-${round}`;

    for (let round = 0; round < kills; round++) {
      for (let i = 0; i < 3; i++) await write();
      const here = new Promise<void>((resolve) => (atMail = resolve));
      const process = await MailProcess.start(file, key, urlFor(round), round * (LEASE + 1000));
      // In the middle of a mail: while the server thinks, while it answers, while the answer is written down.
      await here;
      await sleep(Math.random() * 20);
      await process.kill();
    }
    const last = await MailProcess.start(file, key, urlFor(kills), kills * (LEASE + 1000));
    while ((await db.select().from(outbox)).length > 0) await sleep(20);
    await last.kill();
    db.close();

    const copies = Map.groupBy(mailServer.received, ({ to }) => to[0] ?? '');
    assert.deepEqual([...copies.keys()].toSorted(), written.toSorted(), 'none lost, none made up');
    // The last one of each process was on the mail server when it died: it may not have heard, or not have written it down.
    const unanswered = new Map(mailServer.received.map((mail) => [mail.client, mail]));
    let twice = 0;
    for (const [email, mails] of copies) {
      assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 1, `${email} has one Message-ID`);
      for (const earlier of mails.slice(0, -1)) {
        twice++;
        assert.equal(unanswered.get(earlier.client), earlier, `${email} came twice although its answer was heard`);
      }
    }
    assert.equal(new Set(mailServer.received.map(({ messageId }) => messageId)).size, written.length);
    t.diagnostic(`${kills} kills, ${written.length} mails, none lost, ${twice} sent again`);
  },
);
