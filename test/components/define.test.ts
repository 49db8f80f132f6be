import { expect } from 'chai';
import { html } from 'lit';
import { create, define } from '../../components/shared/define.ts';
import { fakeClient } from '../../stories/support/fake-client.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { deepQuery, fixture, settled, until } from '../support/browser.ts';

const TAGS = [
  'account-provider',
  'account-name',
  'my-profile',
  'password-change',
  'profile-form',
  'profile-menu',
  'sign-in-form',
];

/** Each with its own copy of every module, as if the page had loaded two versions of the library. */
const copyOf = (file: string, copy: string): Promise<unknown> =>
  import(new URL(`../../components/${file}?copy=${copy}`, import.meta.url).href);

/** What the console warns of while something runs. */
async function warnings(run: () => unknown): Promise<string[]> {
  const told: string[] = [];
  const { warn } = console;
  console.warn = (...args: unknown[]) => told.push(args.join(' '));
  try {
    await run();
  } finally {
    console.warn = warn;
  }
  return told.filter((line) => line.startsWith('account-elements'));
}

describe('registering the elements', () => {
  it('importing the classes registers nothing', async () => {
    await import('../../components/index.ts');
    for (const tag of TAGS) expect(customElements.get(tag), tag).to.equal(undefined);
  });

  it('defineAll with a prefix gives every element a name of the page’s choice, and none of ours', async () => {
    const { defineAll } = await import('../../components/define-all.ts');
    defineAll({ prefix: 'acme' });
    for (const tag of TAGS) {
      expect(customElements.get(`acme-${tag}`), `acme-${tag}`).to.not.equal(undefined);
      expect(customElements.get(tag), tag).to.equal(undefined);
    }
  });

  it('composites work under the page’s names, too', async () => {
    const client = fakeClient();
    const page = await fixture<HTMLElement>(html`<div></div>`);
    const menu = document.createElement('acme-profile-menu') as HTMLElement & { client: unknown };
    menu.client = client;
    page.append(menu);
    await until(() => allByRole('button', 'Ada Lindqvist').length === 1);
    byRole('button', 'Ada Lindqvist').click();
    await settled();
    byRole('menuitem', 'My Profile').click();
    await until(() => deepQuery(page, 'acme-profile-form input[name="title"]'));
    expect(deepQuery(page, 'acme-my-profile')).to.not.equal(undefined);
  });

  it('the dialog that is loaded when somebody needs it gets such a name, too', async () => {
    const element = document.createElement('acme-password-change') as HTMLElement & { client: unknown };
    element.client = fakeClient();
    (await fixture<HTMLElement>(html`<div></div>`)).append(element);
    await until(() => element.querySelector('button'));
    element.querySelector('button')!.click();
    const dialog = await until(() => document.querySelector('acme-reauth-dialog input'));
    dialog!.closest('acme-reauth-dialog')!.remove();
  });

  it('the entry for script tags registers all of them', async () => {
    await import('../../components/define.ts');
    for (const tag of TAGS) expect(customElements.get(tag), tag).to.not.equal(undefined);
  });

  it('doing it again is nothing to warn of', async () => {
    const { defineAll } = await import('../../components/define-all.ts');
    expect(await warnings(() => defineAll({ prefix: 'acme' }))).to.deep.equal([]);
  });

  it('a tag that the page uses for something else stays the page’s: a warning, never an exception', async () => {
    class Theirs extends HTMLElement {}
    class Ours extends HTMLElement {}
    customElements.define('taken-tag', Theirs);
    expect(await warnings(() => define('taken-tag', Ours))).to.deep.equal([
      'account-elements: <taken-tag> is already defined on this page; the first definition stays.',
    ]);
    expect(customElements.get('taken-tag')).to.equal(Theirs);
  });

  it('a second copy of the library on the page warns for each tag and breaks nothing', async () => {
    const first = customElements.get('profile-menu');
    const told = await warnings(() => copyOf('profile-menu/define.ts', 'second'));
    expect(told.join()).to.include('<profile-menu>');
    expect(customElements.get('profile-menu')).to.equal(first);
  });

  it('two copies that make elements by their classes do not take each other’s tags', async () => {
    const second = (await copyOf('shared/define.ts', 'third')) as { create: typeof create };
    class One extends HTMLElement {}
    class Two extends HTMLElement {}
    expect(create(One)).to.be.instanceOf(One);
    expect(second.create(Two)).to.be.instanceOf(Two);
    expect(create(One)).to.be.instanceOf(One);
  });

  it('of an element that the script has twice, all on the page are the one that came first', async () => {
    const script = (await copyOf('shared/define.ts', 'script')) as typeof import('../../components/shared/define.ts');
    script.useUsualTags();
    class Alone extends HTMLElement {}
    class InThePortal extends HTMLElement {}
    class OfThePage extends HTMLElement {}
    script.define('twice-made', Alone);
    expect(script.create<HTMLElement>(InThePortal, 'twice-made')).to.be.instanceOf(Alone);
    customElements.define('of-the-page', OfThePage);
    expect(script.create<HTMLElement>(InThePortal, 'of-the-page')).to.be.instanceOf(InThePortal);
  });
});
