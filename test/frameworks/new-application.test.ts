import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { answers } from './account-service.ts';
import { environment, packAll, run } from './clean-folder.ts';
import { Guest } from './walk.ts';

/*
 * What a new user does, in the words of README.md, section “In a new application”: its commands and files are read from
 * there. Only what is not published yet comes from the packed packages, and ports are ones that are free.
 */
const section = readFileSync('README.md', 'utf8').split('\n## In a new application\n')[1]!.split('\n## ')[0]!;
const blocks = Array.from(
  section.matchAll(/(?:`([\w./]+)`[^`]*)?```(\w+)\n([^]*?)```/g),
  ([, file, language, text = '']) => ({
    file,
    language,
    text,
  }),
);
const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim().split('\n'));
const files = blocks.filter(({ language }) => language !== 'sh');

const running: ChildProcess[] = [];
after(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
});

/** A line of the README in a shell of its own group, because npm does not hand on that it is to stop. */
function keepRunning(line: string, cwd: string, settings: Record<string, string>): void {
  const env = { ...environment, ...settings };
  running.push(
    spawn('sh', ['-c', `exec ${line}`.replace(/^exec ([A-Z]+=)/, '$1')], { cwd, env, stdio: 'ignore', detached: true }),
  );
}

test('from an empty folder to <session-list>, in the commands of the README', async () => {
  assert.deepEqual(
    files.map(({ file }) => file),
    ['index.html', 'src/main.js', 'vite.config.js'],
  );
  const [setUp = [], server = [], develop = []] = commands;
  const tarballs = packAll();
  const [page, api] = [String(await freePort()), String(await freePort())];
  const here = (text: string): string => text.replaceAll('5173', page).replaceAll('8080', api);

  const empty = temporaryFolder();
  const packed = setUp.map((line) =>
    line.startsWith('npm install ')
      ? line.replace(/account-elements(-server)?/g, (name) => tarballs[name as keyof typeof tarballs])
      : line,
  );
  await run('sh', ['-ec', packed.join('\n')], empty);
  const folder = join(empty, 'my-app');
  for (const { file = '', text } of files) writeFileSync(join(folder, file), here(text));

  const [create = '', serve = ''] = server;
  const made = await run('sh', ['-ec', create], folder);
  const [, password = ''] = /password (\S+)/.exec(made) ?? [];
  assert.ok(password, made);
  keepRunning(here(serve), folder, { PORT: api });
  keepRunning(develop[0]!, folder, {});
  await answers(`http://127.0.0.1:${api}/readyz`);
  await answers(`http://localhost:${page}`);

  const browser = await launchChromium();
  const tab = await browser.newPage();
  await tab.setUserAgent({ userAgent: (await browser.userAgent()).replace('Headless', '') });
  await tab.goto(`http://localhost:${page}`);
  const ada = new Guest(tab.mainFrame());
  await ada.click('button', 'Sign in');
  await ada.type('textbox', 'E-mail address', 'ada@example.com');
  await ada.type('textbox', 'Password', password);
  await tab.keyboard.press('Enter');
  await ada.find('heading', /Chrome/);
  await tab.reload();
  const again = new Guest(tab.mainFrame());
  await again.find('heading', /Chrome/);
  assert.ok(!(await again.has('textbox', 'Password')), 'nobody who is signed in is asked to sign in');
});

test('the installed server says in one sentence which setting is missing', async () => {
  const folder = join(temporaryFolder());
  const { 'account-elements': elements, 'account-elements-server': server } = packAll();
  await run('npm', ['install', '--no-audit', '--no-fund', elements, server], folder);
  await assert.rejects(
    run('npx', ['account-elements-server'], folder, { settings: { NODE_ENV: 'production' } }),
    /ended with 1:\naccount-elements-server: ORIGIN must be set in production: where people reach this server\n$/,
  );
});
