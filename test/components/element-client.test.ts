import { expect } from 'chai';
import { html } from 'lit';
import type { AccountProvider } from '../../components/account-provider/account-provider.ts';
import '../../components/account-provider/define.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient, type Handler } from '../../components/client/create-client.ts';
import { account } from '../../components/contract/account.ts';
import { never } from '../../components/testing/fake-client.ts';
import { ada } from '../../components/testing/samples.ts';
import { fixture, settled, until } from '../support/browser.ts';
import { TestReader } from '../support/elements.ts';
import { SlowBackend } from '../support/slow-backend.ts';

const clientOf = (get: Handler<typeof account.get>) =>
  createClient({ account: { get }, signIn: { signOut: () => undefined } });
const reader = (client: AccountClient) => fixture<TestReader>(html`<test-reader .client=${client}></test-reader>`);
const inside = (element: TestReader, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);
const shown = (element: TestReader) => inside(element, '#value')?.textContent;

describe('a read of an element that is moved', () => {
  it('aborts when the element leaves the page', async () => {
    const backend = new SlowBackend();
    const element = await reader(backend.client);
    element.remove();
    expect(backend.asked[0]?.signal?.aborted).to.equal(true);
  });

  it('asks nothing for an element that left before its first paint', async () => {
    const backend = new SlowBackend();
    const element = new TestReader();
    element.client = backend.client;
    document.body.append(element);
    element.remove();
    await element.updateComplete;
    await settled();
    expect(backend.asked).to.have.length(0);
  });

  it('hears of writes once, after any number of moves', async () => {
    const backend = new SlowBackend();
    const element = await reader(backend.client);
    const place = element.parentElement;
    for (let round = 0; round < 3; round += 1) place?.append(element);
    await settled();
    const before = backend.asked.length;
    backend.asked.at(-1)?.answer('one');
    await settled();
    await backend.change();
    await settled();
    expect(backend.asked).to.have.length(before + 1);
    element.remove();
    await backend.change();
    await settled();
    expect(backend.asked).to.have.length(before + 1);
  });

  it('leaves no listener on its client, which may live longer', async () => {
    const { client } = new SlowBackend();
    const listening: string[] = [];
    const { addEventListener, removeEventListener } = client;
    client.addEventListener = (type: string, listener: EventListener) => {
      listening.push(type);
      addEventListener.call(client, type, listener);
    };
    client.removeEventListener = (type: string, listener: EventListener) => {
      listening.splice(listening.indexOf(type), 1);
      removeEventListener.call(client, type, listener);
    };
    const element = await reader(client);
    expect(listening.toSorted()).to.deep.equal(['change', 'locale-change', 'signed-out', 'stale']);
    element.remove();
    element.requestUpdate();
    await settled();
    await element.updateComplete;
    expect(listening).to.deep.equal([]);
  });

  it('keeps the value when it stays with its client', async () => {
    const backend = new SlowBackend();
    const element = await reader(backend.client);
    backend.asked[0]?.answer('one');
    await settled();
    element.parentElement?.append(element);
    await settled();
    expect(shown(element)).to.equal('one');
  });

  it('never shows one backend’s answer under another', async () => {
    const [first, second] = [new SlowBackend(), new SlowBackend()];
    const place = await fixture(
      html`<div>
        <account-provider .client=${first.client}><test-reader></test-reader></account-provider>
        <account-provider .client=${second.client}></account-provider>
      </div>`,
    );
    const element = place.querySelector('test-reader') as TestReader;
    first.asked[0]?.answer('first');
    await settled();
    expect(shown(element)).to.equal('first');
    place.querySelectorAll('account-provider')[1]?.append(element);
    await settled();
    expect(shown(element)).to.equal(undefined);
    second.asked[0]?.answer('second');
    await settled();
    expect(shown(element)).to.equal('second');
    await first.change();
    await settled();
    expect([first.asked.length, second.asked.length]).to.deep.equal([1, 1]);
  });

  it('takes the client that its provider gets later', async () => {
    const [first, second] = [new SlowBackend(), new SlowBackend()];
    const provider = await fixture<AccountProvider>(
      html`<account-provider .client=${first.client}><test-reader></test-reader></account-provider>`,
    );
    provider.client = second.client;
    await settled();
    second.asked[0]?.answer('second');
    await settled();
    expect(shown(provider.querySelector('test-reader') as TestReader)).to.equal('second');
  });
});

describe('which client an element uses', () => {
  it('its own before that of a provider around it', async () => {
    const own = clientOf(() => ({ ...ada, email: 'own' }));
    const provider = await fixture<AccountProvider>(
      html`<account-provider .client=${clientOf(never)}><test-reader .client=${own}></test-reader></account-provider>`,
    );
    const element = provider.querySelector('test-reader') as TestReader;
    expect(shown(element)).to.equal('own');
    element.client = undefined;
    expect(element.activeClient).to.equal(provider.client);
  });

  it('that of a provider around a shadow root', async () => {
    const provider = await fixture<AccountProvider>(
      html`<account-provider .client=${clientOf(() => ada)}><div></div></account-provider>`,
    );
    const root = provider.querySelector('div')?.attachShadow({ mode: 'closed' });
    const element = new TestReader();
    root?.append(element);
    await settled();
    await until(() => shown(element) === ada.email);
  });

  it('its own again, when it leaves the provider', async () => {
    const provider = await fixture<AccountProvider>(
      html`<account-provider .client=${clientOf(() => ada)}
        ><test-reader api="/nowhere"></test-reader
      ></account-provider>`,
    );
    const element = provider.querySelector('test-reader') as TestReader;
    provider.after(element);
    expect(element.activeClient).not.to.equal(provider.client);
    await settled();
    expect(element.shadowRoot?.textContent).not.to.contain(ada.email);
  });

  it('the same one for all elements on one API', async () => {
    const place = await fixture(
      html`<div><test-reader api="/a"></test-reader><test-reader api="/a"></test-reader></div>`,
    );
    const [first, second] = place.querySelectorAll('test-reader') as NodeListOf<TestReader>;
    expect(first?.activeClient).to.equal(second?.activeClient);
  });

  it('waits for a provider whose script comes later, and asks nobody else', async () => {
    const asked: string[] = [];
    const before = window.fetch;
    window.fetch = (input) => {
      asked.push(String(input));
      return Promise.reject(new TypeError());
    };
    try {
      const { AccountProvider: Provider } = await import('../../components/account-provider/account-provider.ts');
      const place = await fixture(html`<div></div>`);
      place.innerHTML =
        '<late-account-provider api="/right"><test-reader api="/wrong"></test-reader></late-account-provider>';
      await new Promise((done) => setTimeout(done, 50));
      expect(asked).to.deep.equal([]);
      customElements.define('late-account-provider', class extends Provider {});
      await until(() => asked.length > 0, 'it asks');
      await settled(place);
      expect(asked).to.deep.equal(['/right/account']);
    } finally {
      window.fetch = before;
    }
  });
});
