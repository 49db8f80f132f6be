import { expect } from 'chai';
import { html } from 'lit';
import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient, type Handler } from '../../components/client/create-client.ts';
import { account, type Account } from '../../components/contract/account.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import { Problem } from '../../components/contract/problem.ts';
import { never, refuse } from '../../components/testing/fake-client.ts';
import { ada } from '../../components/testing/samples.ts';
import { fixture, nextEvent, settled, until } from '../support/browser.ts';
import type { TestForm } from '../support/elements.ts';
import '../support/elements.ts';

const clientOf = (updateName: Handler<typeof account.updateName>): AccountClient =>
  createClient({ account: { get: () => ada, updateName } });
const form = (updateName: Handler<typeof account.updateName>) =>
  fixture<TestForm>(html`<test-form .client=${clientOf(updateName)}></test-form>`);
const name = { firstName: 'Ada', lastName: 'Lindqvist' };
const status = (element: TestForm) => element.querySelector('.account-status') as HTMLElement;
const alert = (element: TestForm) => element.querySelector('.account-alert') as HTMLElement;

/** What a reader would announce: every text that comes into a live region that was there before. */
function listen(region: HTMLElement): string[] {
  const announced: string[] = [];
  const observer = new MutationObserver(() => {
    const text = region.textContent?.trim();
    if (text) announced.push(text);
  });
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  return announced;
}

describe('a write', () => {
  it('goes from idle over pending to done, and says what came of it', async () => {
    let answer: (saved: Account) => void = () => undefined;
    const element = await form(() => new Promise((resolve) => (answer = resolve)));
    expect(element.write.state.name).to.equal('idle');
    const run = element.write.run(name);
    expect(element.write.pending).to.equal(true);
    answer({ ...ada, lastName: 'Byron' });
    expect(await run).to.equal(true);
    await settled();
    expect(element.write.state).to.deep.equal({ name: 'done', value: { ...ada, lastName: 'Byron' } });
    expect(status(element).textContent).to.contain('Saved Byron');
  });

  it('is sent once, however often it is asked for meanwhile', async () => {
    let sent = 0;
    const answers: (() => void)[] = [];
    const element = await form(() => {
      sent += 1;
      return new Promise((resolve) => answers.push(() => resolve(ada)));
    });
    const first = element.write.run(name);
    expect(await element.write.run(name)).to.equal(false);
    element.querySelector('form')?.requestSubmit();
    element.querySelector('form')?.requestSubmit();
    expect(sent).to.equal(1);
    answers[0]?.();
    expect(await first).to.equal(true);
    void element.write.run(name);
    expect(sent).to.equal(2);
    answers[1]?.();
  });

  it('tells after a while that it is still going on, calmly and once', async () => {
    let answer: (saved: Account) => void = () => undefined;
    const element = await form(() => new Promise((resolve) => (answer = resolve)));
    element.activeClient.patience = 40;
    const announced = listen(status(element));
    const run = element.write.run(name);
    await until(() => status(element).textContent !== '');
    expect(status(element).className).to.contain('account-status-calm');
    answer({ ...ada, lastName: 'Byron' });
    await run;
    await settled();
    expect(announced).to.deep.equal(['Still working on it…', 'Saved Byron']);
    expect(status(element).className).not.to.contain('account-status-calm');
  });

  it('says nothing of that while it waits for a person instead of the server', async () => {
    let asked = 0;
    const element = await form(() => {
      asked += 1;
      if (asked === 1) throw new Problem('reauthentication-required', { methods: ['password'] });
      return ada;
    });
    element.activeClient.patience = 20;
    const announced = listen(status(element));
    element.addEventListener('step-up-request', (event) =>
      event.respondWith(new Promise((resolve) => setTimeout(() => resolve(true), 120))),
    );
    expect(await element.write.run(name)).to.equal(true);
    await settled();
    expect(announced).to.deep.equal(['Saved Lindqvist']);
  });

  it('leaves saying so to what is on the page once it was taken off', async () => {
    const client = createClient({ account: { get: () => ada, updateName: never } });
    client.patience = 20;
    const show = () => fixture<TestForm>(html`<test-form .client=${client}></test-form>`);
    const [gone, element] = [await show(), await show()];
    void gone.write.run(name);
    gone.remove();
    void element.write.run(name);
    await until(() => element.wait.slow);
    expect(element.wait.speaks).to.equal(true);
  });

  it('never claims success when it failed', async () => {
    const element = await form(refuse('conflict'));
    expect(await element.write.run(name)).to.equal(false);
    await settled();
    expect(status(element).textContent?.trim()).to.equal('');
    expect(alert(element).textContent).to.contain('Something changed at the same moment');
  });

  it('names the fields that were refused', async () => {
    const element = await form(refuse('invalid-input', { fields: [{ name: 'email', code: 'taken' }] }));
    await element.write.run(name);
    await settled();
    const input = element.control('email');
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    const described = (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).to.deep.equal(['Hint', 'Another account uses this already.']);
    expect(element.write.rejected('street')).to.equal(undefined);
  });

  it('calls an error that is no problem of ours unreadable, and never shows its words', async () => {
    const element = await form(() => {
      throw new TypeError('secret of the house');
    });
    await element.write.run(name);
    await settled();
    expect(element.write.problem?.code).to.equal('unreadable');
    expect(element.textContent).not.to.contain('secret');
  });

  it('is refused by a backend that does not have it', async () => {
    const element = await fixture<TestForm>(
      html`<test-form .client=${createClient({ account: { get: () => ada } })}></test-form>`,
    );
    await element.write.run(name);
    expect(element.write.problem?.code).to.equal('unsupported');
  });

  it('can be tried again, and forgets the problem as soon as it is', async () => {
    let fails = true;
    const element = await form(() => (fails ? refuse('unreachable')() : ada));
    await element.write.run(name);
    fails = false;
    const again = element.write.run(name);
    expect(element.write.problem).to.equal(undefined);
    expect(await again).to.equal(true);
  });

  it('is taken back when the person edits again, but not while it is under way', async () => {
    const element = await form(refuse('conflict'));
    await element.write.run(name);
    element.write.reset();
    await settled();
    expect(element.write.state.name).to.equal('idle');
    expect(alert(element).textContent?.trim()).to.equal('');
    const waiting = await form(never);
    void waiting.write.run(name);
    waiting.write.reset();
    expect(waiting.write.pending).to.equal(true);
  });

  it('stays said when the element is moved, and is gone when it comes back to the page', async () => {
    const element = await form(refuse('conflict'));
    const place = element.parentElement;
    await element.write.run(name);
    place?.append(element);
    await settled();
    expect(element.write.problem?.code).to.equal('conflict');
    element.remove();
    await settled();
    place?.append(element);
    expect(element.write.problem).to.equal(undefined);
  });

  it('offers to sign in again when the session is over', async () => {
    const element = await form(refuse('unauthenticated'));
    await element.write.run(name);
    await settled();
    const request = nextEvent(document, 'sign-in-request');
    alert(element).querySelector('button')?.click();
    expect((await request).target === element).to.equal(true);
  });
});

