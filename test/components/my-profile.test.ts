import { expect } from 'chai';
import { html } from 'lit';
import type { ActivityLog } from '../../components/activity-log/activity-log.ts';
import '../../components/my-profile/define.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import type { MyProfile } from '../../components/my-profile/my-profile.ts';
import * as stories from '../../stories/my-profile.stories.ts';
import { fill } from '../../stories/support/fill.ts';
import { fakeClient, refuse } from '../../components/testing/fake-client.ts';
import { ada, adasProfile } from '../../components/testing/samples.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { blockFile, unblock } from '../support/blocked-file.ts';
import {
  activeElement,
  deepElements,
  deepQuery,
  fixture,
  nextEvent,
  press,
  settled,
  until,
} from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';
import { setViewport } from '../support/viewport.ts';

/** A page with a button that has the focus, and the dialog open above it. */
async function open(client = fakeClient(), manageUrl = '/portal'): Promise<MyProfile> {
  const page = await fixture<HTMLElement>(
    html`<div>
      <button id="opener">Open</button>
      <my-profile manage-url=${manageUrl} .client=${client}></my-profile>
    </div>`,
  );
  page.querySelector<HTMLElement>('#opener')!.focus();
  const element = page.querySelector('my-profile')!;
  await element.show();
  await until(() => element.querySelector('input[name="title"]'));
  await settled();
  return element;
}

const dialogOf = (element: Element): HTMLDialogElement =>
  deepQuery<HTMLDialogElement>(element.parentElement!, 'dialog.main')!;
const questionOf = (element: Element): HTMLDialogElement =>
  deepQuery<HTMLDialogElement>(element.parentElement!, 'dialog.account-question')!;
const opener = (): Element => document.querySelector('#opener')!;

async function edit(element: Element): Promise<void> {
  fill(element.querySelector('form')!, { title: 'Chief Analyst' });
  await settled();
}

const titleIn = (element: Element): string | undefined =>
  element.querySelector<HTMLInputElement>('input[name="title"]')?.value;

// First, while the form was not asked for yet.
describe('my-profile, when the form cannot be fetched', () => {
  blockFile('*/profile-form/profile-form.ts*');

  const banner = (element: Element) => element.querySelector('.account-banner');

  it('the dialog opens and says so, and closes', async () => {
    const element = await fixture<MyProfile>(html`<my-profile .client=${fakeClient()}></my-profile>`);
    await element.show();
    expect(dialogOf(element).matches(':modal')).to.equal(true);
    expect(banner(element)?.textContent).to.contain('No connection to the server');
    byRole('button', 'Try again');
    await press('Escape');
    await until(() => !dialogOf(element).open);
    expect(banner(element)).to.equal(null);
  });

  it('the page itself says so, and tries again on demand', async () => {
    const element = await fixture<MyProfile>(html`<my-profile inline .client=${fakeClient()}></my-profile>`);
    await until(() => banner(element));
    const closed = await fixture<MyProfile>(html`<my-profile .client=${fakeClient()}></my-profile>`);
    await closed.show();
    await unblock();
    byRole('button', 'Try again', closed).click();
    // Which takes its wish back, and holds nothing when the form comes.
    await closed.close();
    byRole('button', 'Try again', element).click();
    await until(() => element.querySelector('input[name="title"]'));
    expect(closed.querySelector('.account-light')?.childElementCount).to.equal(0);
    expect(banner(element)).to.equal(null);
    await until(() => activeElement()?.textContent === 'My Profile', 'the heading has the focus');
  });
});

