import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-provider/define.ts';
import '../../components/my-profile/define.ts';
import '../../components/password-change/define.ts';
import { Problem } from '../../components/contract/problem.ts';
import { signOut } from '../../components/contract/sign-out.ts';
import { useUsualTags } from '../../components/shared/define.ts';
import * as stories from '../../stories/reauth-dialog.stories.ts';
import { fill } from '../../stories/support/fill.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { ADAS_PASSWORD, ada } from '../../components/testing/samples.ts';
import { byRole, expectAccessible } from '../support/accessibility.ts';
import {
  activeElement,
  browserLog,
  deepElements,
  deepQuery,
  fixture,
  press,
  settled,
  type,
  until,
} from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';
import { setViewport } from '../support/viewport.ts';

useUsualTags();

const element = () => document.querySelector('reauth-dialog');
const form = () => element()!.querySelector('form')!;
const dialog = () => element()?.shadowRoot?.querySelector('dialog');
const field = () => form().querySelector<HTMLInputElement>('input[name="password"]')!;

async function opened(): Promise<HTMLDialogElement> {
  const open = await until(() => (dialog()?.open ? dialog() : null), 'the dialog did not open');
  await settled(element()!);
  return open!;
}

const gone = () => until(() => element() === null, 'the dialog did not go');

/** *Change password*, with the focus, and the question that it leads to. */
async function ask(client = fakeClient()): Promise<HTMLElement> {
  const page = await fixture(html`<password-change .client=${client}></password-change>`);
  const button = byRole('button', 'Change password', page);
  button.focus();
  await press('Enter');
  await opened();
  return button;
}

async function answer(password: string): Promise<void> {
  fill(form(), { password });
  form().requestSubmit();
  await settled();
}

