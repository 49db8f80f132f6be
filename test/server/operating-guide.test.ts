import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Environment } from '../../server/environment.ts';
import { runProgram } from '../support/server-process.ts';
import { TestServer } from '../support/test-server.ts';

const guide = readFileSync('docs/operating.md', 'utf8');
const settings = readFileSync('server/README.md', 'utf8')
  .split('\n## Settings\n')[1]!
  .split('\n## ')[0]!
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap(([, names = '', defaults = '']) => {
    const quoted = (text: string): string[] => Array.from(text.matchAll(/`([^`]*)`/g), ([, word = '']) => word);
    const [all, told] = [quoted(names), quoted(defaults)];
    // The first of two may have one that is no word.
    return all.map((name, index) => ({ name, told: told[index - all.length + told.length] }));
  });

describe('the table of settings', () => {
  const entries = Environment.entries as Readonly<Record<string, { readonly default?: unknown }>>;

  test('has every variable that the server reads, and no other', () => {
    assert.deepEqual(
      settings.map(({ name }) => name).toSorted(),
      Object.keys(entries)
        .filter((name) => name !== 'NODE_ENV')
        .toSorted(),
    );
  });

  for (const { name, told } of settings) {
    test(`${name} has the default that it is said to have`, () => {
      const usual = entries[name]?.default;
      if (usual !== undefined && usual !== '') assert.equal(told, usual);
    });
  }
});

test('the guide names settings that there are', () => {
  const known = new Set(settings.map(({ name }) => name));
  const named = Array.from(guide.matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g), ([, name = '']) => name);
  assert.ok(named.length > 8);
  assert.deepEqual(
    named.filter((name) => !known.has(name) && name !== 'NODE_ENV'),
    [],
  );
});

test('the guide names events that the log has', () => {
  const sources = globSync('server/**/*.ts', { exclude: ['server/dist/**'] }).map((file) => readFileSync(file, 'utf8'));
  const told = Array.from(guide.matchAll(/^\| `((?!account_)[a-z]+_[a-z_]+)` /gm), ([, event = '']) => event);
  assert.ok(told.length >= 7);
  for (const event of told)
    assert.ok(
      sources.some((text) => text.includes(`'${event}'`)),
      event,
    );
});

test('the guide names commands that there are', async () => {
  const { output } = await runProgram('cli.ts', ['--help'], {});
  const named = Array.from(
    guide.matchAll(/npx account-elements-server ([a-z]+ [a-z-]+)/g),
    ([, command = '']) => command,
  );
  assert.ok(named.length >= 3);
  assert.deepEqual(
    named.filter((command) => !output.includes(`account-elements-server ${command}`)),
    [],
  );
});

test('the guide names metrics that there are, all of them', async () => {
  const metricsToken = 'a-token-of-the-operator-alone';
  await using server = await TestServer.start({ config: { metricsToken } });
  const response = await server.app.request('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } });
  const known = Array.from((await response.text()).matchAll(/^# TYPE (account_\w+)/gm), ([, name = '']) => name);
  const told = Array.from(guide.matchAll(/`(account_\w+)`/g), ([, name = '']) => name);
  assert.deepEqual(known.toSorted(), told.toSorted());
});
