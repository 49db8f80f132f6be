import { element } from '../shared/dom.js';
import { german } from './german.js';
import { appearance } from './appearance.js';
import { eventLog, requestLog } from './logs.js';
import { people } from './people.js';
import { addGerman, translate } from '../shared/reading.js';
import { snippet } from './snippet.js';
import { troubles } from './troubles.js';

/**
 * *Demo controls*: a button at the bottom, and behind it all that makes the
 * elements show what a visitor would otherwise have to wait for. Not part of
 * the product that the demo shows.
 */
addGerman(german);

const offered = await (await fetch('/demo/controls')).json();

const toggle = element(
  'button',
  { class: 'demo-toggle', type: 'button', 'aria-expanded': 'false', 'aria-controls': 'demo-panel', 'data-t': true },
  'Demo controls',
);
const panel = element(
  'section',
  {
    class: 'demo-panel',
    id: 'demo-panel',
    'aria-label': 'Demo controls',
    'data-t': 'aria-label',
    tabindex: '-1',
    hidden: true,
  },
  ...people(),
  ...troubles(offered.troubles),
  ...appearance(),
  eventLog(offered.events),
  requestLog(),
  ...snippet(),
);
const place = element('div', { class: 'demo-controls' }, panel, toggle);

function setOpen(open) {
  panel.hidden = !open;
  toggle.setAttribute('aria-expanded', String(open));
  sessionStorage.setItem('demo-controls-open', open ? 'yes' : '');
}

toggle.addEventListener('click', () => {
  setOpen(panel.hidden);
  if (!panel.hidden) panel.focus();
});
place.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || panel.hidden) return;
  setOpen(false);
  toggle.focus();
});

setOpen(sessionStorage.getItem('demo-controls-open') === 'yes');
document.body.append(place);
translate(place);
