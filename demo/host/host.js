import { accountPage } from '../shared/account-page.js';
import { say } from '../shared/reading.js';
import { loadCertificates } from './certificates.js';
import { renderDetail } from './detail.js';
import { renderIssuers } from './issuers.js';
import { renderList } from './list.js';

/**
 * Who finds *Manage* in My Profile is this page's choice: it says where the
 * account portal is, or does not. Here it does for administrators; at /everyone/,
 * the same page, for everybody whom the account service lets into the portal.
 */
const manageForEveryone = location.pathname === '/everyone/';

const navigation = document.querySelector('.bar-nav');
const dialog = document.querySelector('.detail');
const views = {
  certificates: document.querySelector("[data-view='certificates']"),
  issuers: document.querySelector("[data-view='issuers']"),
};
let certificates = [];

const { show, menu } = accountPage({
  async open(account) {
    certificates = await loadCertificates();
    if (account.administrator || manageForEveryone) menu.setAttribute('manage-url', '/account/');
    render();
  },
  redraw: () => render(),
  clear() {
    certificates = [];
    menu.removeAttribute('manage-url');
    navigation.hidden = true;
    if (dialog.open) dialog.close();
    for (const place of [dialog, views.certificates, views.issuers]) place.replaceChildren();
  },
});

/** `#/certificates`, `#/certificates/api`, `#/issuers`. Anything else is the list. */
function route() {
  const [, page, id] = location.hash.split('/');
  return page === 'issuers' ? { page } : { page: 'certificates', id };
}

function render() {
  const { page, id } = route();
  show(page);
  navigation.hidden = false;
  for (const link of navigation.querySelectorAll('a')) {
    if (link.hash === `#/${page}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (page === 'issuers') renderIssuers(views.issuers, certificates);
  else renderList(views.certificates, certificates);

  renderDialog(id, say(page === 'issuers' ? 'Issuers' : 'Certificates'));
}

/** The certificate that the address names, if it does. */
function renderDialog(id, otherwise) {
  const chosen = certificates.find((certificate) => certificate.id === id);
  document.title = `${chosen?.name ?? otherwise} · Certificate Manager`;
  if (chosen) {
    renderDetail(dialog, chosen);
    if (!dialog.open) dialog.showModal();
  } else if (dialog.open) dialog.close();
}

window.addEventListener('hashchange', ({ oldURL }) => {
  if (certificates.length === 0) return;
  const { page, id } = route();
  const cameFromDetail = new URL(oldURL).hash.startsWith('#/certificates/');
  if (page === 'certificates' && (id || cameFromDetail) && !views.certificates.hidden) {
    // The list stays as it is behind the dialog, so that the focus finds its way back.
    renderDialog(id, say('Certificates'));
    return;
  }
  render();
  views[page].querySelector('h1')?.focus({ preventScroll: true });
});

dialog.addEventListener('close', () => {
  if (certificates.length > 0 && route().id) location.hash = '#/certificates';
});