describe('my-profile', () => {
  afterEach(() => setViewport({ width: 800, height: 600 }));

  it('opens a modal dialog with a name, starts at its heading, and says who is signed in', async () => {
    const element = await open();
    const dialog = dialogOf(element);
    expect(dialog.matches(':modal')).to.equal(true);
    expect(byRole('dialog', 'My Profile')).to.equal(dialog);
    expect(activeElement()?.textContent).to.equal('My Profile');
    await until(() => dialog.textContent.replaceAll(/\s+/g, ' ').includes('Signed in as Ada Lindqvist'));
  });

  it('does not open if it was closed before it could, and does if it was wanted again', async () => {
    const element = await fixture<MyProfile>(html`<my-profile .client=${fakeClient()}></my-profile>`);
    const shown = element.show();
    expect(await element.close()).to.equal(true);
    await shown;
    await settled();
    expect(dialogOf(element).open).to.equal(false);
    expect(element.querySelector('.account-light')?.childElementCount).to.equal(0);
    const again = element.show();
    await element.close();
    await element.show();
    await again;
    expect(dialogOf(element).open).to.equal(true);
  });

  it('opens at the profile again when it was closed while something else was on its way', async () => {
    for (const row of ['activity', 'password']) {
      const client = fakeClient({}, { proven: true });
      const element = await open(client);
      element.shadowRoot!.querySelector<HTMLElement>(`#${row}`)!.click();
      await press('Escape');
      await until(() => !dialogOf(element).open);
      await settled();
      await element.show();
      await until(() => titleIn(element));
      await settled();
      expect(element.shadowRoot!.querySelector('.back')).to.equal(null);
      const again = element.shadowRoot!.querySelector<HTMLElement>(`#${row}`)!;
      await until(() => !again.hasAttribute('aria-disabled'), `${row} can be opened again`);
      again.click();
      await until(() => element.shadowRoot!.querySelector('.back'), `${row} is opened`);
      element.remove();
    }
  });

  it('the page behind cannot be reached by keys', async () => {
    await open();
    const reached = new Set<Element | null>();
    for (let step = 0; step < 40; step += 1) {
      await press('Tab');
      reached.add(activeElement());
    }
    expect(reached.has(opener())).to.equal(false);
    expect(reached.size).to.be.above(5);
  });

  it('its fields have no shadow root of ours above them', async () => {
    const element = await open();
    for (const field of element.querySelectorAll('input, select, textarea')) {
      expect(field.getRootNode()).to.equal(document);
    }
  });

  for (const [how, close] of [
    ['Esc', () => press('Escape')],
    ['the close button', async () => byRole('button', 'Close').click()],
    ['close()', async () => void document.querySelector('my-profile')!.close()],
  ] as const) {
    it(`closes by ${how}, gives the focus back, tells the page, and keeps nothing personal`, async () => {
      const element = await open();
      const closed = nextEvent(document, 'my-profile-closed');
      await close();
      await closed;
      await settled();
      expect(dialogOf(element).open).to.equal(false);
      expect(activeElement()).to.equal(opener());
      expect(element.querySelector('form, input')).to.equal(null);
    });
  }

  describe('with unsaved changes', () => {
    it('asks before it closes, and staying keeps what was typed', async () => {
      const element = await open();
      await edit(element);
      await press('Escape');
      expect(questionOf(element).open).to.equal(true);
      expect(byRole('alertdialog', 'Leave without saving?')).to.equal(questionOf(element));
      expect(activeElement()?.textContent.trim()).to.equal('Stay here');
      await press('Enter');
      expect(questionOf(element).open).to.equal(false);
      expect(dialogOf(element).open).to.equal(true);
      expect(titleIn(element)).to.equal('Chief Analyst');
    });

    it('Esc is never the way to lose them, however often it is pressed', async () => {
      const element = await open();
      await edit(element);
      for (let time = 0; time < 7; time += 1) await press('Escape');
      await settled();
      expect(dialogOf(element).open).to.equal(true);
      expect(titleIn(element)).to.equal('Chief Analyst');
    });

    it('asks even where a browser closed the dialog by itself', async () => {
      const element = await open();
      await edit(element);
      dialogOf(element).close();
      await until(() => questionOf(element).open);
      expect(dialogOf(element).matches(':modal')).to.equal(true);
      expect(titleIn(element)).to.equal('Chief Analyst');
    });

    it('leaves without saving on demand', async () => {
      const element = await open();
      await edit(element);
      const outcome = element.close();
      await until(() => questionOf(element).open);
      byRole('button', 'Leave without saving').click();
      expect(await outcome).to.equal(true);
      await until(() => !dialogOf(element).open);
      await element.show();
      await until(() => titleIn(element) === 'Head of Platform');
    });

    it('a page that closes it hears that the person stayed', async () => {
      const element = await open();
      await edit(element);
      const outcome = element.close();
      await until(() => questionOf(element).open);
      byRole('button', 'Stay here').click();
      expect(await outcome).to.equal(false);
    });

    it('asks before the page goes away, and only then', async () => {
      const element = await open();
      const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
      expect(leave()).to.equal(false);
      await edit(element);
      expect(leave()).to.equal(true);
      void element.close();
      await until(() => questionOf(element).open);
      byRole('button', 'Leave without saving').click();
      await until(() => !dialogOf(element).open);
      expect(leave()).to.equal(false);
    });
  });

  it('closes at once and keeps nothing when the person signs out in another tab, unsaved changes or not', async () => {
    const client = fakeClient();
    const element = await open(client);
    await edit(element);
    client.dispatchEvent(new Event('signed-out'));
    await until(() => !dialogOf(element).open);
    await settled();
    expect(questionOf(element).open).to.equal(false);
    expect(element.querySelector('input')).to.equal(null);
    expect(element.shadowRoot!.textContent).not.to.include('Lindqvist');
  });

  describe('Password: Change', () => {
    const proven: Handlers = {
      reauth: { get: () => ({ methods: ['password'], provenUntil: '2036-01-01T00:00:00.000Z' }) },
      password: { change: () => ({ sessionsEnded: 3 }) },
    };
    const change = () => byRole('button', 'Change Password');
    const newPassword = (element: Element) => element.querySelector<HTMLInputElement>('input[name="newPassword"]');

    async function toPassword(handlers = proven): Promise<MyProfile> {
      const element = await open(fakeClient(handlers));
      await edit(element);
      change().focus();
      await press('Enter');
      await until(() => newPassword(element) && activeElement() === newPassword(element));
      return element;
    }

    it('opens in place of the form, which keeps what was typed, and leads back to the row', async () => {
      const element = await toPassword();
      expect(allByRole('textbox', 'Title')).to.have.length(0);
      byRole('button', 'Back to My Profile').click();
      await until(() => activeElement()?.id === 'password');
      expect(activeElement()).to.equal(change());
      expect(titleIn(element)).to.equal('Chief Analyst');
      byRole('textbox', 'Title');
      expect(newPassword(element)).to.equal(null);
    });

    for (const way of ['Cancel', 'Done']) {
      it(`${way} leads back, too`, async () => {
        const element = await toPassword();
        if (way === 'Done') {
          const form = newPassword(element)!.form!;
          fill(form, { newPassword: 'plum orbit seven lantern', confirmation: 'plum orbit seven lantern' });
          form.requestSubmit();
          await settled();
          byRole('heading', 'Password changed');
        }
        byRole('button', way).click();
        await until(() => activeElement()?.id === 'password');
        expect(activeElement()).to.equal(change());
        expect(titleIn(element)).to.equal('Chief Analyst');
      });
    }

    it('its fields have no shadow root of ours above them', async () => {
      const element = await toPassword();
      expect(newPassword(element)!.getRootNode()).to.equal(document);
    });

    it('closing asks before a typed password is lost', async () => {
      const element = await open(fakeClient(proven));
      change().click();
      await until(() => newPassword(element));
      fill(newPassword(element)!.form!, { newPassword: 'plum orbit seven lantern' });
      await press('Escape');
      await until(() => questionOf(element).open);
      byRole('button', 'Leave without saving').click();
      await until(() => !dialogOf(element).open);
      await settled();
      expect(newPassword(element)).to.equal(null);
      await element.show();
      await until(() => titleIn(element));
    });

    it('opens once, however often the button is pressed', async () => {
      const element = await open(fakeClient(proven));
      change().click();
      change().click();
      await until(() => newPassword(element));
      await settled();
      expect(element.querySelectorAll('input[name="newPassword"]')).to.have.length(1);
    });

    it('says at the row that the server cannot be reached', async () => {
      const { reauth: _, ...without } = proven;
      const element = await open(fakeClient({ ...without, reauth: { get: refuse('unreachable') } }));
      change().click();
      await until(() => element.textContent.includes('No connection to the server'));
    });

    it('does not show where the backend cannot change passwords', async () => {
      await open(createClient({ account: { get: () => ada }, profile: { get: () => adasProfile } }));
      expect(allByRole('button', /Password/)).to.have.length(0);
    });
  });

  describe('Recent activity: Show', () => {
    const show = () => byRole('button', 'Show Recent activity');
    const log = (element: Element) => element.querySelector<ActivityLog>(':scope > .account-light > :not([hidden])');
    const headings = (element: Element) =>
      [...(log(element)?.shadowRoot?.querySelectorAll('thead th') ?? [])].map((cell) => cell.textContent.trim());

    it('opens in place of the form: Access type, Access type details, Location, IP, Date/time', async () => {
      await setViewport({ width: 1000, height: 700 });
      const element = await open();
      show().focus();
      await press('Enter');
      await until(() => headings(element).length > 0);
      expect(headings(element)).to.deep.equal(['Access type', 'Access type details', 'Location', 'IP', 'Date/time']);
      expect(activeElement()).to.equal(byRole('heading', 'Recent activity'));
      expect(allByRole('textbox', 'Title')).to.have.length(0);
    });

    it('keeps what was typed in the profile, and leads back to the row', async () => {
      const element = await open();
      await edit(element);
      show().click();
      await until(() => allByRole('heading', 'Recent activity').length > 0);
      byRole('button', 'Back to My Profile').click();
      await until(() => activeElement()?.id === 'activity');
      expect(activeElement()).to.equal(show());
      expect(titleIn(element)).to.equal('Chief Analyst');
    });

    it('closing asks before what was typed in the profile is lost', async () => {
      const element = await open();
      await edit(element);
      show().click();
      await until(() => allByRole('heading', 'Recent activity').length > 0);
      await press('Escape');
      await until(() => questionOf(element).open);
    });

    it('keeps nothing of it once the dialog closed', async () => {
      const element = await open();
      show().click();
      await until(() => log(element)?.shadowRoot?.querySelector('[data-entry]'));
      await element.close();
      await settled();
      expect(element.querySelector(':scope > .account-light')?.childElementCount).to.equal(0);
    });

    it('does not show where the backend has no record', async () => {
      await open(createClient({ account: { get: () => ada }, profile: { get: () => adasProfile } }));
      expect(allByRole('button', /activity/)).to.have.length(0);
    });
  });

  describe('My account: Manage', () => {
    it('leads to the portal those whom the server lets in', async () => {
      await open();
      const link = byRole<HTMLAnchorElement>('link', 'Manage My account');
      expect(link.href).to.equal(`${location.origin}/portal`);
    });

    it('does not show to others', async () => {
      await open(fakeClient({ account: { get: () => ({ ...ada, portal: false }) } }));
      expect(allByRole('link')).to.have.length(0);
    });

    it('never leads to a script', async () => {
      await open(fakeClient(), 'javascript:alert(1)');
      expect(allByRole('link')).to.have.length(0);
    });
  });

  it('scrolls inside when the window is low, and fills the width of a phone from the bottom', async () => {
    await setViewport({ width: 800, height: 500 });
    const element = await open();
    const dialog = dialogOf(element);
    const body = dialog.querySelector('.body')!;
    expect(dialog.getBoundingClientRect().height).to.be.at.most(500);
    expect(body.scrollHeight).to.be.above(body.clientHeight);
    // At 400 % zoom the heading would leave no room: then all of it scrolls.
    await setViewport({ width: 800, height: 250 });
    expect(dialog.getBoundingClientRect().height).to.be.at.most(250);
    expect(dialog.scrollHeight).to.be.above(dialog.clientHeight);
    await setViewport({ width: 320, height: 640 });
    await Promise.all(dialog.getAnimations().map(({ finished }) => finished));
    const { width, bottom } = dialog.getBoundingClientRect();
    expect(width).to.equal(320);
    expect(bottom).to.equal(640);
    expect(body.scrollWidth, 'nothing sticks out').to.be.at.most(body.clientWidth);
  });

  it('shows in the page itself, if told so', async () => {
    const canvas = await showStory(stories.Inline);
    await until(() => canvas.querySelector('input[name="title"]'));
    expect(deepQuery(canvas, 'dialog')).to.equal(undefined);
    byRole('region', 'My Profile', canvas);
  });

  it('stays open above the page when the page moves it', async () => {
    const element = await open();
    await edit(element);
    document.querySelector('#opener')!.parentElement!.prepend(element);
    await until(() => dialogOf(element).matches(':modal'));
    expect(titleIn(element)).to.equal('Chief Analyst');
  });

  it('case 103: a hostile name is text in the heading', async () => {
    const name = '\u202E<img src=x onerror=alert(1)>';
    const element = await open(fakeClient({ account: { get: () => ({ ...ada, firstName: name, lastName: '' }) } }));
    const shown = await until(() => deepQuery(element.parentElement!, '.who bdi'));
    expect(shown!.textContent).to.equal(name);
    expect([...deepElements(document.body)].filter(({ localName }) => localName === 'img')).to.have.length(0);
  });

  it('offers to sign in where nobody is signed in', async () => {
    const client = fakeClient({
      profile: { get: refuse('unauthenticated') },
      account: { get: refuse('unauthenticated') },
    });
    await fixture(html`<my-profile inline .client=${client}></my-profile>`);
    const asked = nextEvent(document, 'sign-in-request');
    byRole('button', 'Sign in').click();
    await asked;
  });

  it('fits into 320 px in every state', () => expectReflow(stories));
});
