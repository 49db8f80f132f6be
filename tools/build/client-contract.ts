import { parseSync, Visitor } from 'oxc-parser';

/** What only servers, fakes and the API description read of an endpoint. */
const FOR_SERVERS = new Set(['summary', 'query', 'body', 'versioned', 'stepUp', 'problems']);

/**
 * The contract as the elements use it: the schemas of what they send are left to
 * the server. Those are then schemas that nobody uses, and the bundler may drop them.
 */
export function clientContract(file: string, source: string): string {
  const { program } = parseSync(file, source);
  const changes: { at: number; until: number; text: string }[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [definition] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'endpoint' || definition?.type !== 'ObjectExpression') return;
      for (const property of definition.properties) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
        // With the comma after it.
        const until = property.end + (source[property.end] === ',' ? 1 : 0);
        if (FOR_SERVERS.has(property.key.name)) changes.push({ at: property.start, until, text: '' });
      }
    },
    VariableDeclarator({ init }) {
      if (init?.type !== 'CallExpression') return;
      changes.push({ at: init.start, until: init.start, text: '/* @__PURE__ */ (() => ' });
      changes.push({ at: init.end, until: init.end, text: ')()' });
    },
  }).visit(program);
  let [text, done] = ['', 0];
  for (const { at, until, text: replacement } of changes.toSorted((a, b) => a.at - b.at)) {
    text += source.slice(done, at) + replacement;
    done = until;
  }
  return text + source.slice(done);
}
