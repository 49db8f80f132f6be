import { expect } from 'chai';
import { define } from '../../components/shared/define.ts';
import { warnings } from '../support/warnings.ts';

const TAGS = [
  'account-provider',
  'account-name',
  'my-profile',
  'password-change',
  'profile-form',
  'profile-menu',
  'sign-in-form',
];

type Copy = typeof import('../../components/shared/define.ts');

/** What registers in another copy of the library, as if the page had loaded two versions of it. */
const copy = (name: string): Promise<Copy> =>
  import(new URL(`../../components/shared/define.ts?copy=${name}`, import.meta.url).href) as Promise<Copy>;

describe('registering the elements', () => {
  it('importing the classes registers nothing', async () => {
    await import('../../components/index.ts');
    for (const tag of TAGS) expect(customElements.get(tag), tag).to.equal(undefined);
  });

  it('the entry for script tags registers all of them', async () => {
    await import('../../components/define.ts');
    for (const tag of TAGS) expect(customElements.get(tag), tag).to.not.equal(undefined);
  });

  it('doing it again is nothing to warn of', async () => {
    const { defineAll } = await import('../../components/define-all.ts');
    expect(await warnings(() => defineAll())).to.deep.equal([]);
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

  it('an element that had a name before it got its own has both, and says nothing of it, however often', async () => {
    class Part extends HTMLElement {}
    customElements.define('a-private-name', Part);
    const often = () => [1, 2].forEach(() => define('its-own-name', Part));
    expect(await warnings(often)).to.deep.equal([]);
    expect(document.createElement('its-own-name')).to.be.instanceOf(Part);
  });

  it('a second copy of the library on the page warns for each tag and breaks nothing', async () => {
    class Second extends HTMLElement {}
    const first = customElements.get('profile-menu');
    const { define: defineInSecond } = await copy('second');
    const told = await warnings(() => defineInSecond('profile-menu', Second));
    expect(told.join()).to.include('<profile-menu>');
    expect(customElements.get('profile-menu')).to.equal(first);
  });

  it('two copies that make elements by their classes do not take each other’s tags', async () => {
    const [one, two] = [await copy('one'), await copy('two')];
    class One extends HTMLElement {}
    class Two extends HTMLElement {}
    expect(one.create(One, 'made-part')).to.be.instanceOf(One);
    expect(two.create(Two, 'made-part')).to.be.instanceOf(Two);
    expect(one.create(One, 'made-part')).to.be.instanceOf(One);
    expect(customElements.get('made-part'), 'a name that nobody gave to us').to.equal(undefined);
  });

  it('of an element that the script has twice, all on the page are the one that came first', async () => {
    const script = await copy('script');
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
