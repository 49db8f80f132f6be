import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-provider/define.ts';
import { AccountProvider } from '../../components/account-provider/account-provider.ts';
import { expectAccessible, byRole } from '../support/accessibility.ts';
import { activeElement, cdp, emulate, fixture, press, settled, type } from '../support/browser.ts';
import type { TestReader } from '../support/elements.ts';
import '../support/elements.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';

describe('account-provider', () => {
  it('takes no room of its own on the page', async () => {
    const provider = await fixture<AccountProvider>(html`<account-provider></account-provider>`);
    expect(getComputedStyle(provider).display).to.equal('contents');
  });

  it('hides what is inside it when it is hidden', async () => {
    const provider = await fixture<AccountProvider>(html`<account-provider hidden>x</account-provider>`);
    expect(getComputedStyle(provider).display).to.equal('none');
  });

  it('gives what is inside it the theme', async () => {
    const provider = await fixture<AccountProvider>(html`<account-provider theme="dark"></account-provider>`);
    expect(getComputedStyle(provider).colorScheme).to.equal('dark');
  });
});

describe('the client of account-provider', () => {
  it('is the page’s own when it is set right after the markup was upgraded', async () => {
    const place = await fixture(html`<div></div>`);
    const own = fakeClient();
    place.innerHTML = '<account-provider><test-reader></test-reader></account-provider>';
    const provider = place.firstElementChild as AccountProvider;
    provider.client = own;
    await settled();
    expect((provider.firstElementChild as TestReader).activeClient).to.equal(own);
  });

  it('stays the same one wherever the provider is moved, so that nothing inside starts anew', async () => {
    const provider = await fixture<AccountProvider>(
      html`<account-provider api="/somewhere"><test-reader></test-reader></account-provider>`,
    );
    const reader = provider.firstElementChild as TestReader;
    const before = reader.activeClient;
    provider.parentElement?.append(provider);
    await settled();
    expect(reader.activeClient).to.equal(before);
    provider.clientId = 'another';
    await settled();
    expect(reader.activeClient).not.to.equal(before);
  });

  it('is not that of a provider further out', async () => {
    const [outer, inner] = [fakeClient(), fakeClient()];
    const provider = await fixture(
      html`<account-provider .client=${outer}>
        <account-provider .client=${inner}><test-reader></test-reader></account-provider>
      </account-provider>`,
    );
    expect((provider.querySelector('test-reader') as TestReader).activeClient).to.equal(inner);
  });

  it('is that of the nearest one, also when that one’s script comes later', async () => {
    const [outer, inner] = [fakeClient(), fakeClient()];
    const provider = await fixture(html`<account-provider .client=${outer}></account-provider>`);
    provider.innerHTML = '<late-account-provider><test-reader></test-reader></late-account-provider>';
    Object.assign(provider.firstElementChild!, { client: inner });
    const reader = provider.querySelector('test-reader') as TestReader;
    expect(reader.activeClient).to.equal(outer);
    expect(reader.renders).to.equal(0);
    customElements.define('late-account-provider', class extends AccountProvider {});
    await settled();
    expect(reader.activeClient).to.equal(inner);
    provider.append(reader);
    await settled();
    expect(reader.activeClient).to.equal(outer);
  });

  it('tells its id with every request', async () => {
    const heard: Headers[] = [];
    const before = window.fetch;
    window.fetch = (_, init) => {
      heard.push(new Headers(init?.headers));
      return Promise.reject(new TypeError());
    };
    try {
      await fixture(html`<account-provider client-id="certificates"><test-reader></test-reader></account-provider>`);
      expect(heard.map((headers) => headers.get('account-client'))).to.deep.equal(['certificates']);
    } finally {
      window.fetch = before;
    }
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
