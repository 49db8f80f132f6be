import { element } from '../shared/dom.js';
import { compare, date, fromNow, say, sayCount } from '../shared/reading.js';

/** The page *Issuers*: how much each has issued, and what of it expires next. */
export function renderIssuers(view, certificates) {
  const byIssuer = Map.groupBy(certificates, ({ issuer }) => issuer);
  const rows = [...byIssuer].sort(([a], [b]) => compare(a, b)).map(([issuer, issued]) => row(issuer, issued));
  const head = (name) => element('th', { role: 'columnheader', scope: 'col' }, say(name));
  view.replaceChildren(
    element(
      'div',
      { class: 'intro' },
      element('h1', { tabindex: '-1' }, say('Issuers')),
      element('p', { class: 'lead' }, say('Who issued them, and what expires next.')),
    ),
    element(
      'table',
      { class: 'table issuers', role: 'table', 'aria-label': say('Issuers') },
      element(
        'thead',
        { role: 'rowgroup' },
        element('tr', { role: 'row' }, ...['Issuer', 'Issued', 'Expires next', 'Expires'].map(head)),
      ),
      element('tbody', { role: 'rowgroup' }, ...rows),
    ),
  );
}

function row(issuer, issued) {
  const next = issued.filter(({ days }) => days >= 0).sort((a, b) => a.days - b.days)[0];
  return element(
    'tr',
    { role: 'row' },
    element('th', { role: 'rowheader', scope: 'row' }, element('span', { class: 'name' }, issuer)),
    element('td', { role: 'cell', class: 'wide' }, sayCount(issued.length, '{n} certificate', '{n} certificates')),
    element(
      'td',
      { role: 'cell', class: 'wide' },
      next ? element('a', { href: `#/certificates/${next.id}` }, next.name) : say('none left'),
    ),
    element(
      'td',
      { role: 'cell', class: 'wide' },
      next ? element('time', { datetime: next.until.toISOString() }, date(next.until)) : '',
      next ? element('span', { class: 'under' }, fromNow(next.days)) : '',
    ),
  );
}
