import { element } from '../shared/dom.js';
import { dateAndTime, readAs, say } from '../shared/reading.js';

const list = document.querySelector('.mails');
const none = document.querySelector('.none');
const shown = new Set();

readAs(null);
document.title = `${say('Mailbox')} · Lindholm Freight`;
void look();

/** Mails come while the page is open, whatever becomes of one look. */
async function look() {
  try {
    const response = await fetch('/demo/mails');
    if (response.ok) show(await response.json());
  } catch {
    // The demo was away, or the answer broke off: the next look tells.
  }
  setTimeout(look, 1000);
}

function show(mails) {
  for (const mail of mails.toReversed()) {
    if (shown.has(mail.id)) continue;
    shown.add(mail.id);
    list.prepend(entry(mail));
  }
  list.hidden = mails.length === 0;
  none.hidden = mails.length > 0;
}

function entry({ at, id, subject, text, to }) {
  return element(
    'li',
    { class: 'mail' },
    element('h2', {}, subject),
    element('p', { class: 'mail-about' }, element('bdi', {}, to), ' · ', dateAndTime(at)),
    element('div', { class: 'mail-text' }, ...withLinks(text)),
    element(
      'a',
      { class: 'mail-html', href: `/demo/mails/${encodeURIComponent(id)}`, target: '_blank' },
      say('As HTML'),
    ),
  );
}

/** Addresses in a text, as links. */
const withLinks = (text) =>
  text.split(/(https?:\/\/\S+)/).map((part, index) => (index % 2 ? element('a', { href: part }, part) : part));
