import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-provider/define.ts';
import '../../components/profile-menu/define.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import type { ProfileMenu } from '../../components/profile-menu/profile-menu.ts';
import * as stories from '../../stories/profile-menu.stories.ts';
import { fakeClient, never, refuse } from '../../components/testing/fake-client.ts';
import { ADAS_PASSWORD, ada } from '../../components/testing/samples.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { blockFile, unblock } from '../support/blocked-file.ts';
import {
  activeElement,
  deepElements,
  deepQuery,
  emulate,
  fixture,
  nextEvent,
  press,
  settled,
  type,
  until,
} from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';
import { setViewport } from '../support/viewport.ts';

const hostItems = html`<a slot="items" href="#certificates">Certificates</a>
  <button slot="items" type="button">Shortcuts</button>`;

/** A menu between two links, so that the focus has somewhere to come from and to go to. */
async function show(client: AccountClient = fakeClient(), items: unknown = hostItems): Promise<ProfileMenu> {
  const page = await fixture<HTMLElement>(
    html`<div>
      <a href="#before">Before</a>
      <profile-menu .client=${client}>${items}</profile-menu>
      <a href="#after">After</a>
    </div>`,
  );
  return page.querySelector('profile-menu')!;
}

const trigger = (): HTMLElement => byRole('button', 'Ada Lindqvist');
const isOpen = (menu: Element): boolean =>
  menu.shadowRoot?.querySelector('[popover]')?.matches(':popover-open') === true;
const focusedText = (): string => activeElement()?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';

/** Opens the menu with a key. */
async function open(key = 'Enter'): Promise<void> {
  trigger().focus();
  await press(key);
  await until(() => activeElement()?.getAttribute('role') === 'menuitem');
}

async function choose(item: string): Promise<void> {
  await open();
  byRole('menuitem', item).click();
  await settled();
}

/** All text on the page, through open shadow roots, and what fields hold. */
const everythingOn = (root: ParentNode): string =>
  [...deepElements(root)]
    .flatMap((element) => [
      ...[...element.attributes].map(({ value }) => value),
      ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map(({ nodeValue }) => nodeValue),
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : '',
    ])
    .join('\n');

// First, while My Profile was not asked for yet.
describe('profile-menu, when My Profile cannot be fetched', () => {
  blockFile('*/my-profile/my-profile.ts*');

  it('says so, and opens it at the next try', async () => {
    const menu = await show();
    await choose('My Profile');
    await until(() => byRole('alert').textContent.includes('No connection to the server'));
    await unblock();
    byRole('menuitem', 'My Profile').click();
    await until(() => deepQuery<HTMLDialogElement>(menu, 'dialog.main')?.open);
  });
});

