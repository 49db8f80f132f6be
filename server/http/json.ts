import { Problem } from 'account-elements/contract/problem.js';

const MAX_DEPTH = 8;
const MAX_KEYS = 64;
/** Names that reach an object's prototype when careless code copies them. */
const REFUSED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON with what `JSON.parse` lets through refused: depth, number of keys, a
 * key twice (two readers would see two values) and names of prototypes.
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    inspect(text);
    value = JSON.parse(text);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('malformed', {}, { cause });
  }
  return value;
}

// A string, or one of the characters that open, close or name things. A string without an end goes to the end of
// the text: else each quote in it would begin another search for one.
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\]:]/gs;

function inspect(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let keys = 0;
  let lastString: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      if (open.push(token === '{' ? new Set() : undefined) > MAX_DEPTH) throw new Problem('malformed');
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ':') {
      const key = JSON.parse(lastString ?? '') as string;
      const siblings = open.at(-1);
      if (++keys > MAX_KEYS || siblings?.has(key)) throw new Problem('malformed');
      // Reported like any other field that does not belong there.
      if (REFUSED_KEYS.has(key)) throw new Problem('invalid-input', { fields: [{ name: key, code: 'unknown-field' }] });
      siblings?.add(key);
    } else {
      lastString = token;
    }
  }
}
