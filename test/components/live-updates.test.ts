import { expect } from 'chai';
import { html } from 'lit';
import '../../components/profile-form/define.ts';
import '../../components/session-list/define.ts';
import { AccountClient } from '../../components/client/account-client.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import type { Input } from '../../components/contract/endpoint.ts';
import { liveUpdates, type LiveUpdate } from '../../components/contract/live-updates.ts';
import { Problem } from '../../components/contract/problem.ts';
import { ada, adasProfile, ourServer } from '../../components/testing/samples.ts';
import { adasSessions } from '../../components/testing/visits.ts';
import { fixture, settled, until } from '../support/browser.ts';
import { HeldTimers } from '../support/held-timers.ts';
import type { TestReader } from '../support/elements.ts';
import '../support/elements.ts';

/** A backend that tells of changes when the test says so. */
class LiveBackend {
  /** How often each was asked, those aside that nobody waited for; and those. */
  readonly asked = { account: 0, sessions: 0, profile: 0 };
  opened: { readonly after?: string | undefined; readonly age?: string | undefined }[] = [];
  email = ada.email;
  signedIn = true;
  sessions = [...adasSessions];
  unreachable = false;
  /** No answer comes before this, whatever it says by then. */
  gate: Promise<void> = Promise.resolve();
  #tell: ((update: LiveUpdate | 'end') => void) | undefined;

