import { sql } from 'drizzle-orm';
import { openDatabase } from '../../server/db/open.ts';

/**
 * Writes without pause and says on standard output what was acknowledged, one
 * line each. Killed at a random moment by `database-kill.test.ts`.
 *
 * Every write is one of four kinds; the transaction moves an amount between
 * two rows, so that half of one shows.
 */
const [, , url = '', round = ''] = process.argv;
const database = await openDatabase({ url });

const acknowledge = (id: string): void => {
  process.stdout.write(`${id}\n`);
};

async function write(lane: number): Promise<never> {
  for (let count = 0; ; count += 1) {
    const id = `${round}-${lane}-${count}`;
    if (lane === 0) await database.run(sql`INSERT INTO acknowledged (id) VALUES (${id})`);
    else if (lane === 1) await database.all(sql`INSERT INTO acknowledged (id) VALUES (${id}) RETURNING id`);
    else if (lane === 2) {
      await database.transaction(async (transaction) => {
        await transaction.run(sql`UPDATE balances SET amount = amount - 1 WHERE id = 1`);
        await transaction.run(sql`INSERT INTO acknowledged (id) VALUES (${id})`);
        await new Promise((resolve) => setTimeout(resolve, 1));
        await transaction.run(sql`UPDATE balances SET amount = amount + 1 WHERE id = 2`);
      });
    } else {
      await database.$client.batch(
        [
          { sql: 'UPDATE balances SET amount = amount + 1 WHERE id = 1' },
          { sql: 'INSERT INTO acknowledged (id) VALUES (?)', args: [id] },
          { sql: 'UPDATE balances SET amount = amount - 1 WHERE id = 2' },
        ],
        'write',
      );
    }
    acknowledge(id);
  }
}

await Promise.all([0, 1, 2, 3].map(write));