describe('reauth-dialog', () => {
  afterEach(() => setViewport({ width: 800, height: 600 }));

  it('says what it is, why, whose account it is and how long it holds, and starts at the password', async () => {
    await ask();
    const open = byRole('dialog', 'Confirm it’s you');
    expect(open).to.equal(dialog());
    expect(open.matches(':modal')).to.equal(true);
    const reason = open.querySelector(`#${open.getAttribute('aria-describedby')}`)!.textContent;
    expect(reason.replaceAll(/\s+/g, ' ')).to.equal(
      'To change your password, confirm that it’s really you. We won’t ask again for 10 minutes.',
    );
    await until(() => form().textContent.includes('Ada Lindqvist'));
    expect(form().textContent).to.include(ada.email);
    expect(activeElement()).to.equal(field());
  });

  it('case 016: a password manager finds one form with the account and its password in the page itself', async () => {
    await ask();
    await until(() => form().textContent.includes('Ada Lindqvist'));
    const user = form().querySelector<HTMLInputElement>('input[name="username"]')!;
    expect(form().method).to.equal('post');
    expect(user.autocomplete).to.equal('username');
    expect(user.value).to.equal(ada.email);
    expect(field().autocomplete).to.equal('current-password');
    expect(field().getRootNode()).to.equal(document);
    expect(field().maxLength).to.equal(-1);
    expect((await browserLog()).filter((line) => line.includes('[DOM]'))).to.deep.equal([]);
  });

  it('by keys alone: the password, its toggle, Confirm and Cancel, and nothing of the page behind', async () => {
    await ask();
    const walked: string[] = [];
    for (let step = 0; step < 3; step += 1) {
      await press('Tab');
      walked.push(activeElement()!.textContent.replaceAll(/\s+/g, ' ').trim());
    }
    expect(walked).to.deep.equal(['Show', 'Confirm Checking…', 'Cancel']);
    for (let step = 0; step < 6; step += 1) {
      await press('Tab');
      const active = activeElement()!;
      expect(active === document.body || element()!.contains(active), active.outerHTML).to.equal(true);
    }
  });

  it('with the right password it goes, and what was asked for goes on', async () => {
    await ask();
    await type(ADAS_PASSWORD);
    await press('Enter');
    await gone();
    await until(() => (activeElement() as HTMLInputElement).name === 'newPassword');
  });

  it('keeps the password nowhere', async () => {
    await ask();
    const input = field();
    await answer(ADAS_PASSWORD);
    await gone();
    expect(input.value, 'the removed field is empty, too').to.equal('');
    expect(document.documentElement.outerHTML).not.to.include(ADAS_PASSWORD);
  });

  it('tells at the field that the password is wrong, clears it and starts there again', async () => {
    await ask();
    await answer('wrong');
    await until(() => field().getAttribute('aria-invalid') === 'true');
    const described = document.getElementById(field().getAttribute('aria-describedby')!)!;
    expect(described.textContent).to.equal('That isn’t your password. Try again.');
    expect(field().value).to.equal('');
    expect(activeElement()).to.equal(field());
    await answer(ADAS_PASSWORD);
    await gone();
  });

  it('says when to try again after too many attempts', async () => {
    await showStory(stories.RateLimited);
    const said = () => element()!.querySelector('[role=alert]')!.textContent;
    await until(() => /Try again in 5 minutes, at \d+:\d\d/.test(said()));
  });

  it('loses nothing typed when the server cannot be reached', async () => {
    await showStory(stories.Unreachable);
    await until(() => element()!.querySelector('[role=alert]')!.textContent.includes('No connection'));
    expect(field().value).to.equal(ADAS_PASSWORD);
  });

  it('sends nothing while the field is empty', async () => {
    let sent = 0;
    await ask(
      fakeClient({
        reauth: {
          withPassword() {
            sent += 1;
            throw new Problem('wrong-credential');
          },
        },
      }),
    );
    await press('Enter');
    await settled();
    expect(sent).to.equal(0);
    expect(field().getAttribute('aria-invalid')).to.equal('true');
  });

  it('its own requests open no second dialog', async () => {
    await ask(
      fakeClient({
        reauth: {
          withPassword: () => {
            throw new Problem('reauthentication-required', { methods: ['password'] });
          },
        },
      }),
    );
    await answer(ADAS_PASSWORD);
    await until(() => form().querySelector('[role=status]')!.textContent !== '');
    expect(document.querySelectorAll('reauth-dialog')).to.have.length(1);
  });

  for (const [how, cancel] of [
    ['Esc', () => press('Escape')],
    ['Cancel', async () => byRole('button', 'Cancel', element()!).click()],
  ] as const) {
    it(`${how} leaves everything as it was, says so calmly and gives the focus back`, async () => {
      const button = await ask();
      await cancel();
      await gone();
      await settled();
      expect(activeElement()).to.equal(button);
      const place = button.parentElement!;
      expect(place.querySelector('[role=status]')!.textContent).to.equal('Not changed — confirmation was cancelled.');
      expect(place.querySelector('[role=alert]')!.textContent).to.equal('');
    });
  }

  it('opens above another open dialog, and Esc closes only itself', async () => {
    const page = await fixture(html`<my-profile .client=${fakeClient()}></my-profile>`);
    const profile = page as HTMLElementTagNameMap['my-profile'];
    await profile.show();
    await until(() => profile.querySelector('input[name="title"]'));
    byRole('button', 'Change Password').focus();
    await press('Enter');
    await opened();
    expect(activeElement()).to.equal(field());
    const box = field().getBoundingClientRect();
    expect(document.elementFromPoint(box.x + 5, box.y + 5), 'nothing covers it').to.equal(field());
    await press('Escape');
    await gone();
    await settled();
    expect(deepQuery<HTMLDialogElement>(profile.parentElement!, 'dialog.main')!.open).to.equal(true);
    await until(() => activeElement()?.id === 'password', 'the focus is back at the row');
  });

  it('the page behind does not hear its Esc: something there may close by it, too', async () => {
    let heard = 0;
    const listen = () => (heard += 1);
    document.addEventListener('keydown', listen);
    await ask();
    heard = 0;
    await press('Escape');
    await gone();
    document.removeEventListener('keydown', listen);
    expect(heard).to.equal(0);
  });

  it('stands in the provider, in its theme, and speaks the language of who asked', async () => {
    const provider = await fixture(
      html`<account-provider theme="dark" .client=${fakeClient()}>
        <div lang="de"><password-change></password-change></div>
      </account-provider>`,
    );
    await until(() => provider.querySelector('button')?.textContent.includes('Passwort ändern'));
    provider.querySelector('button')!.click();
    await opened();
    expect(element()!.parentElement).to.equal(provider);
    expect(getComputedStyle(dialog()!).colorScheme).to.equal('dark');
    await until(() => dialog()!.textContent.includes('Bestätigen Sie, dass Sie es sind'));
    expect(dialog()!.lang).to.equal('de');
  });

  it('goes when whoever asked leaves the page, when the page takes it away, and when the person signs out', async () => {
    const client = fakeClient();
    let button = await ask(client);
    button.closest('password-change')!.remove();
    await gone();
    button = await ask(client);
    element()!.remove();
    await until(() => button.parentElement!.querySelector('.account-status-calm'));
    button = await ask(client);
    client.dispatchEvent(new Event('signed-out'));
    await gone();
  });

  it('does not come after the person signed out while it was on its way', async () => {
    const client = fakeClient();
    const page = await fixture(html`<password-change .client=${client}></password-change>`);
    const asked = new Promise((done) => page.addEventListener('step-up-request', done, { once: true }));
    byRole('button', 'Change password', page).click();
    await asked;
    await client.send(signOut, {});
    client.dispatchEvent(new Event('change'));
    await until(() => byRole('button', 'Change password', page).getAttribute('aria-disabled') !== 'true');
    await settled();
    expect(element()).to.equal(null);
  });

  it('case 103: a hostile name is text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    await ask(fakeClient({ account: { get: () => ({ ...ada, firstName: name, lastName: '' }) } }));
    await until(() => form().textContent.includes(name));
    expect([...deepElements(element()!)].filter(({ localName }) => localName === 'img')).to.have.length(0);
  });

  it('fills the width of a phone from the bottom', async () => {
    await setViewport({ width: 320, height: 640 });
    await ask();
    await Promise.all(
      dialog()!
        .getAnimations()
        .map(({ finished }) => finished),
    );
    const { width, bottom, height } = dialog()!.getBoundingClientRect();
    expect(width).to.equal(320);
    expect(bottom).to.equal(640);
    expect(height).to.be.below(608);
  });

  it('fits into 320 px in every state', async function () {
    this.timeout(180_000);
    await expectReflow(stories);
  });

  it('axe finds nothing, in light and dark, wide and at 320 px', async function () {
    this.timeout(180_000);
    for (const width of [800, 320]) {
      await setViewport({ width, height: 640 });
      for (const scheme of ['light', 'dark']) {
        document.documentElement.style.colorScheme = scheme;
        document.body.style.background = 'Canvas';
        for (const story of [stories.Default, stories.WrongPassword, stories.RateLimited, stories.NoMethod]) {
          const canvas = await showStory(story);
          const open = await opened();
          await Promise.all(open.getAnimations().map(({ finished }) => finished));
          await expectAccessible();
          canvas.remove();
          await gone();
        }
      }
    }
    for (const { style } of [document.documentElement, document.body]) style.cssText = '';
  });
});
