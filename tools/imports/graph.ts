// Who imports whom, types included. Read from the syntax tree, because tools
// that ask TypeScript need an interface that TypeScript 7 does not have.

import { parseSync } from 'oxc-parser';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface Import {
  /** The importing file, from the root of the repository. */
  from: string;
  /** The imported file, or the name of a package. */
  to: string;
  /** As it is written. */
  specifier: string;
  line: number;
}

const SOURCES = '{components,server,stories,demo,test,tools,.storybook}/**/*.{ts,js}';

/** All imports of the project. */
export function readImports(root: string): Import[] {
  const files = globSync(SOURCES, {
    cwd: root,
    exclude: (name) => /(^|\/)(node_modules|dist)$/.test(name),
  });
  return files.toSorted().flatMap((from) => importsOf(from, readFileSync(join(root, from), 'utf8'), root));
}

function importsOf(from: string, source: string, root: string): Import[] {
  const { program, errors } = parseSync(from, source);
  const error = errors[0];
  if (error) throw new Error(`${from} cannot be read: ${error.message}`);
  return [...specifiersIn(program)].map(({ specifier, position }) => ({
    from,
    to: resolve(specifier, from, root),
    specifier,
    line: source.slice(0, position).split('\n').length,
  }));
}

interface Node {
  type: string;
  start: number;
  source?: Node | null;
  expression?: Node;
  value?: unknown;
}

/** `import`, `import type`, `export … from`, `import('…')`, and `import('…')` as a type. */
const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function* specifiersIn(node: unknown): Generator<{ specifier: string; position: number }> {
  if (Array.isArray(node)) {
    for (const child of node) yield* specifiersIn(child);
    return;
  }
  if (!isNode(node)) return;
  const source = IMPORTING.has(node.type) ? node.source : undefined;
  const literal = node.type === 'TSExternalModuleReference' ? node.expression : source;
  if (typeof literal?.value === 'string') yield { specifier: literal.value, position: node.start };
  for (const child of Object.values(node)) yield* specifiersIn(child);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const PACKAGES: Readonly<Record<string, string>> = {
  'account-elements': 'components',
  'account-elements-server': 'server',
};

function resolve(specifier: string, from: string, root: string): string {
  if (specifier.startsWith('.')) return sourceOf(normalize(join(dirname(from), specifier)), root);
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const folder = PACKAGES[name];
  if (!folder) return name;
  return sourceOf(join(folder, specifier.slice(name.length + 1) || 'index.js'), root);
}

function sourceOf(path: string, root: string): string {
  const source = path.replace(/\.js$/, '.ts');
  return !existsSync(join(root, path)) && existsSync(join(root, source)) ? source : path;
}
