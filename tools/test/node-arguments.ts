// How the processes of tests are started: those of test files, and servers and programs that they start.

const quickly = [
  '--disable-warning=ExperimentalWarning',
  `--import=${new URL('./quick-imports.js', import.meta.url).href}`,
] as const;

/** On the built packages, as a stranger has them. */
export const onThePackages: readonly string[] = quickly;

/** On the sources, without a build. */
export const onTheSources: readonly string[] = ['--conditions=account-elements-source', ...quickly];
