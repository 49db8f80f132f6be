import { expect } from 'chai';
import type { AccountProvider } from '../../../components/account-provider/account-provider.ts';
import '../../../components/account-provider/define.ts';
import { createClient } from '../../../components/client/create-client.ts';
import { fakeClient } from '../../../components/testing/fake-client.ts';
import { ada } from '../../../components/testing/samples.ts';
import { settled, until } from '../../support/browser.ts';
import { TestForm } from '../../support/elements.ts';
import { loadReact, type React, type ReactRoot } from '../../support/frameworks.ts';

describe('in React 19', () => {
  let react: React;
  let place: HTMLElement;
  let provider: AccountProvider;
  let root: ReactRoot | undefined;

  before(async () => {
    react = await loadReact();
  });
  beforeEach(() => {
    // A provider of the host's: on a server, and before the elements are defined, React can only write attributes.
    provider = document.createElement('account-provider') as AccountProvider;
    provider.client = client;
    place = document.createElement('div');
    provider.append(place);
    document.body.append(provider);
  });
  afterEach(() => {
    root?.unmount();
    root = undefined;
    provider.remove();
  });

  const show = (node: unknown) => react.flushSync(() => (root ??= react.createRoot(place)).render(node));
  const element = () => place.querySelector('test-form') as TestForm;
  const client = fakeClient();

  it('a form is given its client as a property, and fires events to on… handlers', async () => {
    let requests = 0;
    const signedOut = createClient({});
    show(react.createElement('test-form', { client: signedOut, 'onsign-in-request': () => (requests += 1) }));
    await settled(place);
    expect(element().client === signedOut).to.equal(true);
    element().dispatchEvent(new Event('sign-in-request'));
    expect(requests).to.equal(1);
  });

  it('re-renders keep the form, what was typed and the focus', async () => {
    const host = (count: number) =>
      react.createElement(
        'main',
        { className: `c${count}` },
        count % 2 ? react.createElement('p', { key: 'p' }, 'odd') : null,
        react.createElement('test-form', { key: 'form', client, title: `${count}` }),
      );
    show(host(0));
    await settled(place);
    const input = element().control('email');
    input.value = 'typed';
    input.focus();
    for (let count = 1; count < 5; count += 1) {
      show(host(count));
      await settled(place);
    }
    expect(element().title).to.equal('4');
    expect(element().control('email') === input).to.equal(true);
    expect(input.value).to.equal('typed');
    expect(document.activeElement === input).to.equal(true);
  });

  it('re-renders of children inside our tag keep the form', async () => {
    const host = (children: unknown) => react.createElement('test-form', { client }, children);
    show(host('loading'));
    await settled(place);
    element().control('email').value = 'typed';
    for (const children of ['text', react.createElement('b', { key: 'b' }, 'bold'), ['a', 'b'], null, 'text again']) {
      show(host(children));
      await settled(place);
      expect(element().control('email').value, String(children)).to.equal('typed');
    }
    expect(element().textContent).to.contain('text again');
  });

  it('StrictMode’s double mounting leaves one form that listens once', async () => {
    show(react.createElement(react.StrictMode, null, react.createElement('test-form', { client })));
    await settled(place);
    expect(place.querySelectorAll('form')).to.have.length(1);
    element().querySelector<HTMLElement>('#count')?.click();
    expect(element().clicks).to.equal(1);
  });

  it('unmounting leaves nothing behind that reads', async () => {
    let reads = 0;
    const counted = createClient({ account: { get: () => (reads++, ada), updateName: () => ada } });
    show(react.createElement('test-form', { client: counted }));
    await settled(place);
    show(null);
    const before = reads;
    counted.dispatchEvent(new Event('change'));
    await settled();
    expect(reads).to.equal(before);
  });

  /** Hydrates what a server rendered for a tag, and says what React complained about. */
  async function hydrate(tag: string, defineFirst: boolean): Promise<string[]> {
    const complaints: string[] = [];
    const node = react.createElement('main', null, react.createElement(tag, { title: 'x' }), 'after');
    place.innerHTML = react.renderToString(node);
    const define = () => customElements.define(tag, class extends TestForm {});
    if (defineFirst) {
      define();
      await settled(place);
      expect(place.querySelectorAll('input')).to.have.length(1);
    }
    root = react.hydrateRoot(place, node, { onRecoverableError: (error) => complaints.push(String(error)) });
    await settled(place);
    await new Promise((done) => setTimeout(done, 50));
    if (!defineFirst) define();
    await until(() => place.querySelector('input'), 'the form is there');
    await settled(place);
    return complaints;
  }

  it('server-rendered pages hydrate cleanly when the elements are defined afterwards', async () => {
    expect(await hydrate('react-late', false)).to.deep.equal([]);
    expect(place.querySelectorAll('form')).to.have.length(1);
  });

  it('server-rendered pages where the elements came first are rendered again by React, once, and work', async () => {
    const complaints = await hydrate('react-early', true);
    // React calls our light child a mismatch, says so, and renders on the client.
    expect(complaints).to.have.length(1);
    expect(complaints[0]).to.contain('Hydration failed');
    const form = place.querySelector('react-early') as TestForm;
    await until(() => form.querySelector('form'));
    expect(place.querySelectorAll('form')).to.have.length(1);
    form.querySelector<HTMLElement>('#count')?.click();
    expect(form.clicks).to.equal(1);
  });
});
