import { readAs, say } from '../shared/reading.js';
import { signedInAccount } from '../shared/session.js';
import { loadCertificates } from './certificates.js';
import { renderDetail } from './detail.js';
import { renderIssuers } from './issuers.js';
import { renderList } from './list.js';
import { offerPeople } from './people.js';

/**
 * Who finds *Manage* in My Profile is this page's choice, by setting where it
 * leads. Here it is administrators; at /everyone/, the same page, it is everybody
 * whom the account service lets into the portal.
 */
const manageForEveryone = location.pathname === '/everyone/';

const menu = document.querySelector('profile-menu');
const navigation = document.querySelector('.bar-nav');
const notice = document.querySelector('.notice');
const dialog = document.querySelector('.detail');
const views = Object.fromEntries([...document.querySelectorAll('.view')].map((view) => [view.dataset.view, view]));

let account = null;
let certificates = [];

/** `#/certificates`, `#/certificates/api`, `#/issuers`. Anything else is the list. */
function route() {
  const [, page, id] = location.hash.split('/');
  return page === 'issuers' ? { page } : { page: 'certificates', id };
}

function show(name) {
  for (const [key, view] of Object.entries(views)) view.hidden = key !== name;
  document.documentElement.classList.toggle('signed-out', name === 'sign-in');
  const signedIn = name === 'certificates' || name === 'issuers';
  navigation.hidden = !signedIn;
  menu.hidden = !signedIn;
}

function render({ focus = false } = {}) {
  const { page, id } = route();
  show(page);
  const title = page === 'issuers' ? say('Issuers') : say('Certificates');
  for (const link of navigation.querySelectorAll('a')) {
    if (link.hash === `#/${page}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (page === 'issuers') renderIssuers(views.issuers, certificates);
  else renderList(views.certificates, certificates);

  const chosen = certificates.find((certificate) => certificate.id === id);
  document.title = `${chosen ? chosen.name : title} · Certificate Manager`;
  if (chosen) {
    renderDetail(dialog, chosen);
    if (!dialog.open) dialog.showModal();
  } else if (dialog.open) dialog.close();
  else if (focus) views[page].querySelector('h1').focus({ preventScroll: true });
}

/** Nothing of the person or of the company stays in the page. The address stays, so that they continue there. */
function renderSignedOut(message) {
  account = null;
  certificates = [];
  menu.removeAttribute('manage-url');
  if (dialog.open) dialog.close();
  dialog.replaceChildren();
  views.certificates.replaceChildren();
  views.issuers.replaceChildren();
  readAs(null);
  notice.textContent = message ? say(message) : '';
  document.title = `${say('Sign in')} · Certificate Manager`;
  show('sign-in');
}

async function start(messageWhenSignedOut) {
  try {
    account = await signedInAccount();
    if (!account) {
      renderSignedOut(messageWhenSignedOut);
      return;
    }
    certificates = await loadCertificates();
  } catch {
    show('problem');
    return;
  }
  readAs(account.locale);
  menu.toggleAttribute('manage-url', false);
  if (account.administrator || manageForEveryone) menu.setAttribute('manage-url', '/account/');
  render();
}

document.addEventListener('signed-in', async () => {
  await start();
  // The form that had the focus is gone: reading goes on at the page's heading.
  if (account && !dialog.open) views[route().page].querySelector('h1')?.focus({ preventScroll: true });
});
document.addEventListener('signed-out', () => renderSignedOut('You are signed out.'));
for (const ended of ['session-expired', 'sign-in-request']) {
  document.addEventListener(ended, () =>
    renderSignedOut('Your session has ended. Sign in to continue where you were.'),
  );
}
document.addEventListener('locale-changed', ({ locale }) => {
  if (!account) return;
  readAs(locale);
  render();
});

window.addEventListener('hashchange', () => {
  if (account) render({ focus: true });
});
dialog.addEventListener('close', () => {
  if (account && route().id) location.hash = '#/certificates';
});
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.querySelector('main').focus();
});
document.querySelector('[data-retry]').addEventListener('click', () => start());

readAs(null);
offerPeople(document.querySelector('.people'), document.querySelector('sign-in-form'));
start(location.hash.length > 2 ? 'Sign in to open the page you asked for.' : '');
