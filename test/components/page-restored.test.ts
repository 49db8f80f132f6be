import { expect } from 'chai';
import { html } from 'lit';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import type { Account } from '../../components/contract/account.ts';
import { Problem } from '../../components/contract/problem.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import '../../components/account-name/define.ts';
import '../../components/activity-log/define.ts';
import '../../components/my-profile/define.ts';
import '../../components/password-change/define.ts';
import '../../components/profile-form/define.ts';
import '../../components/profile-menu/define.ts';
import '../../components/session-list/define.ts';
import type { MyProfile } from '../../components/my-profile/my-profile.ts';
import type { AccountElement } from '../../components/shared/account-element.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { ada } from '../../components/testing/samples.ts';
import { activeElement, deepElements, fixture, settled, type, until } from '../support/browser.ts';
import '../support/elements.ts';
import type { TestForm } from '../support/elements.ts';

// Browsers keep a page that is left, and show it again as it was: to whoever
// sits there by then.

const leave = () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
const comeBack = () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

/** Who is signed in, and whether the server answers, while the test runs. */
class Backend {
  person: Account | undefined = ada;
  #gate: Promise<void> = Promise.resolve();
  open: () => void = () => undefined;
  asked = 0;

  /** From now on no answer comes until `open()`. */
  close(): void {
    this.#gate = new Promise((open) => (this.open = open));
  }

  unreachable = false;

  readonly client = createClient({
    account: { get: () => this.#answer(), updateName: () => this.#answer() },
    signIn: { signOut: () => undefined },
  } satisfies Handlers);

  async #answer(): Promise<Account> {
    this.asked += 1;
    await this.#gate;
    if (this.unreachable) throw new Problem('unreachable');
    if (!this.person) throw new Problem('unauthenticated');
    return this.person;
  }
}

const isSeen = (element: Element | null | undefined): boolean =>
  Boolean(element?.checkVisibility({ visibilityProperty: true, opacityProperty: true }));

/** All that can be read on the screen in and below an element. */
function onScreen(root: Element): string {
  const texts: string[] = [];
  for (const element of [root, ...deepElements(root), ...deepElements(root.shadowRoot ?? root)]) {
    if (!isSeen(element)) continue;
    if (element instanceof HTMLInputElement) texts.push(element.value);
    for (const node of element.childNodes) if (node instanceof Text) texts.push(node.data);
  }
  return texts.join(' ').replaceAll(/\s+/g, ' ').trim();
}

/** What an idle browser adds to a profile, the telephone number for people at last, is there. */
async function furnished(element: Element): Promise<void> {
  await until(() => {
    const [telephone] = [...deepElements(element)].filter((input) => input.matches('input[name="telephone"]'));
    return !telephone || (telephone as HTMLInputElement).value === '+43 1 5550142';
  });
  await settled();
}

async function formOf(backend: Backend): Promise<TestForm> {
  const form = await fixture<TestForm>(html`<test-form .client=${backend.client}></test-form>`);
  form.control('street').focus();
  await type('Typed and not saved. ');
  return form;
}

