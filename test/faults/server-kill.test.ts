import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, sql } from 'drizzle-orm';
import { activity } from 'account-elements-server/activity/schema.js';
import { openDatabase } from 'account-elements-server/db/open.js';
import { runProgram, ServerProcess, withFolder } from '../support/server-process.ts';

/** How often the server is killed: at a random moment each time, in the middle of mixed writes. */
const rounds = Number(process.env['ROUNDS'] ?? 20);
const people = ['ada@people.example', 'bo@people.example', 'cy@people.example'];
const password = 'an engine weaves algebra';

test(
  `case 114: the server, killed ${rounds} times in the middle of writes, comes back by itself and has lost nothing that it acknowledged`,
  {
    timeout: 600_000,
  },
  async () => {
    await withFolder(async (folder) => {
      const environment = { DATABASE_URL: `file:${join(folder, 'test.db')}`, LOG_LEVEL: 'info' };
      for (const email of people) {
        const create = ['account', 'create', email, '--first-name', 'Zero', '--password-stdin'];
        const { code, errors } = await runProgram('cli.ts', create, environment, password);
        assert.equal(code, 0, errors);
      }
      const writers = people.map((email) => new Writer(email));

      for (let round = 0; round < rounds; round += 1) {
        const server = await ServerProcess.start(environment);
        await Promise.all(writers.map((writer) => writer.checkNothingLost(server.origin)));
        const before = acknowledgedBy(writers);
        let over = false;
        const writing = Promise.all(writers.map((writer) => writer.writeUntilItDies(server.origin))).finally(
          () => (over = true),
        );
        // However long signing in takes here: most are killed once something was written, one in four before or after.
        while (round % 4 !== 3 && acknowledgedBy(writers) < before + 2 && !over) await sleep(10);
        await sleep(200 + Math.random() * 600);
        server.child.kill('SIGKILL');
        await once(server.child, 'exit');
        await writing;
      }

      const server = await ServerProcess.start(environment);
      await Promise.all(writers.map((writer) => writer.checkNothingLost(server.origin)));
      assert.equal(await server.stop(), 0);
      await checkRecord(environment.DATABASE_URL, writers);
    });
  },
);

/** One person who keeps changing things, and a journal of what the server said was done. */
class Writer {
  readonly email: string;
  /** Cookies of sign-ins that were acknowledged. */
  readonly cookies: string[] = [];
  /** The last number that was acknowledged as first name, and as title of the profile. */
  named = 0;
  titled = 0;
  version = '0';
  /** Acknowledged changes, and those whose answer never came. */
  changes = 0;
  unknown = 0;

  constructor(email: string) {
    this.email = email;
  }

  async writeUntilItDies(origin: string): Promise<void> {
    try {
      await this.#signIn(origin);
      for (;;) {
        await this.#change(() =>
          this.#send(origin, 'PATCH', '/account/name', { firstName: `${this.named + 1}`, lastName: '' }),
        );
        this.named += 1;
        const saved = await this.#change(() =>
          this.#send(origin, 'PATCH', '/profile', { title: `${this.titled + 1}` }),
        );
        this.titled += 1;
        this.version = ((await saved.json()) as { version: string }).version;
      }
    } catch (error) {
      // Killed. What was under way may be done or not.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  async checkNothingLost(origin: string): Promise<void> {
    const [cookie] = this.cookies;
    if (cookie === undefined) return;
    for (const acknowledged of this.cookies.splice(0)) {
      assert.equal(
        (await this.#send(origin, 'GET', '/account', undefined, acknowledged)).status,
        200,
        'a sign-in is lost',
      );
    }
    const account = (await (await this.#send(origin, 'GET', '/account', undefined, cookie)).json()) as {
      firstName: string;
    };
    const profile = (await (await this.#send(origin, 'GET', '/profile', undefined, cookie)).json()) as {
      title: string;
      version: string;
    };
    const [name, title] = [Number(account.firstName) || 0, Number(profile.title)];
    assert.ok(name === this.named || name === this.named + 1, `name ${name}, acknowledged ${this.named}`);
    assert.ok(title === this.titled || title === this.titled + 1, `title ${title}, acknowledged ${this.titled}`);
    this.named = name;
    this.titled = title;
    this.version = profile.version;
  }

  async #change(send: () => Promise<Response>): Promise<Response> {
    this.unknown += 1;
    const response = await send();
    const text = await response.clone().text();
    assert.equal(response.status, 200, text);
    this.unknown -= 1;
    this.changes += 1;
    return response;
  }

  async #signIn(origin: string): Promise<void> {
    const response = await this.#send(origin, 'POST', '/sign-in/password', { email: this.email, password });
    assert.equal(response.status, 200, await response.text());
    this.cookies.push(response.headers.getSetCookie()[0]?.split(';')[0] ?? '');
  }

  #send(
    origin: string,
    method: string,
    path: string,
    body?: object,
    cookie = this.cookies.at(-1) ?? '',
  ): Promise<Response> {
    return fetch(`${origin}/api/account${path}`, {
      method,
      headers: { origin, cookie, 'content-type': 'application/json', 'if-match': `"${this.version}"` },
      ...(body && { body: JSON.stringify(body) }),
    });
  }
}

const acknowledgedBy = (writers: readonly Writer[]): number => writers.reduce((sum, writer) => sum + writer.changes, 0);

/** Every change has exactly one line in the activity record, and the file is whole. */
async function checkRecord(url: string, writers: readonly Writer[]): Promise<void> {
  const db = await openDatabase({ url });
  const [check] = await db.all<{ integrity_check: string }>(sql`PRAGMA integrity_check`);
  assert.equal(check?.integrity_check, 'ok');
  const changes = await db.$count(activity, and(eq(activity.type, 'user_updated'), eq(activity.actor, 'person')));
  const acknowledged = acknowledgedBy(writers);
  const unknown = writers.reduce((sum, writer) => sum + writer.unknown, 0);
  db.close();
  console.log(`${acknowledged} acknowledged changes, ${unknown} without an answer, ${changes} in the record`);
  assert.ok(acknowledged > rounds, 'hardly anything was written');
  assert.ok(changes >= acknowledged && changes <= acknowledged + unknown);
}
