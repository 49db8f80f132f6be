import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-data/define.ts';
import type { AccountData } from '../../components/account-data/account-data.ts';
import type { AccountDeletionRequestedEvent } from '../../components/account-data/events.ts';
import type { Handlers } from '../../components/client/create-client.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import { Problem } from '../../components/contract/problem.ts';
import * as stories from '../../stories/account-data.stories.ts';
import { fakeClient, never, refuse } from '../../components/testing/fake-client.ts';
import { adasFile, adasText, streamOf } from '../../components/testing/files.ts';
import { ADAS_PASSWORD, ada, ourServer } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, fixture, nextEvent, press, settled, until } from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';

const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const find = (element: Element, selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector);
const told = (element: Element) =>
  [...element.shadowRoot!.querySelectorAll('[role="status"], [role="alert"]')].map(text).filter(Boolean);

async function show(handlers: Handlers = {}, client = fakeClient(handlers, { proven: true })): Promise<AccountData> {
  const element = await fixture<AccountData>(html`<account-data .client=${client}></account-data>`);
  await settled(element);
  return element;
}

const elementOf = (canvas: Element) => canvas.querySelector<AccountData>('account-data')!;

/** What the browser is given to save. */
function watchFiles(): { readonly name: string; readonly file: Blob }[] {
  const saved: { name: string; file: Blob }[] = [];
  const files = new Map<string, Blob>();
  const { createObjectURL } = URL;
  URL.createObjectURL = (file: Blob) => {
    const url = createObjectURL.call(URL, file);
    files.set(url, file);
    return url;
  };
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function () {
    const file = files.get(this.href);
    if (!file) return click.call(this);
    saved.push({ name: this.download, file });
  };
  cleanups.push(() => {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  });
  return saved;
}

const dialogOf = (element: Element) => element.shadowRoot!.querySelector<HTMLDialogElement>('dialog[open]');

async function askToDelete(element: Element): Promise<HTMLDialogElement> {
  byRole('button', 'Delete account', element).focus();
  await press('Enter');
  await until(() => dialogOf(element));
  return dialogOf(element)!;
}

async function confirmDeletion(element: Element): Promise<void> {
  (await askToDelete(element)).querySelector<HTMLElement>('.account-button-danger')!.click();
  await settled(element);
}

const cleanups: (() => unknown)[] = [];

