/**
 * What must be known about a statement before it runs, read from its text:
 * SQLite decides the rest. Comments, literals and quoted names are skipped, so
 * that a word inside them never counts.
 */

/** One thing in SQL text: a bare word in upper case, or a single character such as `(` or `;`. */
interface Token {
  readonly text: string;
  readonly end: number;
}

const token =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`[^`]*`?|\[[^\]]*\]?|[\p{L}_][\p{L}\p{N}_$]*|[^\s]/gu;

function* tokens(sql: string): Generator<Token> {
  for (const match of sql.matchAll(token)) {
    const text = match[0];
    if (/^(?:--|\/\*|['"`[])/.test(text)) continue;
    yield { text: text.toUpperCase(), end: match.index + text.length };
  }
}

export interface StatementKind {
  /** Needs no write lock. When in doubt it does: the connection for reads refuses every write. */
  readonly reads: boolean;
  /** Changes rows but no tables, so that what is known about columns stays true. */
  readonly changesRows: boolean;
  /** UPDATE or DELETE without WHERE: every row of the table. */
  readonly unfiltered: boolean;
  /** How it ends: `LIMIT 1`, or `LIMIT ?` where the last argument says how many rows. */
  readonly limit: '1' | '?' | undefined;
}

const rowVerbs = new Set(['INSERT', 'REPLACE', 'UPDATE', 'DELETE']);

/** Which connection a statement belongs to, and whether it would touch every row. */
export function statementKind(sql: string): StatementKind {
  let depth = 0;
  let first = '';
  let verb = '';
  let filtered = false;
  let limit: string | undefined;
  for (const { text } of tokens(sql)) {
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    else if (depth === 0) {
      first ||= text;
      // After WITH, the verb comes behind the parentheses of its tables.
      if (!verb && (text === 'SELECT' || rowVerbs.has(text))) verb = text;
      else if (verb && text === 'WHERE') filtered = true;
      if (text === 'LIMIT') limit = '';
      else if (limit !== undefined) limit += text;
    }
  }
  const reads =
    first === 'SELECT' || first === 'VALUES' || first === 'EXPLAIN' || (first === 'WITH' && verb === 'SELECT');
  const changesRows = rowVerbs.has(first) || (first === 'WITH' && rowVerbs.has(verb));
  return {
    reads,
    changesRows,
    unfiltered: changesRows && (verb === 'UPDATE' || verb === 'DELETE') && !filtered,
    limit: limit === '1' || limit === '?' ? limit : undefined,
  };
}

/** Cuts a script at its semicolons, except those between BEGIN and END of a trigger. */
export function splitStatements(script: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let words: string[] = [];
  let open = 0;
  for (const { text, end } of tokens(script)) {
    if (text === ';' && open === 0) {
      if (words.length > 0) statements.push(script.slice(start, end - 1).trim());
      start = end;
      words = [];
      continue;
    }
    words.push(text);
    const inTrigger = words[0] === 'CREATE' && words.slice(1, 3).includes('TRIGGER');
    if (inTrigger && (text === 'BEGIN' || text === 'CASE')) open += 1;
    else if (inTrigger && text === 'END') open -= 1;
  }
  if (words.length > 0) statements.push(script.slice(start).trim());
  return statements;
}

/** The first word of a statement, in upper case. */
export function firstWord(sql: string): string {
  for (const { text } of tokens(sql)) return text;
  return '';
}