describe('a page that the browser kept in its memory', () => {
  it('shows nothing personal when it comes back, until the server said who is signed in', async () => {
    const backend = new Backend();
    const form = await formOf(backend);
    leave();
    expect(onScreen(form), 'hidden at once: what the browser keeps is empty').to.equal('');
    backend.close();
    comeBack();
    await settled();
    expect(onScreen(form)).to.equal('');
    backend.open();
    await until(() => onScreen(form).includes(ada.email), 'it is shown again');
  });

  it('shows nothing to somebody else because of an answer from before it was left once more', async () => {
    const backend = new Backend();
    const answers: (() => void)[] = [];
    let held = false;
    const client = createClient({
      account: {
        get: () => {
          const { person } = backend;
          return held ? new Promise<Account>((done) => answers.push(() => done(person!))) : person!;
        },
        updateName: () => ada,
      },
    });
    const form = await fixture<HTMLElement>(html`<account-name .client=${client}></account-name>`);
    await until(() => onScreen(form).includes(ada.firstName));
    held = true;
    leave();
    comeBack();
    await until(() => answers.length === 1);
    leave();
    backend.person = { ...ada, id: 'somebody-else', firstName: 'Bo' };
    comeBack();
    await until(() => answers.length === 2, 'it is asked anew');
    answers[0]?.();
    await settled();
    expect(onScreen(form)).to.equal('');
    held = false;
    for (const answer of answers.slice(1)) answer();
    await until(() => onScreen(form).includes('Bo'));
  });

  it('is hidden also where the browser said nothing when the page was left', async () => {
    const backend = new Backend();
    const form = await formOf(backend);
    backend.close();
    comeBack();
    expect(onScreen(form)).to.equal('');
    backend.open();
    await until(() => onScreen(form).includes(ada.email));
  });

  it('keeps what was typed, and the place where I typed it, while I am still signed in', async () => {
    const backend = new Backend();
    const form = await formOf(backend);
    const field = form.control<HTMLTextAreaElement>('street');
    const { value } = field;
    expect(value).to.contain('Typed and not saved.');
    leave();
    await settled();
    comeBack();
    await until(() => isSeen(field));
    expect(form.control<HTMLTextAreaElement>('street')).to.equal(field);
    expect(field.value).to.equal(value);
    expect(activeElement()).to.equal(field);
  });

  it('shows nobody, not for a moment, when I signed out meanwhile', async () => {
    const backend = new Backend();
    const form = await formOf(backend);
    leave();
    backend.person = undefined;
    comeBack();
    let seen = '';
    await until(() => {
      seen += onScreen(form);
      return seen.includes('signed out');
    });
    expect(seen).not.to.contain(ada.email);
    expect(form.querySelector('form')).to.equal(null);
  });

  it('shows what is theirs, and nothing that I typed, when somebody else signed in meanwhile', async () => {
    const backend = new Backend();
    const form = await formOf(backend);
    leave();
    backend.person = { ...ada, id: 'somebody-else', email: 'bo@example.com' };
    comeBack();
    let seen = '';
    await until(() => {
      seen += onScreen(form);
      return seen.includes('bo@example.com');
    });
    expect(seen).not.to.contain(ada.email);
    expect(form.control<HTMLTextAreaElement>('street').value).not.to.contain('Typed');
  });

  it('stays hidden while nobody can say who is signed in, and says what to do', async () => {
    const backend = new Backend();
    const form = await formOf(backend);
    leave();
    backend.unreachable = true;
    comeBack();
    await until(() => onScreen(form).includes('Try again'));
    expect(onScreen(form)).not.to.contain(ada.email);
    expect(isSeen(form.control('street'))).to.equal(false);
    backend.unreachable = false;
    [...form.querySelectorAll('button')].find((button) => button.textContent.includes('Try again'))?.click();
    await until(() => isSeen(form.control('street')));
    expect(form.control<HTMLTextAreaElement>('street').value).to.contain('Typed and not saved.');
    expect(onScreen(form)).to.contain(ada.email);
  });

  it('shows no answer that was under way for whoever was signed in when it was left', async () => {
    const backend = new Backend();
    backend.close();
    const form = await fixture<TestForm>(html`<test-form .client=${backend.client}></test-form>`);
    leave();
    backend.open();
    await settled();
    expect(onScreen(form)).to.equal('');
    expect(form.textContent).not.to.contain(ada.email);
    comeBack();
    await until(() => onScreen(form).includes(ada.email));
  });

  it('asks once who is signed in, however many elements it has', async () => {
    const backend = new Backend();
    const one = await formOf(backend);
    const two = await formOf(backend);
    const before = backend.asked;
    leave();
    backend.close();
    comeBack();
    await settled();
    expect(backend.asked).to.equal(before + 1);
    backend.open();
    await until(() => isSeen(one.control('street')) && isSeen(two.control('street')));
  });

  it('shows its elements together: one that could not ask does not wait when another could', async () => {
    const backend = new Backend();
    const one = await formOf(backend);
    const two = await formOf(backend);
    leave();
    backend.unreachable = true;
    comeBack();
    await until(() => onScreen(two).includes('Try again'));
    backend.unreachable = false;
    [...two.querySelectorAll('button')].find((button) => button.textContent.includes('Try again'))?.click();
    await until(() => isSeen(one.control('street')) && isSeen(two.control('street')));
  });

  it('offers to try again in the place of the name too', async () => {
    const backend = new Backend();
    const menu = await fixture<AccountElement>(html`<profile-menu .client=${backend.client}></profile-menu>`);
    leave();
    backend.unreachable = true;
    comeBack();
    await until(() => onScreen(menu).includes('Try again'));
    expect(onScreen(menu)).not.to.contain(ada.lastName);
    backend.unreachable = false;
    menu.shadowRoot?.querySelector<HTMLElement>('.account-button')?.click();
    await until(() => onScreen(menu).includes(ada.lastName));
  });

  it('is not hidden when it was left for good, or had not been kept', async () => {
    const backend = new Backend();
    const form = await formOf(backend);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(isSeen(form.control('street'))).to.equal(true);
  });

  it('tells the page that I am signed out, as every element does', async () => {
    const backend = new Backend();
    await formOf(backend);
    let told = 0;
    backend.client.addEventListener('signed-out', () => (told += 1));
    leave();
    backend.person = undefined;
    comeBack();
    await until(() => told === 1);
    await backend.client.send(signIn.signOut, {});
  });

  it('hides what an open dialog shows, and shows it again', async () => {
    const element = await fixture<MyProfile>(html`<my-profile .client=${fakeClient()}></my-profile>`);
    await element.show();
    await until(() => onScreen(element).includes(ada.lastName));
    await furnished(element);
    const before = onScreen(element);
    leave();
    expect(onScreen(element)).to.equal('');
    comeBack();
    await until(() => onScreen(element) === before);
  });

  for (const tag of [
    'account-name',
    'activity-log',
    'my-profile',
    'password-change',
    'profile-form',
    'profile-menu',
    'session-list',
  ]) {
    it(`<${tag}> shows nothing until then, and all again after`, async () => {
      const element = await fixture<AccountElement>(html`<div></div>`);
      const made = document.createElement(tag) as AccountElement;
      made.client = fakeClient();
      made.toggleAttribute('inline', tag === 'my-profile');
      element.append(made);
      await until(async () => {
        await settled();
        return !made.querySelector('[aria-busy]') && !made.shadowRoot?.querySelector('[aria-busy]');
      });
      await furnished(made);
      const before = onScreen(made);
      expect(before).not.to.equal('');
      leave();
      expect(onScreen(made)).to.equal('');
      comeBack();
      await until(() => onScreen(made) === before, 'everything is there again');
    });
  }
});
