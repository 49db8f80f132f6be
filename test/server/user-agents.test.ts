import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { suite } from 'node:test';
import { describeDevice, type Device } from 'account-elements-server/devices/device-name.js';

/** What each user agent of a file must say; see the files. */
function expectedIn(file: string): Map<string, string[]> {
  const expected = new Map<string, string[]>();
  let said: string[] = [];
  for (const line of readFileSync(new URL(`user-agents/${file}`, import.meta.url), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (!line.startsWith('= ')) said.push(line);
    else expected.set(line.slice(2), (said = []));
  }
  return expected;
}

/** A version of anything is a failure here: user agents alone have none that could be believed. */
const said = ({ kind, access, program, system }: Device): string => {
  const named = (of: Device['program']) => (of ? [of.code, of.version].filter(Boolean).join(' ') : '-');
  return `${kind}, ${access}: ${named(program)} on ${named(system)}`;
};

const files = { 'browsers.txt': 370, 'others.txt': 120 };

for (const [file, least] of Object.entries(files)) {
  suite(`user agents of ${file} are called what people know them by`, () => {
    const expected = expectedIn(file);
    const count = [...expected.values()].flat().length;
    test(`there are at least ${least}`, () => assert.ok(count >= least, `${count}`));
    for (const [name, userAgents] of expected) {
      test(`${name} (${userAgents.length})`, () => {
        for (const userAgent of userAgents) {
          assert.equal(said(describeDevice({ get: (h) => (h === 'user-agent' ? userAgent : null) })), name, userAgent);
        }
      });
    }
  });
}
