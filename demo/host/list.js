import { element } from '../shared/dom.js';
import { compare, date, fromNow, number, say, sayCount } from '../shared/reading.js';
import { find, renewalNames, statusNames } from './certificates.js';
import { renderHorizon } from './horizon.js';

const wanted = { text: '', status: '', issuer: '', owner: '', sort: 'expires', descending: false };

/** The page *Certificates*: figures that filter, what comes, and the list. */
export function renderList(view, certificates) {
  const count = element('p', { class: 'find-count', role: 'status' });
  const results = element('div', { class: 'results' });

  const update = () => {
    const found = find(certificates, wanted, { say, compare });
    count.textContent =
      found.length === certificates.length
        ? sayCount(found.length, '{n} certificate', '{n} certificates')
        : say('{n} of {total} certificates', { n: number(found.length), total: number(certificates.length) });
    results.replaceChildren(found.length > 0 ? table(found, update) : nothing(() => renderList(view, certificates)));
    for (const button of view.querySelectorAll('.figure')) {
      button.setAttribute('aria-pressed', String(button.dataset.status === wanted.status));
    }
  };

  view.replaceChildren(
    element(
      'div',
      { class: 'intro' },
      element('h1', { tabindex: '-1' }, say('Certificates')),
      element('p', { class: 'lead' }, say('Every certificate of Lindholm Freight, and when it expires.')),
    ),
    figures(certificates, update),
    renderHorizon(certificates),
    element(
      'form',
      { class: 'find', role: 'search', onsubmit: (event) => event.preventDefault() },
      element(
        'label',
        { class: 'find-field' },
        say('Search'),
        element('input', {
          class: 'find-input',
          type: 'search',
          name: 'text',
          value: wanted.text,
          placeholder: say('Name, purpose, host'),
          oninput: (event) => change({ text: event.target.value }, update),
        }),
      ),
      choice(certificates, 'issuer', say('Issuer'), say('All issuers'), update),
      choice(certificates, 'owner', say('Owner'), say('Everyone’s'), update),
      count,
    ),
    results,
  );
  update();
}

function change(part, update) {
  Object.assign(wanted, part);
  update();
}

function figures(certificates, update) {
  const figure = (status, name) =>
    element(
      'button',
      {
        class: 'figure',
        type: 'button',
        'data-status': status,
        'aria-pressed': 'false',
        onclick: () => change({ status }, update),
      },
      element(
        'span',
        { class: 'figure-number' },
        number(certificates.filter((certificate) => !status || certificate.status === status).length),
      ),
      element(
        'span',
        { class: 'figure-label' },
        status ? element('span', { class: `shape shape-${status}`, 'aria-hidden': 'true' }) : undefined,
        say(name),
      ),
    );
  return element(
    'div',
    { class: 'figures', role: 'group', 'aria-label': say('Filter by status') },
    figure('', 'All'),
    ...Object.entries(statusNames).map(([status, name]) => figure(status, name)),
  );
}

function choice(certificates, field, label, all, update) {
  const names = [...new Set(certificates.map((certificate) => certificate[field]))].sort((a, b) =>
    compare(say(a), say(b)),
  );
  const select = element(
    'select',
    { class: 'find-input', name: field, onchange: (event) => change({ [field]: event.target.value }, update) },
    element('option', { value: '' }, all),
    ...names.map((name) => element('option', { value: name, selected: name === wanted[field] }, say(name))),
  );
  return element('label', { class: 'find-field' }, label, select);
}

function nothing(restart) {
  return element(
    'div',
    { class: 'empty' },
    element('p', {}, say('Nothing matches. Try fewer letters or another filter.')),
    element(
      'button',
      {
        class: 'button',
        type: 'button',
        onclick: () => {
          Object.assign(wanted, { text: '', status: '', issuer: '', owner: '' });
          restart();
          document.querySelector('.find-input')?.focus();
        },
      },
      say('Show all certificates'),
    ),
  );
}

/** Roles are named because the narrow layout is not a table's, which makes browsers forget that it is one. */
function table(certificates, update) {
  const head = (name, sort, optional) => {
    const sorted = sort === wanted.sort ? (wanted.descending ? 'descending' : 'ascending') : undefined;
    const toggle = () => {
      change({ sort, descending: sorted === 'ascending' }, update);
      document.querySelector(`[data-sort='${sort}']`)?.focus();
    };
    return element(
      'th',
      { role: 'columnheader', scope: 'col', 'aria-sort': sorted, class: optional ? 'optional' : undefined },
      sort ? element('button', { class: 'sort', type: 'button', 'data-sort': sort, onclick: toggle }, name) : name,
    );
  };
  return element(
    'table',
    { class: 'table', role: 'table', 'aria-label': say('Certificates') },
    element(
      'thead',
      { role: 'rowgroup' },
      element(
        'tr',
        { role: 'row' },
        head(say('Certificate'), 'name'),
        head(say('Status')),
        head(say('Expires'), 'expires'),
        head(say('Issuer'), 'issuer'),
        head(say('Renewal'), undefined, true),
        head(say('Owner'), undefined, true),
      ),
    ),
    element('tbody', { role: 'rowgroup' }, ...certificates.map(row)),
  );
}

function row(certificate) {
  const { id, name, also, purpose, status, issuer, renewal, owner, until, days } = certificate;
  return element(
    'tr',
    { role: 'row' },
    element(
      'th',
      { role: 'rowheader', scope: 'row' },
      element('a', { class: 'name', href: `#/certificates/${id}` }, name),
      also.length > 0 ? ` +${number(also.length)}` : undefined,
      element('span', { class: 'under' }, say(purpose)),
    ),
    element('td', { role: 'cell' }, statusBadge(status)),
    element(
      'td',
      { role: 'cell', class: 'end nowrap' },
      element('time', { datetime: until.toISOString() }, date(until)),
      element('span', { class: 'under' }, fromNow(days)),
    ),
    element('td', { role: 'cell', class: 'wide' }, issuer),
    element('td', { role: 'cell', class: 'optional' }, say(renewalNames[renewal])),
    element('td', { role: 'cell', class: 'optional' }, say(owner)),
  );
}

export const statusBadge = (status) =>
  element(
    'span',
    { class: `status status-${status}` },
    element('span', { class: `shape shape-${status}`, 'aria-hidden': 'true' }),
    say(statusNames[status]),
  );
