import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-provider/define.ts';
import type { AccountProvider } from '../../components/account-provider/account-provider.ts';
import { expectAccessible, byRole } from '../support/accessibility.ts';
import { activeElement, cdp, emulate, fixture, press, type } from '../support/browser.ts';

describe('account-provider', () => {
  it('takes no room of its own on the page', async () => {
    const provider = await fixture<AccountProvider>(html`<account-provider></account-provider>`);
    expect(getComputedStyle(provider).display).to.equal('contents');
  });

  it('gives what is inside it the theme', async () => {
    const provider = await fixture<AccountProvider>(html`<account-provider theme="dark"></account-provider>`);
    expect(getComputedStyle(provider).colorScheme).to.equal('dark');
  });
});

describe('what tests in the browser stand on', () => {
  it('real keys, media, axe', async () => {
    await fixture(html`<div><label for="x">Words</label><input id="x" /><button>Go</button></div>`);
    await press('Tab');
    await type('hello');
    expect(byRole<HTMLInputElement>('textbox', 'Words').value).to.equal('hello');
    await press('Tab');
    expect(activeElement()).to.equal(byRole('button', 'Go'));
    await press('Shift+Tab');
    expect(activeElement()).to.equal(byRole('textbox'));
    await emulate({ 'forced-colors': 'active' });
    expect(matchMedia('(forced-colors: active)').matches).to.equal(true);
    await emulate();
    await cdp('Page.enable');
    await expectAccessible();
  });
});
