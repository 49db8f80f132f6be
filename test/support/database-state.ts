import { sql } from 'drizzle-orm';
import type { Database } from 'account-elements-server/db/open.js';

/** Every row of every table as text: two of them are equal when nothing changed. */
export async function wholeDatabase(db: Database): Promise<string> {
  const tables = await db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.all(sql`SELECT * FROM ${sql.identifier(name)}`);
    parts.push(`${name}: ${JSON.stringify(rows)}`);
  }
  return parts.join('\n');
}
