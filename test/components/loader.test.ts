import { expect } from 'chai';
import { loadElements, loadableTags } from '../../components/loader.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { aWhile, until } from '../support/browser.ts';

const isDefined = (tag: string): boolean => customElements.get(tag) !== undefined;

/** The elements whose files the page has fetched, as their folders. */
const fetched = (): string[] => [
  ...new Set(
    performance
      .getEntriesByType('resource')
      .map(({ name }) => /\/components\/([a-z]+-[a-z-]+)\/\1\.ts/.exec(name)?.[1])
      .filter((tag) => tag !== undefined),
  ),
];

function place(...nodes: Node[]): HTMLElement {
  const made = document.createElement('div');
  made.append(...nodes);
  document.body.append(made);
  return made;
}

// One page: a tag can be defined only once, so each test uses up one of them.
describe('elements are loaded when a page uses them', () => {
  it('nothing is fetched for a page that uses none', async () => {
    place(document.createElement('div'), document.createElement('some-other'));
    loadElements();
    await aWhile(100);
    expect(fetched()).to.deep.equal([]);
    expect(loadableTags.filter(isDefined)).to.deep.equal([]);
  });

  it('what is added later is loaded, and nothing else', async () => {
    place(document.createElement('account-name'));
    await until(() => isDefined('account-name'), 'account-name is defined');
    expect(fetched()).to.deep.equal(['account-name']);
    expect(loadableTags.filter(isDefined)).to.deep.equal(['account-name']);
  });

  it('an element that comes before the provider around it uses the provider’s client', async () => {
    const provider = document.createElement('account-provider');
    Object.assign(provider, { client: fakeClient() });
    // Already loaded: it is upgraded at once, while its provider is still being fetched.
    provider.append(document.createElement('account-name'));
    place(provider);
    expect(isDefined('account-provider')).to.equal(false);
    await until(() => provider.querySelector<HTMLInputElement>('input[name="firstName"]')?.value === 'Ada', 'Ada');
  });

  it('inside the open shadow root of an element of the page, there from the beginning or attached later', async () => {
    const card = document.createElement('div');
    const root = card.attachShadow({ mode: 'open' });
    place(card);
    await aWhile(20);
    root.append(document.createElement('profile-menu'));
    await until(() => isDefined('profile-menu'), 'profile-menu is defined');

    // The page's own element, which is defined after it was used.
    place(document.createElement('late-card'));
    await aWhile(20);
    customElements.define(
      'late-card',
      class extends HTMLElement {
        connectedCallback() {
          const inside = this.attachShadow({ mode: 'open' });
          setTimeout(() => inside.append(document.createElement('password-change')), 20);
        }
      },
    );
    await until(() => isDefined('password-change'), 'password-change is defined');
  });

  it('inside a closed shadow root that the page hands in', async () => {
    const card = document.createElement('div');
    const root = card.attachShadow({ mode: 'closed' });
    root.append(document.createElement('sign-in-form'));
    place(card);
    await aWhile(50);
    expect(isDefined('sign-in-form')).to.equal(false);
    loadElements(root);
    await until(() => isDefined('sign-in-form'), 'sign-in-form is defined');
  });

  it('My Profile and its form come when the menu opens them, under their usual tags', async () => {
    expect(fetched()).to.not.include('my-profile');
    const menu = document.createElement('profile-menu');
    Object.assign(menu, { client: fakeClient() });
    place(menu);
    await until(() => allByRole('button', 'Ada Lindqvist').length === 1);
    byRole('button', 'Ada Lindqvist').click();
    byRole('menuitem', 'My Profile').click();
    await until(() => menu.querySelector('my-profile profile-form'), 'My Profile shows the form');
  });

  it('a tag that the page has given to something else stays what it is', async () => {
    class Own extends HTMLElement {}
    customElements.define('activity-log', Own);
    const element = document.createElement('activity-log');
    place(element);
    await aWhile(50);
    expect(element).to.be.instanceOf(Own);
  });
});
