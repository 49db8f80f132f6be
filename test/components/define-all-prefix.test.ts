import { expect } from 'chai';
import { html } from 'lit';
import { defineAll } from '../../components/define-all.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { deepQuery, fixture, settled, until } from '../support/browser.ts';
import { warnings } from '../support/warnings.ts';

const TAGS = ['account-provider', 'account-name', 'my-profile', 'password-change', 'profile-form', 'profile-menu'];

// One page: a prefix is said once.
describe('defineAll with a prefix', () => {
  it('gives every element a name of the page’s choice, and none of ours', () => {
    defineAll({ prefix: 'acme' });
    for (const tag of TAGS) {
      expect(customElements.get(`acme-${tag}`), `acme-${tag}`).to.not.equal(undefined);
      expect(customElements.get(tag), tag).to.equal(undefined);
    }
  });

  it('composites work under the page’s names, too', async () => {
    const client = fakeClient();
    const page = await fixture<HTMLElement>(html`<div></div>`);
    const menu = document.createElement('acme-profile-menu') as HTMLElement & { client: unknown };
    menu.client = client;
    page.append(menu);
    await until(() => allByRole('button', 'Ada Lindqvist').length === 1);
    byRole('button', 'Ada Lindqvist').click();
    await settled();
    byRole('menuitem', 'My Profile').click();
    await until(() => deepQuery(page, 'acme-profile-form input[name="title"]'));
    expect(deepQuery(page, 'acme-my-profile')).to.not.equal(undefined);
  });

  it('the dialog that is loaded when somebody needs it gets such a name, too', async () => {
    const element = document.createElement('acme-password-change') as HTMLElement & { client: unknown };
    element.client = fakeClient();
    (await fixture<HTMLElement>(html`<div></div>`)).append(element);
    await until(() => element.querySelector('button'));
    element.querySelector('button')!.click();
    const dialog = await until(() => document.querySelector('acme-reauth-dialog input'));
    dialog!.closest('acme-reauth-dialog')!.remove();
  });

  it('doing it again is nothing to warn of, and a file that registers goes by it, too', async () => {
    expect(await warnings(() => defineAll({ prefix: 'acme' }))).to.deep.equal([]);
    expect(await warnings(() => defineAll())).to.deep.equal([]);
    expect(await warnings(() => import('../../components/define.ts'))).to.deep.equal([]);
    for (const tag of TAGS) expect(customElements.get(tag), tag).to.equal(undefined);
  });
});
