import type { InArgs, InStatement } from '@libsql/client';
import { UnsafeStatement } from './errors.ts';
import { statementKind, type StatementKind } from './sql-text.ts';
import { toBoundArgs, type BoundArgs } from './values.ts';

/** What a batch takes. */
export type Statements = readonly (InStatement | [string, InArgs?])[];

/** A statement as the connection takes it. */
export interface ReadStatement {
  readonly sql: string;
  readonly bound: BoundArgs;
  readonly kind: StatementKind;
}

/** Texts looked at already. Forgotten all at once when SQL with lists of values has filled it. */
const kinds = new Map<string, StatementKind>();
const rememberedKinds = 2000;

function kindOf(sql: string): StatementKind {
  let kind = kinds.get(sql);
  if (!kind) {
    kind = statementKind(sql);
    if (kinds.size >= rememberedKinds) kinds.clear();
    kinds.set(sql, kind);
  }
  return kind;
}

/**
 * Refuses an UPDATE or DELETE without WHERE. In drizzle a filter that turns out
 * `undefined` is left out, and the statement then changes every row. Write
 * ``.where(sql`true`)`` where every row is meant.
 */
export function refuseUnfiltered(sql: string): StatementKind {
  const kind = kindOf(sql);
  if (kind.unfiltered) throw new UnsafeStatement('UPDATE or DELETE without WHERE would change every row of the table');
  return kind;
}

/** @param purpose a migration may change every row of a table; the application has to say `WHERE true` */
export function readStatement(
  statement: InStatement,
  args?: InArgs,
  purpose: 'application' | 'migration' = 'application',
): ReadStatement {
  const sql = typeof statement === 'string' ? statement : statement.sql;
  const given = typeof statement === 'string' ? args : statement.args;
  const kind = purpose === 'application' ? refuseUnfiltered(sql) : kindOf(sql);
  return { sql, bound: toBoundArgs(given), kind };
}

export const readStatements = (statements: Statements): ReadStatement[] =>
  statements.map((statement) => (Array.isArray(statement) ? readStatement(...statement) : readStatement(statement)));
