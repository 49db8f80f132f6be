import { expect } from 'chai';
import { html, LitElement } from 'lit';
import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import { password } from '../../components/contract/password.ts';
import { sessions } from '../../components/contract/sessions.ts';
import type { StepUp } from '../../components/contract/step-up.ts';
import { AccountElement } from '../../components/shared/account-element.ts';
import { proveFirst } from '../../components/shared/prove-first.ts';
import { answerStepUpsWith, type StepUpRequestEvent } from '../../components/shared/step-up.ts';
import { SubmitController } from '../../components/shared/submit-controller.ts';
import { fixture, settled, until } from '../support/browser.ts';

/** An element with a write, in a shadow root of somebody's. */
class Writer extends AccountElement {
  readonly write = new SubmitController(this, () =>
    this.send(password.change, { body: { newPassword: 'plum orbit seven lantern', signOutOthers: true } }),
  );

  /** Another, for which less is enough. */
  readonly end = new SubmitController(this, () => this.send(sessions.revokeOthers, {}));

  override get stepUpReason(): string {
    return 'To test this, confirm it.';
  }

  override render(): unknown {
    return this.write.renderOutcome(() => 'Changed');
  }
}
customElements.define('test-writer', Writer);

class Page extends LitElement {
  static override properties = { client: {} };
  declare client: AccountClient;
  override render(): unknown {
    return html`<test-writer .client=${this.client}></test-writer><test-writer .client=${this.client}></test-writer>`;
  }
}
customElements.define('test-page', Page);

/** A server that believes nobody until it is told to. */
class Server {
  believes = false;
  sent = 0;
  readonly client = createClient({
    password: {
      change: () => {
        this.sent += 1;
        if (!this.believes) throw new Problem('reauthentication-required', { methods: ['password'], maxAge: 600 });
        return { sessionsEnded: 3 };
      },
    },
  });
}

/** A server with levels: a password proves something, and only the code after it all that can be proven. */
class LevelServer {
  readonly proven = new Set<'password' | 'code'>();
  readonly sent: StepUp[] = [];

