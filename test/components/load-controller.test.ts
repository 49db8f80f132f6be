import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-provider/define.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient, type Handler } from '../../components/client/create-client.ts';
import { account } from '../../components/contract/account.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import { refuse } from '../../components/testing/fake-client.ts';
import { ada } from '../../components/testing/samples.ts';
import { fixture, nextEvent, settled, until } from '../support/browser.ts';
import type { TestReader } from '../support/elements.ts';
import '../support/elements.ts';
import { HeldTimers } from '../support/held-timers.ts';
import { SlowBackend } from '../support/slow-backend.ts';

const clientOf = (get: Handler<typeof account.get>) =>
  createClient({ account: { get }, signIn: { signOut: () => undefined } });
const reader = (client: AccountClient) => fixture<TestReader>(html`<test-reader .client=${client}></test-reader>`);
const inside = (element: TestReader, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);
const shown = (element: TestReader) => inside(element, '#value')?.textContent;

describe('a read', () => {
  it('shows that it is busy, and then the value', async () => {
    const backend = new SlowBackend();
    const element = await reader(backend.client);
    expect(inside(element, '[aria-busy="true"] #skeleton')).not.to.equal(null);
    expect(inside(element, '[role="status"]')?.textContent?.trim()).to.equal('Loading…');
    backend.asked[0]?.answer('one');
    await settled(element.parentElement ?? undefined);
    expect(shown(element)).to.equal('one');
    expect(inside(element, '[aria-busy]')).to.equal(null);
  });

  it('tells after a while that it is still going on, once for all that wait, in its place', async () => {
    const backend = new SlowBackend();
    const waits = new HeldTimers((wait) => wait === backend.client.patience);
    const readers = await Promise.all([reader(backend.client), reader(backend.client)]);
    const told = () => readers.map((element) => inside(element, '.account-loading > p')!);
    expect(told().map((text) => text.checkVisibility() && getComputedStyle(text).clipPath)).to.deep.equal([
      'inset(50%)',
      'inset(50%)',
    ]);
    waits.runOut();
    await until(() => told().every((text) => text.textContent.trim() === 'Still loading…'));
    expect(told().map((text) => getComputedStyle(text).clipPath)).to.deep.equal(['none', 'none']);
    expect(told().filter((text) => text.role === 'status')).to.have.length(1);
    expect(told().some((text) => text.closest('[aria-busy]'))).to.equal(false);
    for (const { answer } of backend.asked) answer('one');
    await settled();
    expect(readers.map(shown)).to.deep.equal(['one', 'one']);
    expect(told()).to.deep.equal([null, null]);
  });

  it('reads again by itself when the network is back', async () => {
    let away = true;
    const element = await reader(clientOf(() => (away ? refuse('unreachable')() : ada)));
    expect(element.shadowRoot?.textContent).to.contain('No connection');
    away = false;
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(shown(element)).to.equal(ada.email);
  });

  it('is not slow any more when it was taken off the page meanwhile', async () => {
    const backend = new SlowBackend();
    backend.client.patience = 20;
    const element = await reader(backend.client);
    await until(() => element.wait.slow);
    element.remove();
    await until(() => !element.wait.slow);
  });

  it('reads once, however often the element renders', async () => {
    const backend = new SlowBackend();
    const element = await reader(backend.client);
    for (let round = 0; round < 3; round += 1) {
      element.requestUpdate();
      await element.updateComplete;
    }
    expect(backend.asked).to.have.length(1);
  });

  it('keeps the last value on screen while it reads again after a write', async () => {
    const backend = new SlowBackend();
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
    const backend = new SlowBackend();
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
    const backend = new SlowBackend();
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
    const backend = new SlowBackend();
    const element = await reader(backend.client);
    await backend.client.send(signIn.signOut, {});
    backend.asked[0]?.answer('late');
    await settled();
    expect(element.read.value).to.equal(undefined);
    expect(element.read.problem?.code).to.equal('unauthenticated');
  });

  it('shows who signs in next', async () => {
    const backend = new SlowBackend();
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