  readonly handlers = {
    account: { get: () => this.#answer('account', { ...ada, email: this.email }), updateName: () => ada },
    sessions: { list: () => this.#answer('sessions', this.sessions) },
    profile: { get: () => this.#answer('profile', adasProfile), update: () => adasProfile },
    capabilities: { get: () => ourServer },
    signIn: { signOut: () => undefined },
    liveUpdates: { changes: ({ query }) => this.#stream(query) },
  } satisfies Handlers;

  readonly client: AccountClient = createClient(this.handlers);

  /** As a page has it whose tabs take turns. */
  inTabs(channel: string): AccountClient {
    const { liveUpdates: live, ...others } = this.handlers;
    const client = createClient(others);
    return new AccountClient(
      {
        supports: (endpoint) => endpoint === liveUpdates.changes || client.supports(endpoint),
        send: (endpoint, input, exchange) =>
          endpoint === liveUpdates.changes
            ? Promise.resolve(live.changes(input as Input<typeof liveUpdates.changes>))
            : client.send(endpoint, input, exchange),
      },
      channel,
    );
  }

  async tell(update: LiveUpdate | 'end'): Promise<void> {
    await until(() => this.#tell !== undefined);
    this.#tell?.(update);
  }

  async *#stream(query: LiveBackend['opened'][number]): AsyncGenerator<LiveUpdate, undefined> {
    this.opened.push(query);
    for (;;) {
      const update = await new Promise<LiveUpdate | 'end'>((resolve) => (this.#tell = resolve));
      this.#tell = undefined;
      if (update === 'end') return undefined;
      yield update;
    }
  }

  async #answer<T>(name: keyof LiveBackend['asked'], value: T): Promise<T> {
    this.asked[name] += 1;
    await this.gate;
    if (this.unreachable) throw new Problem('unreachable');
    if (!this.signedIn) throw new Problem('unauthenticated');
    return value;
  }
}

const reader = (client: AccountClient) => fixture<TestReader>(html`<test-reader .client=${client}></test-reader>`);
const text = (element: Element) => element.shadowRoot?.textContent ?? '';
const unchanged = (...stale: string[]): LiveUpdate => ({ stale, position: 'here' });

describe('what happens elsewhere', () => {
  it('is read again at once, where it is concerned, and nothing else is', async () => {
    const backend = new LiveBackend();
    const element = await reader(backend.client);
    await fixture(html`<session-list .client=${backend.client}></session-list>`);
    await backend.tell(unchanged('/sessions'));
    await until(() => backend.asked.sessions === 2);
    expect(backend.asked.account).to.equal(1);
    backend.email = 'countess@people.example';
    await backend.tell(unchanged('/account'));
    await until(() => text(element).includes('countess@people.example'));
    await backend.tell({ stale: null });
    await until(() => backend.asked.sessions === 3 && backend.asked.account === 3);
  });

  it('comes in quietly: no skeleton, no word, no focus that goes elsewhere, nothing typed that is lost', async () => {
    const backend = new LiveBackend();
    const form = await fixture(html`<profile-form .client=${backend.client}></profile-form>`);
    await settled();
    const title = form.querySelector<HTMLInputElement>('input[name="title"]')!;
    title.focus();
    expect(document.activeElement === title, 'the focus is there').to.equal(true);
    title.value = 'Counte';
    title.dispatchEvent(new Event('input', { bubbles: true }));
    const seen = new Set<string>();
    const note = () => {
      for (const busy of form.shadowRoot?.querySelectorAll('[aria-busy="true"], [role="alert"], .account-skeleton') ??
        [])
        seen.add(busy.className || busy.role || 'busy');
    };
    const observer = new MutationObserver(note);
    observer.observe(form.shadowRoot!, { childList: true, subtree: true, attributes: true });
    await backend.tell(unchanged('/profile'));
    await until(() => backend.asked.profile === 2);
    await settled();
    observer.disconnect();
    expect([...seen]).to.deep.equal([]);
    expect(document.activeElement === title, 'the focus stays').to.equal(true);
    expect(title.value).to.equal('Counte');
  });

  it('stays as it was shown when it cannot be read just now, and is read with the next news', async () => {
    const backend = new LiveBackend();
    const element = await reader(backend.client);
    backend.email = 'countess@people.example';
    backend.unreachable = true;
    await backend.tell(unchanged('/account'));
    await until(() => backend.asked.account === 2);
    await settled();
    expect(text(element)).to.contain(ada.email);
    expect(element.shadowRoot?.querySelectorAll('[role="alert"]').length).to.equal(0);
    backend.unreachable = false;
    await backend.tell(unchanged());
    await until(() => text(element).includes('countess@people.example'));
  });

  it('is not lost when it comes while the same is being read', async () => {
    const backend = new LiveBackend();
    const element = await reader(backend.client);
    let open = () => undefined as void;
    backend.gate = new Promise((resolve) => (open = resolve));
    void element.read.reload();
    await until(() => backend.asked.account === 2);
    backend.email = 'countess@people.example';
    await backend.tell(unchanged('/account'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    open();
    await until(() => text(element).includes('countess@people.example'));
  });

  it('says that one has been signed out, and leaves nothing personal', async () => {
    const backend = new LiveBackend();
    const element = await reader(backend.client);
    const list = await fixture(html`<session-list .client=${backend.client}></session-list>`);
    await settled();
    expect(text(list)).to.contain('203.0.113.24');
    backend.signedIn = false;
    await backend.tell({ stale: [], signedOut: true });
    await until(() => text(element).includes('signed out'));
    expect(text(element)).not.to.contain(ada.email);
    expect(text(list)).not.to.contain('203.0.113');
  });

  it('leaves nothing personal within a second when nobody can say who is signed in', async () => {
    const took: number[] = [];
    // Other work on this machine may make one of them late.
    while (took.length < 3 && !took.some((time) => time < 2000)) {
      const backend = new LiveBackend();
      const element = await reader(backend.client);
      backend.gate = new Promise(() => undefined);
      const told = backend.tell({ stale: [], signedOut: true });
      const start = performance.now();
      await told;
      await until(() => text(element).includes('signed out'));
      took.push(performance.now() - start);
      expect(text(element)).not.to.contain(ada.email);
    }
    expect(Math.min(...took)).to.be.lessThan(2000);
  });

  it('does not sign out a page whose browser has another session of the same person by now', async () => {
    const backend = new LiveBackend();
    const element = await reader(backend.client);
    let signedOut = false;
    backend.client.addEventListener('signed-out', () => (signedOut = true));
    await backend.tell({ stale: [], signedOut: true });
    await until(() => backend.asked.account >= 2);
    await settled();
    expect(signedOut).to.equal(false);
    expect(text(element)).to.contain(ada.email);
  });

  it('is listened to again after the connection ended, from where it was', async () => {
    const backend = new LiveBackend();
    await reader(backend.client);
    await backend.tell({ position: 'seventh', stale: [] });
    await backend.tell('end');
    await until(() => backend.opened.length === 2);
    expect(backend.opened[0]?.after).to.equal(undefined);
    expect(Number(backend.opened[0]?.age)).to.be.greaterThan(0);
    expect(backend.opened[1]).to.deep.equal({ after: 'seventh' });
  });

  it('is listened to as long as somebody is signed in, and again after they sign in again', async () => {
    const backend = new LiveBackend();
    const element = await reader(backend.client);
    await until(() => backend.opened.length === 1);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await backend.tell('end');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(backend.opened.length).to.equal(1);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await until(() => backend.opened.length === 2);
    element.remove();
  });

  it('is listened to as soon as the browser can say whose turn it is, when it cannot at first', async () => {
    const backend = new LiveBackend();
    const locks = navigator.locks;
    const request = locks.request.bind(locks);
    let failures = 0;
    locks.request = () => {
      failures += 1;
      if (failures === 2) locks.request = request;
      return Promise.reject(new TypeError('not just now'));
    };
    try {
      const element = await reader(backend.inTabs('turns'));
      await until(() => backend.opened.length === 1);
      expect(failures).to.equal(2);
      backend.email = 'countess@people.example';
      await backend.tell(unchanged('/account'));
      await until(() => text(element).includes('countess@people.example'));
    } finally {
      locks.request = request;
    }
  });

  it('is listened to by each tab for itself, where a browser knows no turns', async () => {
    const [one, other] = [new LiveBackend(), new LiveBackend()];
    // As on a page that is not reached over https.
    const locks = Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks')!;
    expect(Reflect.deleteProperty(Navigator.prototype, 'locks')).to.equal(true);
    try {
      const element = await reader(one.inTabs('each'));
      await reader(other.inTabs('each'));
      await until(() => one.opened.length === 1 && other.opened.length === 1);
      one.email = 'countess@people.example';
      await one.tell(unchanged('/account'));
      await until(() => text(element).includes('countess@people.example'));
    } finally {
      Object.defineProperty(Navigator.prototype, 'locks', locks);
    }
  });

  it('is not listened to on a page that nobody has seen for ten minutes, and is as soon as somebody does', async () => {
    const backend = new LiveBackend();
    const tenMinutes = new HeldTimers((wait) => wait === 600_000);
    const show = (hidden: boolean) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    try {
      await reader(backend.client);
      await until(() => backend.opened.length === 1);
      show(true);
      expect(tenMinutes.count).to.be.greaterThan(0);
      tenMinutes.runOut();
      await backend.tell('end');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(backend.opened.length).to.equal(1);
      show(false);
      await until(() => backend.opened.length === 2);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('is listened to after the next answer, when listening could not begin', async () => {
    const backend = new LiveBackend();
    const Channel = window.BroadcastChannel;
    let refused = 0;
    window.BroadcastChannel = class extends Channel {
      constructor(name: string) {
        if (name.endsWith('beginning:live') && refused++ === 0) throw new Error('no channel just now');
        super(name);
      }
    };
    try {
      const element = await reader(backend.inTabs('beginning'));
      await until(() => refused === 1);
      await settled();
      void element.read.reload();
      await until(() => backend.opened.length === 1);
    } finally {
      window.BroadcastChannel = Channel;
    }
  });

  it('is not listened to where the backend has no such thing, or nobody is signed in', async () => {
    const backend = new LiveBackend();
    const { liveUpdates: _, ...without } = backend.handlers;
    await reader(createClient(without));
    const refusing = new LiveBackend();
    refusing.signedIn = false;
    await reader(refusing.client);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(backend.opened).to.deep.equal([]);
    expect(refusing.opened).to.deep.equal([]);
  });
});
