import { chromeLauncher } from '@web/test-runner-chrome';
import {
  startTestRunner,
  type Logger,
  type TestRunnerPlugin,
  type TestSession,
  type TestSuiteResult,
} from '@web/test-runner';
import type { BrowserContext, CDPSession, Page } from 'puppeteer-core';
import { relative, resolve } from 'node:path';
import { testPages } from '../../test/support/test-pages.ts';
import { findChrome } from '../chrome.ts';
import { toJavaScript } from '../typescript.ts';
import { selectFiles } from './node-tests.ts';
import type { Report } from './report.ts';
import { withSecondTry } from './second-try.ts';

/** Runs test files in a real Chromium, on the sources. */
export async function runBrowserTests(pattern: string, report: Report, only: string[] = []): Promise<void> {
  await withSecondTry(selectFiles([pattern], only), report, runFiles);
}

async function runFiles(files: string[], reportOf: (file: string) => Report): Promise<void> {
  if (files.length === 0) return;
  const chrome = await findChrome();
  const runner = await startTestRunner({
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
    config: {
      files,
      rootDir: process.cwd(),
      hostname: 'localhost',
      nodeResolve: { exportConditions: ['account-elements-source', 'development'] },
      middleware: [testPages],
      plugins: [typescript, devtools()],
      browsers: [chromeLauncher({ launchOptions: chrome, createPage: focusedPage })],
      concurrency: 2,
      browserStartTimeout: 120_000,
      testsStartTimeout: 120_000,
      testsFinishTimeout: 600_000,
      testFramework: { config: { ui: 'bdd', timeout: 60_000 } },
      reporters: [],
      logger: quiet,
    },
  });
  if (!runner) throw new Error('The browser test runner did not start.');
  await new Promise((stopped) => runner.on('stopped', stopped));
  for (const session of runner.sessions.all()) reportSession(session, reportOf(resolve(session.testFile ?? '')));
}

/** Progress is for terminals; what went wrong is for everyone. */
const quiet: Logger = {
  log: () => undefined,
  debug: () => undefined,
  warn: console.warn,
  error: console.error,
  group: () => undefined,
  groupEnd: () => undefined,
  logSyntaxError: (error) => console.error(error.message),
};

const typescript: TestRunnerPlugin = {
  name: 'typescript',
  resolveMimeType: ({ path }) => (path.endsWith('.ts') ? 'js' : undefined),
  async transform({ path, body }) {
    if (!path.endsWith('.ts')) return undefined;
    return { body: await toJavaScript(body as string, path.slice(path.lastIndexOf('/') + 1)) };
  },
};

/**
 * The command `cdp`: any method of the DevTools protocol, kept per page so that what was switched on stays on.
 * The command `browser-log`: what the browser itself told, such as its advice on password forms.
 */
function devtools(): TestRunnerPlugin {
  const connections = new WeakMap<Page, Promise<CDPSession>>();
  return {
    name: 'devtools',
    async executeCommand({ command, payload, session }) {
      if (command !== 'cdp' && command !== 'browser-log') return undefined;
      const page = (session.browser as unknown as { getPage(id: string): Page }).getPage(session.id);
      const connection = connections.get(page) ?? page.createCDPSession();
      connections.set(page, connection);
      if (command === 'browser-log') return browserLog(await connection);
      const { method, parameters } = payload as { method: 'Page.enable'; parameters: never };
      return (await (await connection).send(method, parameters)) ?? {};
    },
  };
}

/** Switching the log on tells all that was logged since the page came. */
async function browserLog(connection: CDPSession): Promise<string[]> {
  const told: string[] = [];
  const listen = ({ entry }: { entry: { text: string } }): unknown => told.push(entry.text);
  connection.on('Log.entryAdded', listen);
  await connection.send('Log.enable');
  await new Promise((done) => setTimeout(done, 100));
  await connection.send('Log.disable');
  connection.off('Log.entryAdded', listen);
  return told;
}

/**
 * Pages run side by side: each must believe that it has the focus, and have a
 * window of its own, because a tab behind another one draws no frames.
 */
async function focusedPage({ context }: { context: BrowserContext }): Promise<Page> {
  const page = await (await context.browser().createBrowserContext()).newPage();
  const connection = await page.createCDPSession();
  await connection.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  page.on('requestfailed', (request) => {
    const session = /wtr-session-id=([^&]+)/.exec(page.url())?.[1] ?? '';
    lost.set(session, `${lost.get(session) ?? ''}${request.url()}: ${request.failure()?.errorText}\n`);
  });
  return page;
}

/** What each page asked for and did not get: often why a test failed. */
const lost = new Map<string, string>();

function reportSession(session: TestSession, report: Report): void {
  const file = relative(process.cwd(), session.testFile ?? 'a test file');
  const before = report.failed;
  const missing = session.request404s.map((url) => `not found: ${url}`).join('\n');
  for (const error of session.errors) report.fail(file, `${error.stack ?? error.message}\n${missing}`);
  if (session.testResults) reportSuite(session.testResults, file, report);
  else if (session.errors.length === 0) report.fail(file, missing || 'The file did not run.');
  if (report.failed === before) return;
  const logs = session.logs.map((args) => args.join(' ')).filter((line) => !line.includes('Lit is in dev mode'));
  if (logs.length > 0) report.note(`The console while ${file} ran:\n${logs.join('\n')}\n`);
  if (lost.has(session.id)) report.note(`What the page of ${file} did not get:\n${lost.get(session.id)}`);
}

function reportSuite(suite: TestSuiteResult, path: string, report: Report): void {
  for (const test of suite.tests) {
    if (test.skipped) report.skip();
    else if (test.passed) report.pass();
    else report.fail(`${path}: ${test.name}`, describe(test.error));
  }
  for (const inner of suite.suites) reportSuite(inner, `${path}: ${inner.name}`, report);
}

function describe(error: TestSuiteResult['tests'][number]['error']): string {
  if (!error) return 'no reason was given';
  const compared =
    error.expected !== undefined || error.actual !== undefined
      ? `\nexpected: ${error.expected}\n  actual: ${error.actual}`
      : '';
  return `${error.name ?? 'Error'}: ${error.message}${compared}\n${error.stack ?? ''}`;
}
