import { expect } from 'chai';
import { setPrefix } from '../../components/prefix.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { until } from '../support/browser.ts';
import { warnings } from '../support/warnings.ts';

/** An element on the page, with somebody signed in. */
function onPage(tag: string): HTMLElement {
  const element = Object.assign(document.createElement(tag), { client: fakeClient() });
  document.body.append(element);
  return element;
}

// One page: a prefix is said once.
describe('a prefix that a page says before it registers single elements', () => {
  it('stands before what they register, and the usual names stay the page’s', async () => {
    class Theirs extends HTMLElement {}
    customElements.define('profile-menu', Theirs);
    setPrefix('acme');
    expect(await warnings(() => import('../../components/profile-menu/define.ts'))).to.deep.equal([]);
    await import('../../components/password-change/define.ts');
    expect(customElements.get('acme-profile-menu')).to.not.equal(undefined);
    expect(customElements.get('profile-menu')).to.equal(Theirs);
    expect(customElements.get('password-change')).to.equal(undefined);
  });

  it('stands before what they make themselves, which the page registers nowhere', async () => {
    const menu = onPage('acme-profile-menu');
    await until(() => allByRole('button', 'Ada Lindqvist').length === 1);
    byRole('button', 'Ada Lindqvist').click();
    byRole('menuitem', 'My Profile').click();
    await until(() => menu.querySelector('acme-my-profile acme-profile-form'), 'My Profile shows the form');
    menu.remove();
  });

  it('stands before the dialog that asks for a proof of identity', async () => {
    const element = onPage('acme-password-change');
    (await until(() => element.querySelector('button')))!.click();
    const dialog = await until(() => document.querySelector('acme-reauth-dialog input'));
    dialog!.closest('acme-reauth-dialog')!.remove();
    element.remove();
  });

  it('goes with classes that the page registers itself', async () => {
    const { AccountNameForm } = await import('../../components/account-name/account-name.ts');
    customElements.define('acme-account-name', AccountNameForm);
    expect(await warnings(() => import('../../components/account-name/define.ts'))).to.deep.equal([]);
    expect(customElements.get('account-name')).to.equal(undefined);
  });

  it('said again it changes nothing; another one comes late, and says so', async () => {
    expect(await warnings(() => setPrefix('acme'))).to.deep.equal([]);
    expect(await warnings(() => setPrefix('late'))).to.deep.equal([
      'account-elements: the prefix "late" comes late, some elements have their tags: say it first.',
    ]);
  });
});
