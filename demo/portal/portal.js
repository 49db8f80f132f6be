import { accountPage } from '../shared/account-page.js';
import { say } from '../shared/reading.js';

const pages = [...document.querySelectorAll('[data-page]')];
const links = document.querySelectorAll('.portal-nav a');

const { show, menu } = accountPage({
  open({ portal }) {
    // Whoever is here has no need for a way here.
    menu.removeAttribute('manage-url');
    show(portal ? 'account' : 'forbidden');
    if (portal) showPage();
    title();
  },
  redraw: () => title(),
  clear() {},
});

/** The page that the address names, such as `#/sessions`; the first one for any other. */
const page = () => pages.find(({ dataset }) => location.hash === `#/${dataset.page}`) ?? pages[0];

function showPage() {
  const shown = page();
  for (const one of pages) one.hidden = one !== shown;
  for (const link of links) {
    if (link.hash === `#/${shown.dataset.page}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  // What is in a page asks the server from then on, and stays: nothing typed is lost by looking elsewhere.
  const template = shown.querySelector('template');
  template?.replaceWith(document.importNode(template.content, true));
}

window.addEventListener('hashchange', () => {
  showPage();
  if (document.querySelector('[data-view="account"]').hidden) return;
  title();
  window.scrollTo(0, 0);
  page().querySelector('h1').focus({ preventScroll: true });
});

function title() {
  const isOpen = !document.querySelector('[data-view="account"]').hidden;
  document.title = `${say(isOpen ? page().querySelector('h1').dataset.english : 'Account')} · Lindholm Freight`;
}
