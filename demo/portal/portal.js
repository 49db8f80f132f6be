import { accountPage } from '../shared/account-page.js';
import { say } from '../shared/reading.js';

const view = document.querySelector('[data-view="account"]');
const lockdownView = document.querySelector('[data-view="lockdown"]');
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
  lockdown(show) {
    show('lockdown');
    const template = lockdownView.querySelector('template');
    if (template) template.replaceWith(document.importNode(template.content, true));
    document.title = `${say('Secure your account')} · Lindholm Freight`;
  },
  undo() {
    const template = document.querySelector('[data-view="undo"] template');
    template?.replaceWith(document.importNode(template.content, true));
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
