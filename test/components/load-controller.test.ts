import { expect } from 'chai';
import { html } from 'lit';
import type { AccountProvider } from '../../components/account-provider/account-provider.ts';
import '../../components/account-provider/define.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient, type Handler } from '../../components/client/create-client.ts';
import { account, type Account } from '../../components/contract/account.ts';
import { Problem } from '../../components/contract/problem.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import { never, refuse } from '../../stories/support/fake-client.ts';
import { ada } from '../../stories/support/samples.ts';
import { fixture, nextEvent, settled, until } from '../support/browser.ts';
import { TestReader } from '../support/elements.ts';

/** A backend whose answers come when the test says so. */
class Backend {
  readonly asked: {
    readonly signal: AbortSignal | undefined;
    answer(email: string): void;
    refuse(code: 'unavailable'): void;
  }[] = [];
  readonly client: AccountClient = createClient({
    account: {
      get: (_, { signal }) =>
        new Promise<Account>((resolve, reject) =>
          this.asked.push({
            signal,
            answer: (email) => resolve({ ...ada, email }),
            refuse: (code) => reject(new Problem(code)),
          }),
        ),
      updateName: () => ada,
    },
    signIn: { signOut: () => undefined },
  });

  change(): Promise<unknown> {
    return this.client.send(account.updateName, { body: { firstName: 'A', lastName: 'B' } });
  }
}

const clientOf = (get: Handler<typeof account.get>) =>
  createClient({ account: { get }, signIn: { signOut: () => undefined } });
const reader = (client: AccountClient) => fixture<TestReader>(html`<test-reader .client=${client}></test-reader>`);
const inside = (element: TestReader, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);
const shown = (element: TestReader) => inside(element, '#value')?.textContent;

describe('a read', () => {
  it('shows that it is busy, and then the value', async () => {
    const backend = new Backend();
    const element = await reader(backend.client);
    expect(inside(element, '[aria-busy="true"] #skeleton')).not.to.equal(null);
    expect(inside(element, '[role="status"]')?.textContent).to.equal('Loading…');
    backend.asked[0]?.answer('one');
    await settled(element.parentElement ?? undefined);
    expect(shown(element)).to.equal('one');
    expect(inside(element, '[aria-busy]')).to.equal(null);
  });

  it('reads once, however often the element renders', async () => {
    const backend = new Backend();
    const element = await reader(backend.client);
    for (let round = 0; round < 3; round += 1) {
      element.requestUpdate();
      await element.updateComplete;
    }
    expect(backend.asked).to.have.length(1);
  });

  it('keeps the last value on screen while it reads again after a write', async () => {
    const backend = new Backend();
    const element = await reader(backend.client);
    backend.asked[0]?.answer('one');
    await settled();
    await backend.change();
    await settled();
    expect(backend.asked).to.have.length(2);
    expect(shown(element)).to.equal('one');
    backend.asked[1]?.answer('two');
    await settled();
    expect(shown(element)).to.equal('two');
  });

  it('believes the last question, not the last answer', async () => {
    const backend = new Backend();
    const element = await reader(backend.client);
    const reload = element.read.reload();
    await settled();
    expect(backend.asked[0]?.signal?.aborted).to.equal(true);
    backend.asked[1]?.answer('second');
    backend.asked[0]?.answer('first');
    await reload;
    await settled();
    expect(shown(element)).to.equal('second');
  });

  it('keeps the value when reading again fails, says so and tries again on request', async () => {
    const backend = new Backend();
    const element = await reader(backend.client);
    backend.asked[0]?.answer('one');
    await settled();
    void element.read.reload();
    await settled();
    backend.asked[1]?.refuse('unavailable');
    await settled();
    expect(shown(element)).to.equal('one');
    expect(inside(element, '[role="alert"]')?.textContent).to.contain('The service is busy');
    inside(element, 'button')?.click();
    await settled();
    backend.asked[2]?.answer('three');
    await settled();
    expect(shown(element)).to.equal('three');
    expect(inside(element, '[role="alert"]')).to.equal(null);
  });

  it('shows no retry for what the backend does not have', async () => {
    const element = await reader(createClient({}));
    expect(element.shadowRoot?.textContent).to.contain('Not available for this account.');
    expect(inside(element, 'button')).to.equal(null);
  });

  it('calls an error that is no problem of ours unreadable, and never shows its words', async () => {
    const element = await reader(
      clientOf(() => {
        throw new TypeError('x is undefined');
      }),
    );
    expect(element.read.problem?.code).to.equal('unreadable');
    expect(element.read.problem?.cause).to.be.instanceOf(TypeError);
    expect(element.shadowRoot?.textContent).not.to.contain('undefined');
  });

  it('offers to sign in again when nobody is signed in', async () => {
    const element = await reader(clientOf(refuse('unauthenticated')));
    const request = nextEvent(document, 'sign-in-request');
    inside(element, 'button')?.click();
    expect((await request).composed).to.equal(true);
  });

  it('reload() settles when the answer is there, good or bad', async () => {
    let fails = false;
    const element = await reader(clientOf(() => (fails ? refuse('unavailable')() : ada)));
    fails = true;
    await element.read.reload();
    expect(element.read.problem?.code).to.equal('unavailable');
    fails = false;
    await element.read.reload();
    expect(element.read.problem).to.equal(undefined);
  });
});