describe('a write that was tried too often', () => {
  it('says for how long to wait: eyes see the time run, readers hear its beginning and its end', async () => {
    const element = await form(refuse('too-many-attempts', { retryAfter: 2 }));
    const heard: string[] = [];
    const hear = () => {
      const copy = alert(element).cloneNode(true) as HTMLElement;
      for (const unheard of copy.querySelectorAll('[aria-hidden=true]')) unheard.remove();
      const text = copy.textContent.replaceAll(/\s+/g, ' ').trim();
      if (text && heard.at(-1) !== text) heard.push(text);
    };
    new MutationObserver(hear).observe(alert(element), { childList: true, characterData: true, subtree: true });
    await element.write.run(name);
    await until(() => heard.length === 2, 'it is never over');
    expect(heard).to.deep.equal(['Too many attempts. Try again in 2 seconds.', 'Too many attempts. Try again now.']);
  });
});

describe('a write after the session was over', () => {
  it('says no more that one is signed out when one is signed in again, and leaves the keyboard where it goes on', async () => {
    let over = true;
    const client = createClient({
      account: { get: () => ada, updateName: () => (over ? refuse('unauthenticated')() : ada) },
      signIn: { withPassword: () => ({ status: 'signed-in', account: ada }) },
    });
    const element = await fixture<TestForm>(html`<test-form .client=${client}></test-form>`);
    await element.write.run(name);
    await settled();
    alert(element).querySelector('button')!.focus();
    over = false;
    await client.send(signIn.withPassword, { body: { email: ada.email, password: 'a loom' } });
    await settled();
    expect(alert(element).textContent.trim()).to.equal('');
    expect(element.contains(document.activeElement)).to.equal(true);
  });
});

describe('what readers hear of a write', () => {
  it('both live regions are there before anything is said', async () => {
    const element = await form(() => ada);
    expect(status(element).getAttribute('role')).to.equal('status');
    expect(alert(element).getAttribute('role')).to.equal('alert');
    expect(status(element).textContent?.trim()).to.equal('');
    expect(alert(element).textContent?.trim()).to.equal('');
    expect(getComputedStyle(alert(element)).display).not.to.equal('none');
  });

  it('success once, in the region that was there, however often the element renders', async () => {
    const element = await form(() => ada);
    const region = status(element);
    const announced = listen(region);
    await element.write.run(name);
    await settled();
    element.requestUpdate();
    await settled();
    expect(status(element) === region).to.equal(true);
    expect(announced).to.deep.equal(['Saved Lindqvist']);
  });

  it('the same failure again after another try', async () => {
    const element = await form(async () => {
      await Promise.resolve();
      throw new Problem('unreachable');
    });
    const announced = listen(alert(element));
    await element.write.run(name);
    await settled();
    element.requestUpdate();
    await settled();
    expect(announced).to.have.length(1);
    const again = element.write.run(name);
    await element.updateComplete;
    await again;
    await settled();
    expect(announced).to.have.length(2);
  });
});
