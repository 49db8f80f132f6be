import { element } from '../shared/dom.js';
import { group } from './parts.js';

const SCRIPT = '<script type="module" src="/elements/account-elements.js"></script>';
/** Attributes that say something to the element, not to this page. */
const OTHERS = /^(class|id|slot|hidden|style|aria-|data-)/;

/** What a page has to say to have what is on this one, as it is now. */
export function snippet() {
  const code = element('pre', {
    class: 'demo-snippet',
    tabindex: '0',
    'aria-label': 'HTML of this page',
    'data-t': 'aria-label',
  });
  const provider = document.querySelector('account-provider');
  let waiting = false;
  const show = () => {
    waiting = false;
    const text = [SCRIPT, '', ...lines(provider, '')].join('\n');
    if (code.textContent !== text) code.textContent = text;
  };
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(show, 100);
  }).observe(provider, { attributes: true, childList: true, subtree: true });
  show();
  return [group('HTML', code)];
}

/** Our elements that the page itself placed: what those bring is their own business. */
function lines(host, indent) {
  const inner =
    host.localName === 'account-provider' ? placed(host).flatMap((child) => lines(child, `${indent}  `)) : [];
  const attributes = [...host.attributes]
    .filter(({ name }) => !OTHERS.test(name))
    .map(({ name, value }) => (value === '' ? ` ${name}` : ` ${name}="${value}"`))
    .join('');
  const { localName } = host;
  return inner.length > 0
    ? [`${indent}<${localName}${attributes}>`, ...inner, `${indent}</${localName}>`]
    : [`${indent}<${localName}${attributes}></${localName}>`];
}

const placed = (provider) =>
  [...provider.querySelectorAll('*')].filter(
    (child) => isOurs(child) && !child.parentElement.closest('account-portal, my-profile, reauth-dialog'),
  );

const isOurs = ({ localName }) => localName.includes('-') && localName !== 'account-provider';