describe('a read after a sign-out', () => {
  it('case 047: takes what is personal off the screen at once', async () => {
    const client = clientOf(() => ada);
    const element = await reader(client);
    expect(shown(element)).to.equal(ada.email);
    client.dispatchEvent(new Event('signed-out'));
    await element.updateComplete;
    expect(element.shadowRoot?.textContent).not.to.contain(ada.email);
    expect(element.shadowRoot?.textContent).to.contain('signed out');
  });

  it('forgets an answer that was under way', async () => {
    const backend = new Backend();
    const element = await reader(backend.client);
    await backend.client.send(signIn.signOut, {});
    backend.asked[0]?.answer('late');
    await settled();
    expect(element.read.value).to.equal(undefined);
    expect(element.read.problem?.code).to.equal('unauthenticated');
  });

  it('shows who signs in next', async () => {
    const backend = new Backend();
    const element = await reader(backend.client);
    await backend.client.send(signIn.signOut, {});
    await backend.change();
    await until(() => backend.asked.length === 2);
    backend.asked[1]?.answer('next');
    await settled();
    expect(shown(element)).to.equal('next');
    expect(element.read.problem).to.equal(undefined);
  });

  it('shows nobody when the page comes back from the browser’s memory and the session is over', async () => {
    let signedIn = true;
    const element = await reader(clientOf(() => (signedIn ? ada : refuse('unauthenticated')())));
    signedIn = false;
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await settled();
    await until(() => !element.shadowRoot?.textContent?.includes(ada.email), 'the person is gone');
  });

  it('keeps what is on screen when the session ends while the person works', async () => {
    let signedIn = true;
    const element = await reader(clientOf(() => (signedIn ? ada : refuse('unauthenticated')())));
    signedIn = false;
    await element.read.reload();
    await settled();
    expect(shown(element)).to.equal(ada.email);
    expect(inside(element, '[role="alert"]')?.textContent).to.contain('signed out');
  });
});

describe('a read of an element that is moved', () => {
  it('aborts when the element leaves the page', async () => {
    const backend = new Backend();
    const element = await reader(backend.client);
    element.remove();
    expect(backend.asked[0]?.signal?.aborted).to.equal(true);
  });

  it('asks nothing for an element that left before its first paint', async () => {
    const backend = new Backend();
    const element = new TestReader();
    element.client = backend.client;
    document.body.append(element);
    element.remove();
    await element.updateComplete;
    await settled();
    expect(backend.asked).to.have.length(0);
  });

  it('hears of writes once, after any number of moves', async () => {
    const backend = new Backend();
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

  it('keeps the value when it stays with its client', async () => {
    const backend = new Backend();
    const element = await reader(backend.client);
    backend.asked[0]?.answer('one');
    await settled();
    element.parentElement?.append(element);
    await settled();
    expect(shown(element)).to.equal('one');
  });

  it('never shows one backend’s answer under another', async () => {
    const [first, second] = [new Backend(), new Backend()];
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
    const [first, second] = [new Backend(), new Backend()];
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