describe('account-data', () => {
  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
  });

  describe('download', () => {
    it('saves all of it, in either format, under the name that the server gives', async () => {
      const saved = watchFiles();
      const element = await show();
      for (const format of ['csv', 'json'] as const) {
        byRole('button', `Download as ${format.toUpperCase()}`, element).click();
        await until(() => told(element).some((said) => said.includes(`.${format}`)));
        const last = saved.at(-1)!;
        expect(last.name).to.equal(`account-data-2026-11-23.${format}`);
        expect(last.file.type).to.match(format === 'csv' ? /^text\/csv/ : /^application\/json/);
        const bytes = new Uint8Array(await last.file.arrayBuffer());
        expect(bytes).to.deep.equal(new TextEncoder().encode(adasText(format)));
      }
      expect(saved).to.have.length(2);
      await expectAccessible(element);
    });

    it('gives the file a name where the server gives none', async () => {
      const saved = watchFiles();
      const element = await show({ accountData: { export: () => ({ ...adasFile('json'), name: '' }) } });
      byRole('button', 'Download as JSON', element).click();
      await until(() => saved.length === 1);
      expect(saved[0]!.name).to.match(/^account-data-\d{4}-\d{2}-\d{2}\.json$/);
    });

    it('says at the beginning and at the end what happens, and in between only shows how much has come', async () => {
      watchFiles();
      let stream: ReadableStreamDefaultController | undefined;
      const body = streamOf([new Uint8Array(1_400_000)], (opened) => (stream = opened));
      const element = await show({ accountData: { export: () => adasFile('csv', body) } });
      byRole('button', 'Download as CSV', element).click();
      await until(() => text(find(element, '.progress')).includes('1.4 MB so far'));
      expect(told(element)).to.deep.equal(['Getting your file…']);
      expect(byRole('button', 'Download as JSON', element).getAttribute('aria-disabled')).to.equal('true');
      stream!.enqueue(new Uint8Array(700_000));
      stream!.close();
      await until(() => !find(element, '.progress'));
      expect(told(element)).to.deep.equal(['Downloaded: account-data-2026-11-23.csv, 2.1 MB']);
    });

    it('can be stopped by keys alone: nothing is saved, nothing is read on, and the focus stays at hand', async () => {
      const saved = watchFiles();
      let stopped = false;
      const body = new ReadableStream({
        start: (stream) => stream.enqueue(new Uint8Array(9)),
        cancel: () => void (stopped = true),
      });
      const element = await show({ accountData: { export: () => adasFile('csv', body) } });
      byRole('button', 'Download as CSV', element).focus();
      await press('Enter');
      await until(() => find(element, '.progress'));
      await press('Tab');
      await press('Tab');
      expect(text(activeElement())).to.equal('Cancel');
      await press('Enter');
      await until(() => told(element).includes('Cancelled. Nothing was saved.'));
      await until(() => text(activeElement()) === 'Download as CSV');
      expect([stopped, saved.length]).to.deep.equal([true, 0]);
    });

    it('can be stopped before the server answers', async () => {
      let signal: AbortSignal | undefined;
      const hang = (_: unknown, options: { signal?: AbortSignal }): Promise<never> => {
        signal = options.signal;
        return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal?.reason)));
      };
      const element = await show({ accountData: { export: hang } });
      byRole('button', 'Download as CSV', element).click();
      await settled(element);
      byRole('button', 'Cancel', element).click();
      await until(() => told(element).includes('Cancelled. Nothing was saved.'));
      expect(signal?.aborted).to.equal(true);
    });

    it('half a file is none: says so, and what to do; the same format is tried again, the focus kept', async () => {
      const saved = watchFiles();
      let tries = 0;
      const broken = () => streamOf([], (stream) => stream.error(new TypeError('network error')));
      const element = await show({
        accountData: {
          export: ({ query }) => (++tries === 1 ? adasFile(query.format, broken()) : adasFile(query.format)),
        },
      });
      byRole('button', 'Download as JSON', element).click();
      await until(() => find(element, '.again'));
      expect(told(element)).to.deep.equal([
        'No connection to the server. Check your network and try again. Nothing was saved.',
      ]);
      expect(saved).to.have.length(0);
      const again = byRole('button', 'Try again', element);
      again.focus();
      await press('Enter');
      await until(() => saved.length === 1);
      expect(saved[0]!.name).to.match(/\.json$/);
      await until(() => text(activeElement()) === 'Download as JSON');
    });

    it('what is on its way when somebody signs out is not saved, and not spoken of to whoever comes next', async () => {
      const saved = watchFiles();
      const client = fakeClient(
        {
          accountData: {
            export: () =>
              adasFile(
                'csv',
                streamOf([new Uint8Array(9)], () => undefined),
              ),
          },
        },
        { proven: true },
      );
      const element = await show({}, client);
      byRole('button', 'Download as CSV', element).click();
      await until(() => find(element, '.progress'));
      await client.send(signIn.signOut, {});
      await client.send(signIn.withPassword, { body: { email: ada.email, password: 'x' } });
      await settled(element);
      expect(told(element)).to.deep.equal([]);
      expect(saved).to.have.length(0);
    });

    it('says why a proof is wanted, and goes on after it', async () => {
      const saved = watchFiles();
      await showStory(stories.StepUpPending);
      const password = document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]')!;
      const dialog = password.closest('.account-light')!.parentElement!;
      expect(`${dialog.textContent}${dialog.shadowRoot!.textContent}`).to.include('To download your data');
      expect(saved).to.have.length(0);
      password.value = ADAS_PASSWORD;
      password.form!.requestSubmit();
      await until(() => saved.length === 1);
    });
  });

  describe('deletion', () => {
    it('says what happens when, what is erased, what stays and for how long', async () => {
      const element = await show();
      const steps = [...element.shadowRoot!.querySelectorAll('.step')].map(text);
      expect(steps).to.have.length(4);
      expect(steps.join(' '))
        .to.include('signed out everywhere')
        .and.include('For 7 days')
        .and.include('Signing in keeps the account')
        .and.include('erased for good')
        .and.include('13 months');
    });

    it('asks first, names the account, and does nothing unless confirmed', async () => {
      let sent = 0;
      const element = await show({ accountData: { delete: () => (sent++, { due: '2026-12-05T10:05:00.000Z' }) } });
      const dialog = await askToDelete(element);
      expect(text(dialog)).to.include(`Delete the account ${ada.email}?`).and.include('For 7 days');
      expect(text(activeElement()), 'what changes nothing has the focus').to.equal('Cancel');
      await press('Escape');
      await settled(element);
      expect(sent).to.equal(0);
      expect(text(activeElement())).to.equal('Delete account');
    });

    it('afterwards nobody is signed in here, and it says until when signing in keeps the account', async () => {
      const client = fakeClient({}, { proven: true });
      let signedOut = 0;
      client.addEventListener('signed-out', () => (signedOut += 1));
      const element = await show({}, client);
      const requested = nextEvent(element, 'account-deletion-requested');
      await confirmDeletion(element);
      const { due } = (await requested) as AccountDeletionRequestedEvent;
      await until(() => activeElement()?.id === 'farewell');
      const date = new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(due);
      expect(text(find(element, '.farewell')))
        .to.include(date)
        .and.include('signing in keeps it');
      expect(element.shadowRoot!.textContent, 'nothing personal').not.to.include(ada.email);
      expect(signedOut).to.equal(1);
      const wanted = nextEvent(element, 'sign-in-request');
      byRole('button', 'Sign in and keep the account', element).click();
      await wanted;
      await expectAccessible(element);
    });

    it('is as before once somebody signed in', async () => {
      const client = fakeClient({}, { proven: true });
      const element = await show({}, client);
      await confirmDeletion(element);
      await until(() => find(element, '.farewell'));
      await client.send(signIn.withPassword, { body: { email: ada.email, password: 'x' } });
      await until(() => find(element, '.deletion'));
      expect(find(element, '.farewell')).to.equal(null);
      expect(told(element)).to.deep.equal([]);
    });

    it('a proof that is refused deletes nothing', async () => {
      const canvas = await showStory(stories.StepUpCancelled);
      expect(find(elementOf(canvas), '.farewell')).to.equal(null);
      expect(told(elementOf(canvas))).to.have.length(1);
    });

    it('says what is known after a failure: that it stays, or that nobody can tell', async () => {
      for (const [code, said] of [
        ['unreachable', 'Nobody can tell whether it was done.'],
        ['forbidden', 'Your account stays as it is.'],
        ['too-many-attempts', 'Your account stays as it is.'],
      ] as const) {
        const element = await show({ accountData: { delete: refuse(code) } });
        await confirmDeletion(element);
        await until(() => told(element).length > 0);
        expect(told(element).join()).to.include(said);
        element.remove();
      }
    });

    it('a lost answer is cleared up as far as it can be: whoever is signed out by now reads that', async () => {
      let signedIn = true;
      const element = await show({
        account: {
          get() {
            if (!signedIn) throw new Problem('unauthenticated');
            return ada;
          },
        },
        accountData: {
          delete() {
            signedIn = false;
            throw new Problem('unreachable');
          },
        },
      });
      await confirmDeletion(element);
      await until(() => allByRole('button', 'Sign in again', element).length > 0);
    });

    it('is asked for once, however often it is pressed', async () => {
      let sent = 0;
      const element = await show({ accountData: { delete: () => (sent++, never()) } });
      await confirmDeletion(element);
      byRole('button', 'Deleting…', element).click();
      await settled(element);
      expect([sent, dialogOf(element)]).to.deep.equal([1, null]);
    });
  });

  it('leaves out what the backend does not have, or does not let people do', async () => {
    const headings = async (story: Parameters<typeof showStory>[0]) =>
      [...elementOf(await showStory(story)).shadowRoot!.querySelectorAll('h2[id]:not(.account-question h2)')].map(text);
    expect(await headings(stories.DownloadOnly)).to.deep.equal(['Download your data']);
    expect(await headings(stories.DeletionOnly)).to.deep.equal(['Delete your account']);
    expect(await headings(stories.Unsupported)).to.deep.equal([]);
    const element = await show({ capabilities: { get: () => ({ ...ourServer, deletionDays: 1, activityMonths: 1 }) } });
    expect(text(find(element, '.steps')))
      .to.include('For 1 day ')
      .and.include('1 month later');
  });

  it('speaks German, says sizes and dates as the person writes them, and reflows at 320 px', async () => {
    const german = elementOf(await showStory(stories.GermanFarewell));
    await until(() => text(find(german, 'h2')) === 'Ihr Konto wird gelöscht');
    await expectReflow(stories);
  });
});
