import type { Import } from './graph.ts';

export interface Violation {
  rule: string;
  /** A sentence with the place. */
  message: string;
}

interface Rule {
  name: string;
  from: RegExp;
  /** Whether an import from such a file breaks the rule. */
  forbids(edge: Import): boolean;
}

const FOUNDATION = /^components\/(contract|client|shared|localize|theme)\//;
/** The elements that are made of others, or open one. */
const COMPOSITE = /^components\/(account-lockdown|account-portal|my-profile|profile-menu)\//;
/** Any element may ask for a proof of identity. */
const REAUTH = /^components\/reauth-dialog\//;
/** What tests of pages and backends are given. */
const TESTING = /^components\/testing\b/;
const CONTRACT = /^components\/contract\//;
const MOUNTS_ROUTES = /^server\/(app|cli|main)\.ts$/;

const folderOf = (file: string): string => file.split('/').slice(0, 2).join('/');
const isWidget = (file: string): boolean => /^components\/[^/]+\//.test(file) && !FOUNDATION.test(file);

const RULES: Rule[] = [
  {
    name: 'contract-stands-alone',
    from: CONTRACT,
    forbids: ({ to }) => !CONTRACT.test(to) && to !== 'valibot',
  },
  {
    name: 'components-know-no-server',
    from: /^components\//,
    forbids: ({ to }) => /^(server|stories|demo|tools)\//.test(to) || to.startsWith('node:'),
  },
  {
    name: 'server-knows-only-the-contract',
    from: /^server\//,
    forbids: ({ to, specifier }) =>
      /^(stories|demo|tools)\//.test(to) ||
      (to.startsWith('components/') && !(CONTRACT.test(to) && specifier.startsWith('account-elements/'))),
  },
  {
    name: 'foundation-knows-no-widget',
    from: FOUNDATION,
    forbids: ({ to }) => to.startsWith('components/') && !FOUNDATION.test(to),
  },
  {
    name: 'fakes-are-for-tests',
    from: /^(components\/(?!testing\b)|server\/|demo\/)/,
    forbids: ({ to, specifier }) => TESTING.test(to) || specifier === 'account-elements/testing',
  },
  {
    name: 'widgets-meet-only-in-composites',
    from: /^components\/[^/]+\//,
    forbids: ({ from, to }) =>
      isWidget(from) &&
      !COMPOSITE.test(from) &&
      to.startsWith('components/') &&
      !FOUNDATION.test(to) &&
      !REAUTH.test(to) &&
      folderOf(to) !== folderOf(from),
  },
  {
    name: 'only-the-app-mounts-routes',
    from: /^server\//,
    forbids: ({ from, to }) => /^server\/.+\/routes\.ts$/.test(to) && !MOUNTS_ROUTES.test(from),
  },
  {
    name: 'nothing-imports-tests',
    // The test runner is the one tool that serves them.
    from: /^(?!test\/|tools\/test\/)/,
    forbids: ({ to }) => to.startsWith('test/'),
  },
  {
    name: 'stories-know-only-components',
    from: /^stories\//,
    // The demo's style files are what some stories show.
    forbids: ({ to }) => /^(server|demo|tools)\//.test(to) && !/^demo\/.*\.css\b/.test(to),
  },
];

export function violationsIn(imports: Import[]): Violation[] {
  const broken = imports.flatMap((edge) =>
    RULES.filter((rule) => rule.from.test(edge.from) && rule.forbids(edge)).map(({ name }) => ({
      rule: name,
      message: `${edge.from}:${edge.line} imports ${edge.specifier}`,
    })),
  );
  return [...broken, ...cycles(imports)];
}

/** A published package imports only what its package.json names. */
export function undeclaredIn(imports: Import[], folder: string, declared: string[]): Violation[] {
  return imports
    .filter(({ from, to }) => from.startsWith(`${folder}/`) && !to.includes('.') && !to.startsWith('node:'))
    .filter(({ to }) => !/^(components|server)\//.test(to) && !declared.includes(to))
    .map(({ from, line, to }) => ({ rule: 'declared-dependencies', message: `${from}:${line} imports ${to}` }));
}

/** Each cycle once, from its first file. */
function cycles(imports: Import[]): Violation[] {
  const next = Map.groupBy(imports, ({ from }) => from);
  const done = new Set<string>();
  const path: string[] = [];
  const found: Violation[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      found.push({ rule: 'no-circular', message: [...path.slice(start), file].join(' → ') });
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const { to } of next.get(file) ?? []) visit(to);
    path.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
  return found;
}
