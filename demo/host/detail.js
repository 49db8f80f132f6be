import { drawing, element } from '../shared/dom.js';
import { date, dateAndTime, fromNow, say } from '../shared/reading.js';
import { renewalNames } from './certificates.js';
import { statusBadge } from './list.js';

/** One certificate, in a dialog at the side. */
export function renderDetail(dialog, certificate) {
  const { name, status, days, purpose } = certificate;
  dialog.replaceChildren(
    element(
      'header',
      { class: 'detail-head' },
      statusBadge(status),
      element('h2', { id: 'detail-heading', tabindex: '-1', autofocus: true }, name),
      element('p', { class: 'lead' }, say(purpose)),
      element(
        'button',
        { class: 'close', type: 'button', 'aria-label': say('Close'), onclick: () => dialog.close() },
        drawing('M3.5 3.5l11 11m0-11l-11 11'),
      ),
    ),
    element('div', { class: 'detail-body' }, life(certificate, fromNow(days)), facts(certificate)),
  );
}

function life({ from, until, status }, when) {
  const spent = element('span', { class: 'life-spent', 'data-status': status });
  const share = (Date.now() - from.getTime()) / (until.getTime() - from.getTime());
  spent.style.inlineSize = `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%`;
  return element(
    'div',
    { class: 'life' },
    element('span', { class: 'life-bar', 'aria-hidden': 'true' }, spent),
    element(
      'p',
      { class: 'life-ends' },
      element('span', {}, element('b', {}, say('Valid from')), date(from)),
      element('span', {}, element('b', {}, say('Valid until')), `${date(until)}, ${when}`),
    ),
  );
}

function facts(certificate) {
  const { also, issuer, renewal, owner, runsOn, key, serial, fingerprint, until } = certificate;
  const fact = (term, ...description) => [element('dt', {}, say(term)), element('dd', {}, ...description)];
  return element(
    'dl',
    { class: 'facts' },
    ...(also.length > 0 ? fact('Also for', also.join(', ')) : []),
    ...fact('Issuer', issuer),
    ...fact('Expires', element('time', { datetime: until.toISOString() }, dateAndTime(until))),
    ...fact('Renewal', say(renewalNames[renewal])),
    ...fact('Owner', say(owner)),
    ...fact('Runs on', runsOn.join(', ')),
    ...fact('Key', key),
    ...fact('Serial number', element('span', { class: 'mono' }, serial)),
    ...fact('SHA-256 fingerprint', element('span', { class: 'mono' }, pairs(fingerprint)), copyButton(fingerprint)),
  );
}

const pairs = (hex) => hex.match(/../g).join(':');

function copyButton(fingerprint) {
  const outcome = element('span', { class: 'under', role: 'status' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(pairs(fingerprint));
      outcome.textContent = say('Copied');
    } catch {
      outcome.textContent = say('Could not copy: select the text instead');
    }
  };
  return element(
    'span',
    { class: 'copy' },
    element('button', { class: 'button', type: 'button', onclick: copy }, say('Copy fingerprint')),
    outcome,
  );
}
