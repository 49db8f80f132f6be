import { expect } from 'chai';
import { html, type TemplateResult } from 'lit';
import '../../components/account-portal/define.ts';
import type { AccountPortal } from '../../components/account-portal/account-portal.ts';
import type { SectionChangedEvent } from '../../components/account-portal/events.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import * as stories from '../../stories/account-portal.stories.ts';
import { fakeClient, refuse } from '../../components/testing/fake-client.ts';
import { begun, fakeLockdown } from '../../components/testing/fake-lockdown.ts';
import { ada, adasPassword } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, fixture, nextEvent, settled, until } from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';

const text = (node: Node | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const heading = (element: AccountPortal) => text(element.shadowRoot!.querySelector('#heading'));
const links = (element: AccountPortal) => [...element.shadowRoot!.querySelectorAll('.link')].map(text);
const part = (element: AccountPortal, name: string) =>
  element.querySelector<HTMLElement>(`.account-portal-page:not([hidden]) [data-part="${name}"]`);
const partReady = async (element: AccountPortal, name: string) => {
  await until(() => part(element, name)?.firstElementChild?.localName.includes('-') === true);
  await settled(element);
  return part(element, name)!;
};

async function open(template: TemplateResult): Promise<AccountPortal> {
  const element = await fixture<AccountPortal>(template);
  await settled(element);
  return element;
}

const portal = (client = fakeClient(), base = '#account/', own?: TemplateResult) =>
  open(html`<account-portal base=${base} back-url="/certificates" .client=${client}>${own}</account-portal>`);

describe('account-portal', () => {
  const address = location.href;
  afterEach(() => history.replaceState(null, '', address));

  it('shows who is signed in, its sections, the way back and the way out', async () => {
    const element = await portal();
    await partReady(element, 'name');
    expect(links(element)).to.deep.equal(['Account', 'Security', 'Sessions', 'Activity log', 'Your data']);
    expect(text(element.shadowRoot!.querySelector('.who'))).to.equal('Ada Lindqvist ada.lindqvist@example.com');
    expect(byRole('link', 'Back', element).getAttribute('href')).to.equal(`${location.origin}/certificates`);
    byRole('button', 'Sign out', element);
    expect(byRole('link', 'Account', element).getAttribute('aria-current')).to.equal('page');
    await expectAccessible(element);
  });

  it('goes to the section that a link names, moves the focus to its heading, and tells the page', async () => {
    const element = await portal();
    const changed = nextEvent(element, 'section-changed');
    byRole('link', 'Sessions', element).click();
    const event = (await changed) as SectionChangedEvent;
    expect([event.section, event.label]).to.deep.equal(['sessions', 'Sessions']);
    expect(location.hash).to.equal('#account/sessions');
    expect(heading(element)).to.equal('Sessions');
    await until(() => element.shadowRoot!.activeElement?.id === 'heading');
    await partReady(element, 'list');
  });

  it('starts with the section that the address names, and leaves the focus where it was', async () => {
    location.hash = '#account/activity';
    const element = await portal();
    expect(heading(element)).to.equal('Activity log');
    expect(element.shadowRoot!.activeElement).to.equal(null);
  });

  it('goes to a part of a section by its address', async () => {
    location.hash = '#account/security/password';
    const element = await portal();
    const password = await partReady(element, 'password');
    await until(() => document.activeElement === password);
  });

  it('leaves whoever types meanwhile where they are, when a part of a section takes its time', async () => {
    let answer = (): void => undefined;
    const gate = new Promise<void>((open) => (answer = open));
    location.hash = '#account/account/notices';
    const element = await portal(
      fakeClient({ emailChange: { get: () => gate.then(() => ({ offered: true, pending: null })) } }),
    );
    const firstName = (await partReady(element, 'name')).querySelector<HTMLInputElement>('input[name="firstName"]')!;
    const notices = await partReady(element, 'notices');
    firstName.focus();
    answer();
    await until(() => getComputedStyle(notices).visibility === 'visible');
    await settled(element);
    expect((activeElement() as HTMLInputElement).name).to.equal('firstName');
  });

  it('opens what few people want when somebody wants it: by its button, and by its address', async () => {
    const element = await portal();
    const place = await partReady(element, 'email').then(() => part(element, 'notices')!);
    expect(place.querySelector('form')).to.equal(null);
    byRole('button', 'Choose notices', place).click();
    await partReady(element, 'notices');
    await until(() => document.activeElement?.textContent === 'E-mail notices');
    history.replaceState(null, '', '#account/account/notices');
    const byAddress = await portal();
    expect((await partReady(byAddress, 'notices')).querySelector('form')).not.to.equal(null);
  });

  it('takes up This wasn’t me of a mail, whoever is signed in, and keeps nothing of it in the address', async () => {
    for (const [who, handlers] of Object.entries({
      nobody: { account: { get: refuse('unauthenticated') } },
      'somebody without the portal': { account: { get: () => ({ ...ada, portal: false }) } },
      somebody: {},
    })) {
      const fake = fakeLockdown();
      let looked = '';
      const accountLockdown: Handlers['accountLockdown'] = {
        ...fake.accountLockdown,
        look({ body }) {
          looked = body.token;
          return { type: 'passkey_added', at: '2026-11-23T15:04:00.000Z', locked: false };
        },
        ...(who === 'nobody' && { suspect: refuse('unauthenticated') }),
      };
      history.replaceState(null, '', '#not-me=of-a-mail');
      const client = fakeClient({ ...fake, ...handlers, accountLockdown });
      const element = await portal(client);
      await partReady(element, 'steps');
      await until(() => element.querySelector('.account-lockdown-heading') !== null);
      expect(location.hash, who).not.to.contain('not-me');
      expect(looked, who).to.equal(who === 'nobody' ? 'of-a-mail' : '');
      if (who === 'somebody') expect(heading(element)).to.equal('Secure your account');
    }
  });

  it('leads whoever stopped securing their account back there, from every section, until they are through', async () => {
    let finished = false;
    const fake = fakeLockdown(begun);
    const get = () => (finished ? ada : { ...ada, lockdown: true as const });
    const element = await portal(fakeClient({ ...fake, account: { get } }, { proven: true }));
    const shown = () => allByRole('link', 'Go on securing it').length;
    expect(text(element.shadowRoot)).to.contain('isn’t fully secured yet');
    await expectAccessible(element);
    byRole('link', 'Go on securing it').click();
    await until(() => heading(element) === 'Secure your account');
    expect(shown()).to.equal(0);
    await partReady(element, 'steps');
    byRole('link', 'Sessions').click();
    await until(() => shown() === 1);
    finished = true;
    element.client!.dispatchEvent(new Event('change'));
    await until(() => shown() === 0);
  });

  it('leaves addresses alone that belong to the page', async () => {
    location.hash = '#account/sessions';
    const element = await portal();
    location.hash = '#chapter-2';
    await nextEvent(window, 'hashchange');
    await settled(element);
    expect(heading(element)).to.equal('Sessions');
    expect(location.hash).to.equal('#chapter-2');
  });

  it('can keep its sections in the path, with the back button', async () => {
    const element = await portal(fakeClient(), '/somewhere/account/');
    byRole('link', 'Security', element).click();
    await settled(element);
    expect(location.pathname).to.equal('/somewhere/account/security');
    byRole('link', 'Sessions', element).click();
    await settled(element);
    history.back();
    await nextEvent(window, 'popstate');
    await settled(element);
    expect(heading(element)).to.equal('Security');
  });

  it('leaves the address alone without a base: the page says what is shown', async () => {
    const element = await portal(fakeClient(), '');
    byRole('button', 'Security', element).click();
    await settled(element);
    expect(element.section).to.equal('security');
    expect(location.href).to.equal(address);
    element.section = 'activity';
    await settled(element);
    expect(heading(element)).to.equal('Activity log');
  });

  it('shows sections of the page’s own, and one in place of ours', async () => {
    const element = await portal(
      fakeClient(),
      '',
      html`<div data-section="billing" data-label="Billing">Nothing to pay</div>
        <div data-section="sessions" data-label="Devices">Mine</div>`,
    );
    expect(links(element)).to.deep.equal(['Account', 'Security', 'Devices', 'Activity log', 'Your data', 'Billing']);
    const [billing, devices] = [...element.querySelectorAll<HTMLElement>('[data-section]')];
    element.section = 'billing';
    await settled(element);
    expect(billing!.offsetHeight).to.be.greaterThan(0);
    expect(devices!.offsetHeight).to.equal(0);
    element.section = 'sessions';
    await settled(element);
    expect(devices!.offsetHeight).to.be.greaterThan(0);
    expect(part(element, 'list')).to.equal(null);
  });

  it('has the sections that the page picks, in its order, also those that come later', async () => {
    const element = await portal(fakeClient(), '');
    element.sections = 'activity help account';
    await settled(element);
    expect(links(element)).to.deep.equal(['Activity log', 'Account']);
    const help = document.createElement('div');
    help.dataset['section'] = 'help';
    help.dataset['label'] = 'Help';
    element.append(help);
    await until(() => links(element).includes('Help'));
    expect(links(element)).to.deep.equal(['Activity log', 'Help', 'Account']);
  });

  it('leaves out what a backend does not have', async () => {
    const client = createClient({ account: { get: () => ada }, password: { get: () => adasPassword } });
    const element = await portal(client, '');
    expect(links(element)).to.deep.equal(['Security']);
    expect(heading(element)).to.equal('Security');
  });

  it('says so when an address names nothing here, and when the server does not let somebody in', async () => {
    const element = await portal(fakeClient(), '');
    element.section = 'payments';
    await settled(element);
    expect(text(element.shadowRoot!.querySelector('.main'))).to.contain('This part of your account isn’t available.');
    const outside = await portal(fakeClient({ account: { get: () => ({ ...ada, portal: false }) } }), '');
    expect(text(outside.shadowRoot)).to.contain('no access');
    expect(outside.querySelector('.account-portal-page')).to.equal(null);
  });

  it('keeps what was typed while one looks elsewhere', async () => {
    const element = await portal(fakeClient(), '');
    const name = await partReady(element, 'name');
    const input = name.querySelector<HTMLInputElement>('input[name=firstName]')!;
    input.value = 'Augusta';
    element.section = 'sessions';
    await settled(element);
    element.section = 'account';
    await settled(element);
    expect(part(element, 'name')!.querySelector('input')).to.equal(input);
    expect(input.value).to.equal('Augusta');
  });

  it('asks before signing out would lose what was typed', async () => {
    let signedOut = false;
    const client = fakeClient({ signIn: { signOut: () => void (signedOut = true) } });
    const element = await portal(client, '');
    const name = await partReady(element, 'name');
    const input = name.querySelector<HTMLInputElement>('input[name=firstName]')!;
    input.value = 'Augusta';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    byRole('button', 'Sign out', element).click();
    await until(() => element.shadowRoot!.querySelector('dialog[open]') !== null);
    expect(signedOut).to.equal(false);
    byRole('button', 'Stay here', element).click();
    await until(() => element.shadowRoot!.querySelector('dialog[open]') === null);
    expect(signedOut).to.equal(false);
  });

  it('holds nothing of a person who signed out', async () => {
    const element = await portal(fakeClient(), '');
    await partReady(element, 'name');
    byRole('button', 'Sign out', element).click();
    await until(() => element.querySelector('.account-portal-page') === null);
    expect(text(element.shadowRoot)).to.not.contain('Ada');
    byRole('button', 'Sign in again', element);
  });

  it('after the account was asked to be deleted, only what there is to know about that is left, until somebody signs in', async () => {
    const element = (await showStory(stories.AccountLeft)).querySelector<AccountPortal>('account-portal')!;
    await until(() => links(element).length === 0);
    const left = part(element, 'all')!.firstElementChild!;
    expect(text(left.shadowRoot)).to.contain('Your account will be deleted');
    expect(element.querySelectorAll('.account-portal-page')).to.have.length(1);
    expect(text(element.shadowRoot) + text(left.shadowRoot)).to.not.contain('Ada');
    await element.client!.send(signIn.withPassword, { body: { email: ada.email, password: 'x' } });
    await until(() => links(element).includes('Your data'));
    await until(() => text(left.shadowRoot).includes('Delete your account'));
  });

  it('speaks the person’s language', async () => {
    const element = await open(html`<account-portal base="" lang="de" .client=${fakeClient()}></account-portal>`);
    expect(links(element)).to.deep.equal(['Konto', 'Sicherheit', 'Sitzungen', 'Aktivitätsprotokoll', 'Ihre Daten']);
    expect(allByRole('navigation', 'Konto', element)).to.have.length(1);
  });

  it('fits into 320 px in every state', () => expectReflow(stories));
});