  readonly #state = (wanted: StepUp) => {
    const proven = this.proven.has(wanted === 'highest' ? 'code' : 'password');
    const next = this.proven.has('password') ? ('code' as const) : ('password' as const);
    return { methods: [next], provenUntil: proven ? new Date().toISOString() : null };
  };

  readonly #require = (stepUp: StepUp) => {
    this.sent.push(stepUp);
    const { methods, provenUntil } = this.#state(stepUp);
    if (provenUntil === null) throw new Problem('reauthentication-required', { methods, stepUp });
    return { sessionsEnded: 1 };
  };

  readonly client = createClient({
    password: { change: () => this.#require('highest') },
    sessions: { revokeOthers: () => this.#require('recent') },
    reauth: { get: ({ query }) => this.#state(query.for ?? 'highest') },
  });
}

/** Answers on the page as a host does, until the test is over. */
function listen(answer: (event: StepUpRequestEvent) => void): StepUpRequestEvent[] {
  const heard: StepUpRequestEvent[] = [];
  const handle = (event: StepUpRequestEvent) => {
    heard.push(event);
    answer(event);
  };
  document.addEventListener('step-up-request', handle as EventListener);
  cleanups.push(() => document.removeEventListener('step-up-request', handle as EventListener));
  return heard;
}
const cleanups: (() => void)[] = [];

async function writers(server: Server): Promise<[Writer, Writer]> {
  const page = await fixture<Page>(html`<test-page .client=${server.client}></test-page>`);
  await settled(page);
  return [...page.shadowRoot!.querySelectorAll('test-writer')] as [Writer, Writer];
}

const textOf = (writer: Writer, role: string) => writer.shadowRoot!.querySelector(`[role=${role}]`)!.textContent;

describe('step-up', () => {
  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
    answerStepUpsWith(() => Promise.resolve(false));
  });

  it('asks the page, out of shadow roots, with all that a dialog of its own has to know, and sends the request again', async () => {
    const server = new Server();
    const heard = listen((event) => {
      server.believes = true;
      event.respondWith(Promise.resolve(true));
    });
    const [writer] = await writers(server);
    expect(await writer.write.run()).to.equal(true);
    expect(server.sent).to.equal(2);
    const [event] = heard;
    expect(heard).to.have.length(1);
    expect(event!.origin).to.equal(writer);
    expect(event!.client).to.equal(server.client);
    expect(event!.methods).to.deep.equal(['password']);
    expect(event!.maxAge).to.equal(600);
    expect(event!.reason).to.equal('To test this, confirm it.');
    expect(event!.language).to.equal('en');
  });

  it('a page that answers is preferred to the dialog, wherever and whenever it listens', async () => {
    const server = new Server();
    let usual = 0;
    answerStepUpsWith(() => Promise.resolve(Boolean((usual += 1))));
    const handle = (event: Event) => {
      server.believes = true;
      (event as StepUpRequestEvent).respondWith(Promise.resolve(true));
    };
    window.addEventListener('step-up-request', handle);
    cleanups.push(() => window.removeEventListener('step-up-request', handle));
    const [writer] = await writers(server);
    expect(await writer.write.run()).to.equal(true);
    expect(usual).to.equal(0);
  });

  it('several refused requests at once ask one question, and each is sent once more', async () => {
    const server = new Server();
    let prove = (_: boolean) => {};
    const heard = listen((event) => event.respondWith(new Promise<boolean>((resolve) => (prove = resolve))));
    const [one, other] = await writers(server);
    const both = Promise.all([one.write.run(), other.write.run()]);
    await until(() => server.sent === 2);
    await settled();
    server.believes = true;
    prove(true);
    expect(await both).to.deep.equal([true, true]);
    expect(heard).to.have.length(1);
    expect(server.sent).to.equal(4);
  });

  it('whoever needs more than the open question asks for is asked afterwards, with what is left to prove', async () => {
    const server = new LevelServer();
    const answers: ((proven: boolean) => void)[] = [];
    const heard = listen((event) => event.respondWith(new Promise<boolean>((resolve) => answers.push(resolve))));
    const page = await fixture<Page>(html`<test-page .client=${server.client}></test-page>`);
    await settled(page);
    const [lesser, greater] = [...page.shadowRoot!.querySelectorAll<Writer>('test-writer')] as [Writer, Writer];
    const ended = lesser.end.run();
    await until(() => heard.length === 1);
    const changed = greater.write.run();
    await until(() => server.sent.length === 2);
    await settled();
    expect(heard, 'one question at a time').to.have.length(1);
    server.proven.add('password');
    answers[0]!(true);
    expect(await ended).to.equal(true);
    await until(() => heard.length === 2);
    expect(heard.map(({ stepUp, methods }) => [stepUp, ...methods])).to.deep.equal([
      ['recent', 'password'],
      ['highest', 'code'],
    ]);
    server.proven.add('code');
    answers[1]!(true);
    expect(await changed).to.equal(true);
    expect(greater.write.problem).to.equal(undefined);
  });

  it('whoever needs less than the open question asks for is satisfied with its proof', async () => {
    const server = new LevelServer();
    let prove = (_: boolean) => {};
    const heard = listen((event) => event.respondWith(new Promise<boolean>((resolve) => (prove = resolve))));
    const page = await fixture<Page>(html`<test-page .client=${server.client}></test-page>`);
    await settled(page);
    const [greater, lesser] = [...page.shadowRoot!.querySelectorAll<Writer>('test-writer')] as [Writer, Writer];
    const both = Promise.all([greater.write.run(), lesser.end.run()]);
    await until(() => server.sent.length === 2);
    await settled();
    server.proven.add('password').add('code');
    prove(true);
    expect(await both).to.deep.equal([true, true]);
    expect(heard).to.have.length(1);
  });

  it('asked before anything is typed, it goes just as far', async () => {
    const server = new LevelServer();
    const answers: ((proven: boolean) => void)[] = [];
    const heard = listen((event) => event.respondWith(new Promise<boolean>((resolve) => answers.push(resolve))));
    const page = await fixture<Page>(html`<test-page .client=${server.client}></test-page>`);
    await settled(page);
    const [lesser, greater] = [...page.shadowRoot!.querySelectorAll<Writer>('test-writer')] as [Writer, Writer];
    const ended = lesser.end.run();
    await until(() => heard.length === 1);
    let ready = false;
    const prepared = proveFirst(greater, 'highest').then(() => (ready = true));
    await settled();
    server.proven.add('password');
    answers[0]!(true);
    await ended;
    await until(() => heard.length === 2);
    expect(heard[1]!.methods).to.deep.equal(['code']);
    expect(ready).to.equal(false);
    server.proven.add('code');
    answers[1]!(true);
    await prepared;
  });

  it('whoever would rather not prove anything is not asked again for the one who waits', async () => {
    const server = new LevelServer();
    let prove = (_: boolean) => {};
    const heard = listen((event) => event.respondWith(new Promise<boolean>((resolve) => (prove = resolve))));
    const page = await fixture<Page>(html`<test-page .client=${server.client}></test-page>`);
    await settled(page);
    const [lesser, greater] = [...page.shadowRoot!.querySelectorAll<Writer>('test-writer')] as [Writer, Writer];
    const ended = lesser.end.run();
    await until(() => heard.length === 1);
    const changed = greater.write.run();
    await until(() => server.sent.length === 2);
    await settled();
    prove(false);
    expect([await ended, await changed]).to.deep.equal([false, false]);
    expect(heard).to.have.length(1);
    expect(greater.write.problem?.code).to.equal('reauthentication-required');
  });

  it('a request that was refused while another was confirmed is sent again without a second question', async () => {
    const server = new Server();
    let refuse = () => {};
    let late = true;
    const slow = createClient({
      password: {
        async change() {
          server.sent += 1;
          if (late) {
            late = false;
            await new Promise<void>((resolve) => (refuse = resolve));
            throw new Problem('reauthentication-required');
          }
          if (!server.believes) throw new Problem('reauthentication-required');
          return { sessionsEnded: 0 };
        },
      },
    });
    const heard = listen((event) => {
      server.believes = true;
      event.respondWith(Promise.resolve(true));
    });
    const page = await fixture<Page>(html`<test-page .client=${slow}></test-page>`);
    await settled(page);
    const [first, second] = [...page.shadowRoot!.querySelectorAll<Writer>('test-writer')];
    const slowly = first!.write.run();
    expect(await second!.write.run()).to.equal(true);
    refuse();
    expect(await slowly).to.equal(true);
    expect(heard).to.have.length(1);
  });

  it('cancelled, the write was not done, and that is said without alarm', async () => {
    const server = new Server();
    listen((event) => event.respondWith(Promise.resolve(false)));
    const [writer] = await writers(server);
    expect(await writer.write.run()).to.equal(false);
    await settled();
    expect(server.sent).to.equal(1);
    expect(writer.write.problem?.code).to.equal('reauthentication-required');
    expect(textOf(writer, 'status')).to.equal('Not changed — confirmation was cancelled.');
    expect(textOf(writer, 'alert')).to.equal('');
  });

  it('after a cancelled question, the next try asks again', async () => {
    const server = new Server();
    const heard = listen((event) => event.respondWith(Promise.resolve(false)));
    const [writer] = await writers(server);
    await writer.write.run();
    await writer.write.run();
    expect(heard).to.have.length(2);
  });

  it('a server that is not satisfied with a proof is not asked for ever', async () => {
    const server = new Server();
    const heard = listen((event) => event.respondWith(Promise.resolve(true)));
    const [writer] = await writers(server);
    expect(await writer.write.run()).to.equal(false);
    expect(server.sent).to.equal(2);
    expect(heard).to.have.length(1);
    expect(writer.write.problem?.code).to.equal('unreadable');
  });

  it('what fails while asking fails the write, and is told', async () => {
    const server = new Server();
    listen((event) => event.respondWith(Promise.reject(new Problem('unreachable'))));
    const [writer] = await writers(server);
    expect(await writer.write.run()).to.equal(false);
    await settled();
    expect(textOf(writer, 'alert')).to.include('No connection to the server');
  });

  it('whoever answers hears that the element left the page; moved, it is still there', async () => {
    const server = new Server();
    const heard = listen((event) => event.respondWith(new Promise(() => {})));
    const [writer] = await writers(server);
    void writer.write.run();
    const event = await until(() => heard[0]);
    writer.parentNode!.append(writer);
    await settled();
    expect(event!.signal.aborted).to.equal(false);
    writer.remove();
    await settled();
    expect(event!.signal.aborted).to.equal(true);
  });

  it('asks nobody for an element that is on no page', async () => {
    const server = new Server();
    let asked = 0;
    answerStepUpsWith(() => Promise.resolve(Boolean((asked += 1))));
    const [writer] = await writers(server);
    writer.remove();
    expect(await writer.write.run()).to.equal(false);
    expect(asked).to.equal(0);
  });

  it('other refusals ask nothing', async () => {
    const heard = listen((event) => event.respondWith(Promise.resolve(true)));
    const client = createClient({
      password: {
        change: () => {
          throw new Problem('forbidden');
        },
      },
    });
    const writer = await fixture<Writer>(html`<test-writer .client=${client}></test-writer>`);
    expect(await writer.write.run()).to.equal(false);
    expect(writer.write.problem?.code).to.equal('forbidden');
    expect(heard).to.have.length(0);
  });
});
