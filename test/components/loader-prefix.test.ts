import { expect } from 'chai';
import { loadElements } from '../../components/loader.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { aWhile, until } from '../support/browser.ts';

// One page: a prefix is said once.
describe('elements are loaded under names of the page’s choice', () => {
  it('a tag behind the prefix is loaded when it is used, and what it makes has such a name, too', async () => {
    loadElements(document, { prefix: 'acme' });
    const menu = document.createElement('acme-profile-menu');
    Object.assign(menu, { client: fakeClient() });
    document.body.append(menu);
    await until(() => allByRole('button', 'Ada Lindqvist').length === 1);
    byRole('button', 'Ada Lindqvist').click();
    byRole('menuitem', 'My Profile').click();
    await until(() => menu.querySelector('acme-my-profile acme-profile-form'), 'My Profile shows the form');
  });

  it('a tag without it, or with something else before it, stays the page’s own', async () => {
    document.body.append(document.createElement('session-list'), document.createElement('other-acme-session-list'));
    await aWhile(100);
    expect(customElements.get('session-list')).to.equal(undefined);
    expect(customElements.get('other-acme-session-list')).to.equal(undefined);
    expect(customElements.get('acme-session-list')).to.equal(undefined);
  });

  it('roots that are handed in later go by it', async () => {
    const card = document.createElement('div');
    const root = card.attachShadow({ mode: 'closed' });
    root.append(document.createElement('acme-account-name'));
    document.body.append(card);
    loadElements(root);
    await until(() => customElements.get('acme-account-name'), 'acme-account-name is defined');
  });

  it('the dialog that asks for a proof of identity has such a name, too', async () => {
    const element = document.createElement('acme-password-change');
    Object.assign(element, { client: fakeClient() });
    document.body.append(element);
    const button = await until(() => element.querySelector('button'));
    button!.click();
    const dialog = await until(() => document.querySelector('acme-reauth-dialog input'));
    dialog!.closest('acme-reauth-dialog')!.remove();
  });
});
