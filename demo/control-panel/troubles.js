import { element } from '../shared/dom.js';
import { say } from '../shared/reading.js';
import { button, choice, group, store, stored } from './parts.js';

const latencies = [
  ['0', 'None'],
  ['300', '0.3 seconds'],
  ['1500', '1.5 seconds'],
  ['6000', '6 seconds'],
];

/** A slow and failing network: a layer of the demo's server reads this cookie, in front of the real API. */
export function troubles(codes) {
  let code = codes[0];
  let kind = 'any';
  const outcome = element('p', { class: 'demo-note', role: 'status' });
  const tell = (failure = '') => {
    document.cookie = `demo-troubles=${stored('latency', '0')}${failure}; path=/; samesite=strict`;
  };
  const fail = () => {
    tell(`~${code}~${kind}~${crypto.randomUUID()}`);
    outcome.textContent = say('Armed: it fails once.');
  };
  tell();

  return [
    group(
      'Network',
      choice('Every call takes longer by', latencies, stored('latency', '0'), (value) => {
        store('latency', value);
        tell();
      }),
      choice(
        'Let fail the next',
        [
          ['any', 'call'],
          ['write', 'change'],
        ],
        kind,
        (value) => (kind = value),
      ),
      // The contract's own words, which are not for reading aloud.
      choice(
        'with',
        codes.map((name) => [name, name]),
        code,
        (value) => (code = value),
      ),
      element('div', { class: 'demo-row' }, button('Let it fail', fail)),
      outcome,
    ),
  ];
}
