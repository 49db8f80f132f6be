import { accountPage } from '../shared/account-page.js';
import { say } from '../shared/reading.js';

const { show, menu } = accountPage({
  open({ portal }) {
    // Whoever is here has no need for a way here.
    menu.removeAttribute('manage-url');
    show(portal ? 'account' : 'forbidden');
    title();
  },
  redraw: () => title(),
  clear() {},
});

function title() {
  document.title = `${say('Account')} · Lindholm Freight`;
}
