import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { Report } from '../../tools/test/report.ts';
import { matrix } from '../../tools/test/stories/modes.ts';
import { runStories } from '../../tools/test/stories/run-stories.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// Stories with one fault each, in a page that does what Storybook does: nothing else tells whether they would be found.

const stories: Readonly<Record<string, string>> = {
  fine: 'root.innerHTML = "<p>Hello</p>"',
  'play-fails': 'root.innerHTML = "<p>Hello</p>"; throw new Error("it did not work")',
  'error-beside': 'root.innerHTML = "<p>Hello</p>"; setTimeout(() => { throw new Error("beside it") })',
  'no-label': 'root.innerHTML = "<input>"',
  'pale-in-the-dark': 'root.innerHTML = "<p class=pale>Hello</p>"',
  'too-wide': 'root.innerHTML = "<div class=wide>Hello</div>"',
  'scrolls-sideways': 'root.innerHTML = "<div class=scroller tabindex=0><div class=wide>Hello</div></div>"',
  'cut-off': 'root.innerHTML = "<host-element></host-element>"',
  'says-twice': 'root.innerHTML = SPEAKER; pressed(root, () => { say(root, 0, "Saved"); say(root, 1, "Saved") })',
  'says-nothing': 'root.innerHTML = SPEAKER; pressed(root, () => undefined)',
  'says-once': 'root.innerHTML = SPEAKER; pressed(root, () => say(root, 1, "Saved"))',
  'loses-the-focus':
    'root.innerHTML = SPEAKER; pressed(root, () => { say(root, 0, "Gone"); root.querySelector("button").remove() })',
  'always-moves': 'root.innerHTML = "<p class=moving>Hello</p>"',
};

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stories</title>
<meta name="viewport" content="width=device-width">
<style>
  html { color-scheme: light dark; }
  @media (prefers-color-scheme: dark) { .pale { color: #444; background: #333; } }
  .wide { width: 600px; } .scroller { overflow-x: auto; }
  @keyframes move { to { translate: 9px; } } .moving { animation: move 5s infinite; }
</style></head><body class="sb-show-nopreview"><main id="root"></main><script>
  customElements.define('host-element', class extends HTMLElement {
    connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML =
        '<style>div { height: 1.3em; line-height: 1.3; overflow: hidden; width: 9em }</style><div>Some ten words</div>';
    }
  });
  const SPEAKER = '<div class=speaker><button>Save</button><p role=status></p><p role=alert></p></div>';
  const pressed = (root, handle) => {
    const button = root.querySelector('button');
    button.onclick = () => setTimeout(handle);
    button.click();
  };
  const say = (root, region, text) => { root.querySelectorAll('p')[region].textContent = text; };
  const stories = { ${Object.entries(stories)
    .map(([id, play]) => `${JSON.stringify(id)}: (root) => { ${play} }`)
    .join(',\n')} };
  const listeners = new Map();
  const tell = (type, event) => { for (const listener of listeners.get(type) ?? []) listener(event); };
  globalThis.__STORYBOOK_ADDONS_CHANNEL__ = {
    on: (type, listener) => listeners.set(type, new Set([...(listeners.get(type) ?? []), listener])),
    off: (type, listener) => listeners.get(type)?.delete(listener),
    emit(type, { storyId }) {
      try { stories[storyId](document.getElementById('root')); }
      catch (error) { tell('playFunctionThrewException', error); }
      setTimeout(tell, 50, 'storyFinished', { storyId });
    },
  };
</script></body></html>`;

describe('stories with one fault each', () => {
  const report = new Report();
  before(async () => {
    const folder = temporaryFolder();
    const entries = Object.keys(stories).map((id) => [id, { id, title: 'Planted', name: id, type: 'story' }]);
    writeFileSync(join(folder, 'index.json'), JSON.stringify({ entries: Object.fromEntries(entries) }));
    writeFileSync(join(folder, 'iframe.html'), page);
    await runStories(folder, matrix, report, []);
  });

  const failures = (id: string): string[] =>
    report.failures
      .filter((name) => name.startsWith(`story Planted / ${id}`))
      .map((name) => name.split(', ').slice(1).join(', '));

  it('a story without one passes in every mode', () => assert.deepEqual(failures('fine'), []));
  it('a play function that fails is told', () => assert.ok(failures('play-fails').includes('')));
  it('an error beside the story is told', () => assert.ok(failures('error-beside').includes('')));
  it('a field without a label is found in the light', () => assert.ok(failures('no-label').includes('light')));
  it('words that are hard to read in the dark are found, and there only', () =>
    assert.deepEqual(new Set(failures('pale-in-the-dark')), new Set(['dark', 'dark, 320 px', 'more contrast, dark'])));
  it('what does not fit into 320 px is found', () => {
    assert.ok(failures('too-wide').includes('320 px') && failures('too-wide').includes('400 % zoom'));
    assert.ok(!failures('too-wide').includes('light'));
  });
  it('what scrolls sideways there is found', () => assert.ok(failures('scrolls-sideways').includes('320 px')));
  it('text that is cut off with more space between lines is found, in shadow roots too', () =>
    assert.deepEqual(failures('cut-off'), ['text spacing', 'text spacing, 320 px']));
  it('what is said twice, what is not answered and what loses the focus is found, and nothing else', () => {
    assert.deepEqual(failures('says-twice'), ['']);
    assert.deepEqual(failures('says-nothing'), ['']);
    assert.deepEqual(failures('loses-the-focus'), ['']);
    assert.deepEqual(failures('says-once'), []);
  });
  it('what moves although less motion was asked for is found', () =>
    assert.ok(failures('always-moves').includes('light')));
});
