import { expect } from 'chai';
import { html, type TemplateResult } from 'lit';
import '../../components/account-portal/define.ts';
import '../../components/my-profile/define.ts';
import '../../components/profile-menu/define.ts';
import type { AccountPortal } from '../../components/account-portal/account-portal.ts';
import type { MyProfile } from '../../components/my-profile/my-profile.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import '../../components/authenticator-setup/define.ts';
import '../../components/passkey-setup/define.ts';
import '../../components/password-change/define.ts';
import { Problem } from '../../components/contract/problem.ts';
import { DirtyChangeEvent } from '../../components/shared/events.ts';
import '../../components/sign-in-form/define.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { ada, adasAuthenticator, adasPasskeys, ourServer } from '../../components/testing/samples.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { activeElement, fixture, nextEvent, press, settled, until } from '../support/browser.ts';

interface Typed extends HTMLElement {
  readonly dirty: boolean;
}

const leavingIsGuarded = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

async function edit(element: ParentNode, name: string, value: string): Promise<HTMLInputElement> {
  const selector = `input[name="${name}"]`;
  await until(() => element.querySelector(selector));
  const input = element.querySelector<HTMLInputElement>(selector)!;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  return input;
}

const question = (element: Element) => element.shadowRoot!.querySelector<HTMLDialogElement>('.account-question')!;

/** The question as people meet it: the button that stays has the focus. */
async function asked(element: Element): Promise<void> {
  await until(() => question(element).open, 'nobody was asked');
  expect(question(element).textContent).to.contain('without saving?');
  expect(activeElement()?.textContent?.trim()).to.equal('Stay here');
}

async function answer(element: Element, button: string): Promise<void> {
  byRole('button', button, element).click();
  await until(() => !question(element).open);
}

const client = () =>
  fakeClient(
    { capabilities: { get: () => ({ ...ourServer, signUp: true }) } },
    { proven: true, passkeys: adasPasskeys, authenticators: [adasAuthenticator] },
  );

