import { element } from '../shared/dom.js';
import { button, group } from './parts.js';

const KEPT = 60;
/** Fields of events whose values are nobody's business, whatever is in them. */
const SECRET = /password|secret|token|code|key|uri|response|credential/i;

/** What the elements tell the page. */
export function eventLog(names) {
  const events = log('Events');
  for (const name of names) {
    document.addEventListener(name, (event) => {
      events.add(`<${event.composedPath()[0]?.localName ?? 'document'}> ${name} ${details(event)}`);
    });
  }
  return events.group;
}

const requests = log('Requests');
export const requestLog = () => requests.group;

// From the first one on. Never a body: there are passwords in them.
const send = window.fetch.bind(window);
window.fetch = async (input, init = {}) => {
  const { pathname, search } = new URL(input instanceof Request ? input.url : input, location.href);
  const method = init.method ?? (input instanceof Request ? input.method : 'GET');
  const start = performance.now();
  const note = (end) => {
    const took = `${Math.round(performance.now() - start)} ms`;
    if (pathname.startsWith('/api/')) requests.add(`${method} ${pathname}${search} ${end} ${took}`);
  };
  try {
    const response = await send(input, init);
    note(response.status);
    return response;
  } catch (error) {
    note(error.name);
    throw error;
  }
};

function log(title) {
  const list = element('ol', { class: 'demo-log', tabindex: '0', 'aria-label': title, 'data-t': 'aria-label' });
  const shown = group(
    title,
    list,
    element(
      'div',
      { class: 'demo-row' },
      button('Clear', () => list.replaceChildren()),
    ),
  );
  return {
    group: shown,
    add(line) {
      list.prepend(element('li', {}, line));
      while (list.childElementCount > KEPT) list.lastElementChild.remove();
    },
  };
}

/** The fields of an event of ours, as far as they may be seen. */
function details(event) {
  const fields = Object.entries(event).filter(([name]) => name !== 'isTrusted');
  return fields.length > 0 ? JSON.stringify(Object.fromEntries(fields), redact) : '';
}

function redact(name, value) {
  if (SECRET.test(name)) return '•••';
  return typeof value === 'function' || value instanceof Node ? undefined : value;
}
