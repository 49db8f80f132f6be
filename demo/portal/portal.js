import { accountPage } from '../shared/account-page.js';
import { say } from '../shared/reading.js';

const view = document.querySelector('[data-view="account"]');
let section = 'Account';

const { show, menu } = accountPage({
  open({ portal }) {
    // Whoever is here has no need for a way here.
    menu.removeAttribute('manage-url');
    show(portal ? 'account' : 'forbidden');
    // Out of a template: whoever is not signed in has no need for its script.
    const template = portal && view.querySelector('template');
    if (template) template.replaceWith(document.importNode(template.content, true));
    title();
  },
  redraw: () => title(),
  clear() {},
});

document.addEventListener('section-changed', ({ label }) => {
  section = label;
  title();
});

function title() {
  document.title = `${view.hidden ? say('Account') : section} · Lindholm Freight`;
}