describe('what was typed and not saved', () => {
  const elements: readonly [string, (of: AccountClient) => TemplateResult, (element: Typed) => Promise<unknown>][] = [
    [
      'a new password',
      (of) => html`<password-change .client=${of}></password-change>`,
      async (element) => {
        byRole('button', 'Change password', element).click();
        return edit(element, 'newPassword', 'nine green bottles');
      },
    ],
    [
      'the name of a passkey',
      (of) => html`<passkey-setup .client=${of}></passkey-setup>`,
      async (element) => {
        element.querySelector<HTMLElement>('.account-factor-rename')!.click();
        return edit(element, 'name', 'Blue key');
      },
    ],
    [
      'the name of an authenticator',
      (of) => html`<authenticator-setup .client=${of}></authenticator-setup>`,
      async (element) => {
        element.querySelector<HTMLElement>('.account-factor-rename')!.click();
        return edit(element, 'name', 'Blue phone');
      },
    ],
    [
      'a new account',
      (of) => html`<sign-in-form .client=${of}></sign-in-form>`,
      async (element) => {
        byRole('button', 'Create account', element).click();
        await settled(element);
        return edit(element, 'email', 'ada@example.com');
      },
    ],
  ];
  for (const [what, template, begin] of elements) {
    it(`${what} is told to the page, and kept by the browser until it is given up`, async () => {
      const element = await fixture<Typed>(template(client()));
      await settled(element);
      expect(element.dirty).to.equal(false);
      const told: boolean[] = [];
      element.addEventListener('dirty-change', ({ dirty }) => told.push(dirty));
      const input = (await begin(element)) as HTMLInputElement;
      expect(element.dirty).to.equal(true);
      expect(leavingIsGuarded(), 'typed').to.equal(true);
      await edit(element, input.name, input.defaultValue);
      expect(element.dirty).to.equal(false);
      expect(leavingIsGuarded(), 'taken back').to.equal(false);
      expect(told).to.deep.equal([true, false]);
      await edit(element, input.name, 'something');
      element.remove();
      expect(leavingIsGuarded(), 'off the page').to.equal(false);
    });
  }

  describe('in the portal', () => {
    const address = location.href;
    afterEach(async () => {
      if (location.href !== address) history.replaceState(null, '', address);
    });

    async function portal(base = '#account/', own?: TemplateResult): Promise<AccountPortal> {
      const element = await fixture<AccountPortal>(
        html`<a id="out" href="#elsewhere">Elsewhere</a>
          <account-portal base=${base} .client=${fakeClient()}>${own}</account-portal>`,
      ).then((link) => link.parentElement!.querySelector<AccountPortal>('account-portal')!);
      await settled(element);
      return element;
    }
    const follow = async () => {
      document.getElementById('out')!.focus();
      await press('Enter');
    };

    it('keeps somebody who follows a link out of it, unless they want to leave', async () => {
      const element = await portal();
      const input = await edit(element, 'firstName', 'Augusta');
      expect(element.dirty).to.equal(true);
      await follow();
      await asked(element);
      expect(location.hash).not.to.equal('#elsewhere');
      await answer(element, 'Stay here');
      expect(input.value).to.equal('Augusta');
      expect(location.hash).not.to.equal('#elsewhere');
      await follow();
      await asked(element);
      await answer(element, 'Leave without saving');
      await until(() => location.hash === '#elsewhere', 'nobody went there');
    });

    it('asks again those who stay and go at once', async () => {
      const element = await portal();
      const input = await edit(element, 'firstName', 'Augusta');
      const leave = (): void => byRole('button', 'Sign out', element).click();
      leave();
      await asked(element);
      byRole('button', 'Stay here', element).click();
      leave();
      await asked(element);
      await answer(element, 'Stay here');
      expect(input.value).to.equal('Augusta');
    });

    it('keeps somebody who presses the browser’s Back, unless they want to leave', async () => {
      location.hash = '#before';
      await nextEvent(window, 'hashchange');
      location.hash = '#account/account';
      const element = await portal();
      await edit(element, 'firstName', 'Augusta');
      await press('Shift');
      await press('Tab');
      history.back();
      await asked(element);
      expect(location.hash).to.equal('#account/account');
      await answer(element, 'Leave without saving');
      await until(() => location.hash === '#before', 'nobody went there');
    });

    it('asks nobody who goes from one section to another: what was typed stays', async () => {
      const element = await portal();
      const input = await edit(element, 'firstName', 'Augusta');
      byRole('link', 'Sessions', element).focus();
      await press('Enter');
      await until(() => location.hash === '#account/sessions');
      expect(question(element).open).to.equal(false);
      expect(input.value).to.equal('Augusta');
    });

    it('asks nobody who has typed nothing', async () => {
      const element = await portal();
      await until(() => element.querySelector('input[name="firstName"]'));
      await follow();
      await until(() => location.hash === '#elsewhere');
      expect(question(element).open).to.equal(false);
    });

    it('leaves what a router of the page does to the router, which can ask for `dirty`', async () => {
      const element = await portal('#account/');
      await edit(element, 'firstName', 'Augusta');
      history.pushState(null, '', '#elsewhere');
      expect(location.hash).to.equal('#elsewhere');
      expect(element.dirty).to.equal(true);
      expect(question(element).open).to.equal(false);
    });

    it('counts what a section of the page’s own tells', async () => {
      const element = await portal('', html`<div data-section="billing" data-label="Billing"></div>`);
      const own = element.querySelector<HTMLElement>('[data-section]')!;
      own.dispatchEvent(new DirtyChangeEvent(true));
      expect(element.dirty).to.equal(true);
      byRole('button', 'Sign out', element).click();
      await asked(element);
      await answer(element, 'Stay here');
      own.remove();
      expect(element.dirty).to.equal(false);
    });
  });

  it('in My Profile, keeps somebody who presses the browser’s Back', async () => {
    const address = location.href;
    location.hash = '#before';
    await nextEvent(window, 'hashchange');
    location.hash = '#page';
    const element = await fixture<MyProfile>(html`<my-profile .client=${fakeClient()}></my-profile>`);
    await element.show();
    await edit(element, 'title', 'Countess');
    await press('Tab');
    history.back();
    await asked(element);
    expect(location.hash).to.equal('#page');
    await answer(element, 'Stay here');
    expect(element.querySelector<HTMLInputElement>('input[name="title"]')!.value).to.equal('Countess');
    await press('Tab');
    history.back();
    await asked(element);
    await answer(element, 'Leave without saving');
    await until(() => location.hash === '#before', 'nobody went there');
    expect(element.shadowRoot!.querySelector<HTMLDialogElement>('dialog.main')!.open).to.equal(false);
    history.replaceState(null, '', address);
  });

  it('is asked for by Sign out in the menu again, after the session ended while it was asked', async () => {
    let signedIn = true;
    const whoAmI = () => {
      if (!signedIn) throw new Problem('unauthenticated');
      return ada;
    };
    const client = fakeClient({ account: { get: whoAmI } });
    const menu = await fixture<HTMLElement>(html`<profile-menu .client=${client}></profile-menu>`);
    menu.append(document.createElement('i'));
    menu.firstElementChild!.dispatchEvent(new DirtyChangeEvent(true));
    const offered = (role: 'menuitem' | 'button', name: string) => allByRole(role, name, menu).length === 1;
    const signOut = async () => {
      menu.shadowRoot!.querySelector<HTMLElement>('.trigger')!.click();
      await until(() => offered('menuitem', 'Sign out'));
      byRole('menuitem', 'Sign out', menu).click();
      await asked(menu);
    };
    await signOut();
    signedIn = false;
    client.dispatchEvent(new Event('change'));
    await until(() => !menu.shadowRoot!.querySelector('.trigger'));
    signedIn = true;
    client.dispatchEvent(new Event('change'));
    await until(() => menu.shadowRoot!.querySelector('.trigger'));
    if (question(menu).open) await answer(menu, 'Stay here');
    await signOut();
    await answer(menu, 'Stay here');
  });

  it('anywhere on the page, is not lost by Sign out in the menu without a question', async () => {
    let signedOut = 0;
    const client = fakeClient({ signIn: { signOut: () => void (signedOut += 1) } });
    const page = await fixture<HTMLElement>(
      html`<div>
        <profile-menu .client=${client}></profile-menu>
        <account-portal base="" .client=${client}></account-portal>
      </div>`,
    );
    await settled(page);
    const menu = page.querySelector('profile-menu')!;
    await edit(page, 'firstName', 'Augusta');
    const signOut = async () => {
      menu.shadowRoot!.querySelector<HTMLElement>('.trigger')!.click();
      await settled(page);
      byRole('menuitem', 'Sign out', menu).click();
      await asked(menu);
    };
    await signOut();
    await answer(menu, 'Stay here');
    expect(signedOut).to.equal(0);
    await signOut();
    await answer(menu, 'Sign out');
    await until(() => signedOut === 1);
  });
});