describe('profile-menu', () => {
  afterEach(() => setViewport({ width: 800, height: 600 }));

  it('shows the person’s name and initials', async () => {
    const menu = await show();
    expect(trigger().textContent).to.include('Ada Lindqvist');
    expect(menu.shadowRoot!.querySelector('[part="avatar"]')!.textContent).to.equal('AL');
    expect(trigger().getAttribute('aria-haspopup')).to.equal('menu');
    expect(trigger().getAttribute('aria-expanded')).to.equal('false');
  });

  describe('by keys', () => {
    for (const [key, item] of [
      ['Enter', 'My Profile'],
      ['Space', 'My Profile'],
      ['ArrowDown', 'My Profile'],
      ['ArrowUp', 'Sign out'],
    ] as const) {
      it(`${key} opens the menu on ${item}`, async () => {
        const menu = await show();
        await open(key);
        expect(isOpen(menu)).to.equal(true);
        await until(() => trigger().getAttribute('aria-expanded') === 'true');
        expect(focusedText()).to.equal(item);
      });
    }

    it('the arrows walk through all items, those of the page among them, and around', async () => {
      await show();
      await open();
      const walked: string[] = [];
      for (let step = 0; step < 4; step += 1) {
        await press('ArrowDown');
        walked.push(focusedText());
      }
      expect(walked).to.deep.equal(['Certificates', 'Shortcuts', 'Sign out', 'My Profile']);
      await press('ArrowUp');
      expect(focusedText()).to.equal('Sign out');
    });

    it('Home and End go to the ends', async () => {
      await show();
      await open();
      await press('End');
      expect(focusedText()).to.equal('Sign out');
      await press('Home');
      expect(focusedText()).to.equal('My Profile');
    });

    it('letters go to the item that starts with them, the same letter again to the next', async () => {
      await show();
      await open();
      // However long the browser takes for a key: those that are typed in one go belong together.
      let typedAt = 0;
      const atOnce = (event: Event) => Object.defineProperty(event, 'timeStamp', { value: typedAt });
      window.addEventListener('keydown', atOnce, true);
      try {
        for (const [after, letters, item] of [
          [1000, 's', 'Shortcuts'],
          [100, 's', 'Sign out'],
          [550, 'my p', 'My Profile'],
        ] as const) {
          typedAt += after;
          await type(letters);
          expect(focusedText()).to.equal(item);
        }
      } finally {
        window.removeEventListener('keydown', atOnce, true);
      }
    });

    it('Esc closes it and gives the focus back, from an item of the page, too', async () => {
      const menu = await show();
      for (const steps of [0, 1]) {
        await open();
        for (let step = 0; step < steps; step += 1) await press('ArrowDown');
        await press('Escape');
        expect(isOpen(menu)).to.equal(false);
        expect(activeElement()).to.equal(trigger());
      }
    });

    it('Tab closes it and moves on, Shift+Tab moves back', async () => {
      const menu = await show();
      await open();
      await press('ArrowDown');
      await press('Tab');
      expect(isOpen(menu)).to.equal(false);
      expect(focusedText()).to.equal('After');
      await open();
      await press('Shift+Tab');
      expect(isOpen(menu)).to.equal(false);
      expect(focusedText()).to.equal('Before');
    });

    it('the space bar follows a link of the page', async () => {
      const menu = await show();
      await open();
      await press('ArrowDown');
      const clicked = nextEvent(menu.querySelector('a')!, 'click');
      await press('Space');
      await clicked;
      expect(isOpen(menu)).to.equal(false);
    });

    it('the menu is one stop for Tab, its items are none', async () => {
      const menu = await show();
      for (const item of allByRole('menuitem')) expect(item.tabIndex).to.equal(-1);
      await open();
      for (const item of [...menu.children].filter(({ slot }) => slot === 'items')) {
        expect(item.getAttribute('role')).to.equal('menuitem');
        expect((item as HTMLElement).tabIndex).to.equal(-1);
      }
    });
  });

  it('a click opens it, a second one closes it, and so does one elsewhere', async () => {
    const menu = await show();
    const click = async (element: Element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { sendMouse } = await import('@web/test-runner-commands');
      await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
      await settled();
    };
    await click(trigger());
    expect(isOpen(menu)).to.equal(true);
    await click(trigger());
    expect(isOpen(menu)).to.equal(false);
    await click(trigger());
    await click(deepQuery(document.body, 'a[href="#before"]')!);
    expect(isOpen(menu)).to.equal(false);
  });

  it('is never cut off by the page, and stays in the window', async () => {
    for (const width of [800, 320]) {
      await setViewport({ width, height: 640 });
      for (const story of [stories.ClippingHeader, stories.LongName, stories.RightToLeft]) {
        const canvas = await showStory(story);
        const popover = canvas.querySelector('profile-menu')!.shadowRoot!.querySelector('[popover]')!;
        await until(() => popover.matches(':popover-open'));
        await Promise.all(popover.getAnimations().map(({ finished }) => finished));
        const { left, right, top, bottom } = popover.getBoundingClientRect();
        expect(left).to.be.at.least(0);
        expect(right).to.be.at.most(width);
        expect(bottom).to.be.at.most(640);
        const button = canvas
          .querySelector('profile-menu')!
          .shadowRoot!.querySelector('#trigger')!
          .getBoundingClientRect();
        expect(top).to.be.within(button.bottom, button.bottom + 12);
        const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        expect(middle?.closest('profile-menu'), 'nothing is above it').to.equal(canvas.querySelector('profile-menu'));
        canvas.remove();
      }
    }
  });

  it('keeps its place while it loads: nothing beside it moves when the name comes', async () => {
    let answer = (): void => undefined;
    const waiting = new Promise<void>((done) => {
      answer = done;
    });
    const client = fakeClient({ account: { get: () => waiting.then(() => ada) } });
    const canvas = await fixture<HTMLElement>(
      html`<div class="story-header"><b>Page</b><profile-menu .client=${client}></profile-menu></div>`,
    );
    const menu = canvas.querySelector('profile-menu')!;
    const before = menu.getBoundingClientRect();
    answer();
    await until(() => allByRole('button', 'Ada Lindqvist').length === 1);
    const after = menu.getBoundingClientRect();
    expect([after.width, after.height, after.x]).to.deep.equal([before.width, before.height, before.x]);
  });

  it('cuts a very long name short for the eye, and for no one else', async () => {
    const canvas = await showStory(stories.LongName);
    const name = deepQuery(canvas, '[part="name"]')!;
    expect(name.scrollWidth).to.be.above(name.clientWidth);
    expect(byRole('button', /^Wolfeschlegel.*Schillingsfürst$/, canvas)).to.not.equal(undefined);
  });

  describe('My Profile', () => {
    it('opens the dialog, with its form where password managers see it, and gives the focus back', async () => {
      const menu = await show();
      await choose('My Profile');
      const dialog = (await until(() => deepQuery<HTMLDialogElement>(menu, 'dialog.main')))!;
      await until(() => dialog.matches(':modal'));
      const field = await until(() => menu.querySelector<HTMLInputElement>('input[name="title"]'));
      expect(field!.getRootNode()).to.equal(document);
      expect(isOpen(menu)).to.equal(false);
      await press('Escape');
      await until(() => !dialog.open);
      await until(() => activeElement() === trigger() && !menu.querySelector('input'));
    });

    it('does not open if the menu was closed before it could', async () => {
      const menu = await show();
      await open();
      const shown = menu.showProfile();
      menu.shadowRoot!.querySelector<HTMLElement>('[popover]')!.hidePopover();
      await shown;
      expect(deepQuery<HTMLDialogElement>(menu, 'dialog.main')?.open).not.to.equal(true);
    });

    it('is left to a page that shows something else', async () => {
      const menu = await show();
      menu.addEventListener('my-profile-open', (event) => event.preventDefault());
      await choose('My Profile');
      expect(deepQuery(menu, 'dialog')).to.equal(undefined);
      expect(activeElement()).to.equal(trigger());
    });

    it('passes on where the portal is', async () => {
      const menu = await show();
      menu.manageUrl = '/portal';
      await choose('My Profile');
      const link = await until(() => deepQuery<HTMLAnchorElement>(menu, 'a#manage'));
      expect(link!.href).to.equal(`${location.origin}/portal`);
    });
  });

  describe('signing out', () => {
    it('ends the session, tells the page, and offers to sign in again', async () => {
      let ended = 0;
      const menu = await show(
        fakeClient({
          signIn: {
            signOut() {
              ended += 1;
            },
          },
        }),
      );
      const told = nextEvent(document, 'signed-out');
      await choose('Sign out');
      await told;
      expect(ended).to.equal(1);
      expect(focusedText()).to.equal('Sign in');
      expect(everythingOn(menu.shadowRoot!)).not.to.include('Lindqvist');
    });

    it('is closed for whoever signs in next', async () => {
      const client = fakeClient();
      const menu = await show(client);
      await choose('Sign out');
      await until(() => allByRole('button', 'Sign in').length === 1);
      await client.send(signIn.withPassword, { body: { email: ada.email, password: ADAS_PASSWORD } });
      await until(() => allByRole('button', 'Ada Lindqvist').length === 1);
      await settled();
      expect(isOpen(menu)).to.equal(false);
      expect(trigger().ariaExpanded).to.equal('false');
    });

    it('leaves the focus where the page put it', async () => {
      const menu = await show();
      const elsewhere = await fixture<HTMLInputElement>(html`<input aria-label="Elsewhere" />`);
      menu.addEventListener('signed-out', () => elsewhere.focus());
      await choose('Sign out');
      await until(() => allByRole('button', 'Sign in').length === 1);
      await settled();
      expect(activeElement()?.ariaLabel).to.equal('Elsewhere');
    });

    it('never says so before the server did, and tells when it failed', async () => {
      const menu = await show(fakeClient({ signIn: { signOut: refuse('unreachable') } }));
      let told = false;
      menu.addEventListener('signed-out', () => (told = true));
      await choose('Sign out');
      expect(byRole('alert').textContent).to.include('You’re still signed in.');
      expect(isOpen(menu)).to.equal(true);
      expect(told).to.equal(false);
    });

    it('case 047: signed out in another tab, nothing personal is left within two seconds, dialog and form included', async () => {
      let signedIn = true;
      // Two clients of one backend in one browser, as in two tabs.
      const channel = `/test-${Date.now()}`;
      const whoAmI = () => {
        if (!signedIn) throw new Problem('unauthenticated');
        return ada;
      };
      const { AccountClient: Client } = await import('../../components/client/account-client.ts');
      const { account } = await import('../../components/contract/account.ts');
      const backend = fakeClient({ account: { get: whoAmI } });
      const tab = () =>
        new Client(
          {
            supports: () => true,
            send: async (endpoint, input) => {
              if (endpoint === signIn.signOut) signedIn = false;
              return endpoint === account.get ? whoAmI() : backend.send(endpoint, input);
            },
          },
          channel,
        );
      const [here, there] = [tab(), tab()];
      const menu = await show(here, '');
      await choose('My Profile');
      await until(() => menu.querySelector('input[name="title"]'));
      expect(everythingOn(menu)).to.include('Mariahilfer');
      const told = nextEvent(document, 'signed-out');
      await there.send(signIn.signOut, {});
      await told;
      await until(() => !/Lindqvist|ada\.|Mariahilfer|Platform/.test(everythingOn(document.body) + everythingOn(menu)));
      expect(deepQuery<HTMLDialogElement>(menu, 'dialog.main')!.open).to.equal(false);
      byRole('button', 'Sign in');
    });
  });

  describe('signed out', () => {
    it('asks the page to sign in', async () => {
      const menu = await show(fakeClient({ account: { get: refuse('unauthenticated') } }));
      const asked = nextEvent(document, 'sign-in-request');
      byRole('button', 'Sign in').click();
      await asked;
      expect(menu.shadowRoot!.querySelector('[role="menu"]')).to.equal(null);
    });

    it('leads to the page that signs in, never to a script', async () => {
      const client = fakeClient({ account: { get: refuse('unauthenticated') } });
      const menu = await show(client);
      menu.signInUrl = '/sign-in';
      await settled();
      expect(byRole<HTMLAnchorElement>('link', 'Sign in').href).to.equal(`${location.origin}/sign-in`);
      menu.signInUrl = 'javascript:alert(1)';
      await settled();
      expect(allByRole('link', 'Sign in')).to.have.length(0);
      byRole('button', 'Sign in');
    });

    it('shows the name as soon as somebody signs in', async () => {
      let signedIn = false;
      const client = fakeClient({
        account: {
          get() {
            if (!signedIn) throw new Problem('unauthenticated');
            return ada;
          },
        },
      });
      await show(client);
      byRole('button', 'Sign in');
      signedIn = true;
      client.dispatchEvent(new Event('change'));
      await until(() => allByRole('button', 'Ada Lindqvist').length === 1);
    });
  });

  it('offers to try again when the account cannot be read', async () => {
    let reachable = false;
    await show(
      fakeClient({
        account: {
          get() {
            if (!reachable) throw new Problem('unreachable');
            return ada;
          },
        },
      }),
    );
    reachable = true;
    byRole('button', 'Try again').click();
    await until(() => allByRole('button', 'Ada Lindqvist').length === 1);
  });

  it('shows nothing where the backend knows no accounts', async () => {
    const menu = await show(createClient({}));
    expect(menu.shadowRoot!.querySelector('.frame')!.textContent.trim()).to.equal('');
    expect(menu.shadowRoot!.querySelector('dialog')!.checkVisibility()).to.equal(false);
  });

  describe('case 103: a hostile name is text, and stays in its place', () => {
    for (const name of [
      '<img src=x onerror=alert(1)>',
      '"><svg/onload=alert(1)>',
      'javascript:alert(1)//',
      '${alert(1)} {{alert(1)}}',
      '\u202Egnp.exe',
      '</button></slot><script>alert(1)</script>',
    ]) {
      it(JSON.stringify(name), async () => {
        const account = { ...ada, firstName: name, lastName: '' };
        const menu = await show(fakeClient({ account: { get: () => account } }), '');
        const shown = deepQuery(menu.shadowRoot!, '[part="name"] bdi')!;
        expect(shown.textContent).to.equal(name);
        expect(menu.shadowRoot!.querySelector('img, script, svg[onload]')).to.equal(null);
        const holders = [...deepElements(menu.shadowRoot!)].filter(({ textContent }) => textContent === name);
        expect(holders.filter(({ localName }) => localName === 'bdi')).to.have.length(2);
        const before = deepQuery(menu.shadowRoot!, '.account-icon')!.getBoundingClientRect().left;
        expect(before, 'the arrow is after the name').to.be.above(shown.getBoundingClientRect().left);
      });
    }
  });

  it('several on a page, in a provider and in another shadow root, follow one account', async () => {
    const client = fakeClient();
    const page = await fixture<HTMLElement>(
      html`<account-provider .client=${client}>
        <profile-menu></profile-menu><profile-menu></profile-menu>
        <div id="host"></div>
      </account-provider>`,
    );
    const host = page.querySelector('#host')!;
    host.attachShadow({ mode: 'open' }).append(document.createElement('profile-menu'));
    await until(() => allByRole('button', 'Ada Lindqvist').length === 3);
    client.dispatchEvent(new Event('signed-out'));
    await until(() => allByRole('button', 'Sign in').length === 3);
  });

  it('keeps what the page put into it, and works, when the page moves it', async () => {
    const menu = await show();
    document.body.append(menu);
    await settled();
    await open();
    expect(allByRole('menuitem').map(({ textContent }) => textContent.trim())).to.deep.equal([
      'My Profile',
      'Certificates',
      'Shortcuts',
      'Sign out',
    ]);
    menu.remove();
  });

  it('fits into 320 px in every state', () => expectReflow(stories));

  it('can be told apart in forced colours', async () => {
    await emulate({ 'forced-colors': 'active' });
    await show();
    expect(getComputedStyle(trigger()).borderTopStyle).to.equal('solid');
    await emulate();
  });

  it('waits without a word for an answer that takes its time', async () => {
    const menu = await show(fakeClient({ account: { get: never } }));
    expect(menu.shadowRoot!.querySelector('[aria-busy="true"]')).to.not.equal(null);
  });
});
