import { expect } from 'chai';
import { html } from 'lit';
import '../../components/recovery-codes/define.ts';
import type { Handlers } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import type { RecoveryCodes } from '../../components/recovery-codes/recovery-codes.ts';
import type { DirtyChangeEvent, RecoveryCodesCreatedEvent } from '../../components/shared/events.ts';
import * as stories from '../../stories/recovery-codes.stories.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../../components/testing/fake-factors.ts';
import { adasAuthenticator } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import {
  activeElement,
  cdp,
  deepElements,
  emulate,
  fixture,
  nextEvent,
  press,
  settled,
  until,
} from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';
import { setViewport } from '../support/viewport.ts';

const FIRST = '00K7-3WQX-9ZTM-H4RB-C8VE-6NAY';
const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';

/** A server that remembers what it was sent. */
function server(handlers: Handlers['recoveryCodes'] = {}, factors: FakeFactorOptions = {}) {
  const sent: unknown[] = [];
  const client = fakeClient(
    {
      recoveryCodes: {
        create({ body }) {
          sent.push(body);
          const codes = Array.from({ length: 10 }, (_, index) => `0${index}K7-3WQX-9ZTM-H4RB-C8VE-6NAY`);
          return { codes, sessionsEnded: body.signOutOthers ? 3 : 0 };
        },
        ...handlers,
      },
    },
    { authenticators: [adasAuthenticator], recoveryCodesLeft: 8, proven: true, ...factors },
  );
  return { client, sent };
}

const show = (client = server().client) =>
  fixture<RecoveryCodes>(html`<recovery-codes .client=${client}></recovery-codes>`);

const dialogOf = (element: Element) => element.shadowRoot!.querySelector<HTMLDialogElement>('dialog[open]');

/** Presses the button, and confirms what is asked. */
async function create(element: Element): Promise<void> {
  byRole('button', /^Create/, element).click();
  const dialog = await until(() => dialogOf(element));
  dialog!.querySelector<HTMLElement>('.account-answers > button:last-child')!.click();
}

async function reveal(client = server().client): Promise<RecoveryCodes> {
  const element = await show(client);
  await create(element);
  await until(() => element.querySelector('.account-codes'));
  await settled();
  return element;
}

const codesOn = (root: ParentNode) => [...root.querySelectorAll('.account-code')].map(text);
const saved = (element: Element) => byRole<HTMLInputElement>('checkbox', /saved these codes/, element);

/** All that a page can read of a document, secrets in attributes and fields included. */
const everything = (): string =>
  [...deepElements(document)]
    .flatMap((node) => [
      ...[...node.attributes].map(({ value }) => value),
      ...[...node.childNodes].map((child) => (child instanceof Text ? child.data : '')),
      node instanceof HTMLInputElement ? node.value : '',
    ])
    .join('\n');

const leavingIsGuarded = (): boolean => {
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
};

describe('recovery-codes', () => {
  it('says how many are left, and since when', async () => {
    const element = await show();
    expect(text(element)).to.contain('8 of 10 recovery codes left · Created Feb 4, 2026');
    expect(element.querySelector('.account-recovery-warning')).to.equal(null);
  });

  for (const [left, warns] of [
    [4, false],
    [3, true],
    [1, true],
  ] as const) {
    it(`${warns ? 'warns' : 'does not warn'} when ${left} are left`, async () => {
      const element = await show(server({}, { recoveryCodesLeft: left }).client);
      expect(text(element.querySelector('.account-recovery-warning'))).to.equal(
        warns ? `Only ${left} left. Create new codes soon.` : '',
      );
    });
  }

  it('says why there should be some when there are none, or all are used up', async () => {
    expect(text(await showStory(stories.None))).to.contain('You have no recovery codes. If you lose your phone');
    expect(text(await showStory(stories.UsedUp))).to.contain('You have used all your recovery codes.');
  });

  it('offers none where there is no second factor that could be lost, and says so', async () => {
    const canvas = await showStory(stories.Unavailable);
    expect(text(canvas)).to.contain('Set one up first.');
    expect(allByRole('button', undefined, canvas)).to.have.length(0);
  });

  it('asks before the old ones stop working, says how many those are, and changes nothing when that is cancelled', async () => {
    const { client, sent } = server();
    const element = await show(client);
    const button = byRole('button', 'Create new codes', element);
    for (const key of ['Enter', 'Escape']) {
      button.focus();
      await press('Enter');
      const dialog = await until(() => dialogOf(element));
      expect(byRole('alertdialog', 'Create new recovery codes?', element)).to.equal(dialog);
      expect(text(dialog)).to.contain('Your 8 unused codes will stop working.');
      expect(text(activeElement())).to.equal('Cancel');
      await press(key);
      await until(() => !dialogOf(element));
      await settled();
      expect(activeElement()).to.equal(button);
    }
    expect(sent).to.deep.equal([]);
  });

  it('offers to sign out from other devices with it, with the number of sessions', async () => {
    const { client, sent } = server();
    const element = await show(client);
    byRole('button', 'Create new codes', element).click();
    const dialog = (await until(() => dialogOf(element)))!;
    const others = byRole<HTMLInputElement>('checkbox', 'Sign out from other devices', element);
    expect(others.checked).to.equal(true);
    expect(text(dialog)).to.contain('Ends 3 other sessions.');
    others.click();
    byRole('button', 'Create new codes', dialog).click();
    await until(() => sent.length === 1);
    expect(sent).to.deep.equal([{ signOutOthers: false }]);
  });

  it('what was unticked in a question that was cancelled is ticked again in the next', async () => {
    const element = await show();
    for (const round of [1, 2]) {
      byRole('button', 'Create new codes', element).click();
      const dialog = (await until(() => dialogOf(element)))!;
      const others = dialog.querySelector<HTMLInputElement>('input[name="signOutOthers"]')!;
      expect(others.checked, `round ${round}`).to.equal(true);
      others.click();
      byRole('button', 'Cancel', dialog).click();
      await until(() => !dialogOf(element));
      await settled();
    }
  });

  it('shows ten codes once, by keys alone, and is done with when they are saved', async () => {
    const { client, sent } = server();
    const element = await show(client);
    const created = nextEvent<RecoveryCodesCreatedEvent>(document, 'recovery-codes-created');
    await press('Tab');
    await press('Enter');
    await until(() => dialogOf(element));
    await press('Tab');
    await press('Enter');
    const event = await created;
    expect(event.count).to.equal(10);
    await until(() => text(activeElement()) === 'Save your recovery codes');
    expect(codesOn(element)).to.have.length(10);
    const list = byRole('list', 'Your recovery codes', element);
    expect(list.getAttribute('translate')).to.equal('no');
    const walked: string[] = [];
    for (let tab = 0; tab < 5; tab += 1) {
      await press('Tab');
      const active = activeElement() as HTMLInputElement;
      walked.push(active.name || text(active));
    }
    expect(walked).to.deep.equal(['Copy all Copied', 'Download', 'Print', 'saved', 'Done']);
    await press('Enter');
    await until(() => activeElement() === saved(element));
    await press(' ');
    await press('Tab');
    await press('Enter');
    await until(() => text(activeElement()) === 'Recovery codes');
    expect(sent).to.deep.equal([{ signOutOthers: true }]);
    expect(text(element)).to.contain('Your new recovery codes are ready to use. We signed out 3 other devices.');
  });

  it('is not done with before the person says that they are saved: said at the box, by no button that does nothing', async () => {
    const element = await reveal();
    const done = byRole<HTMLButtonElement>('button', 'Done', element);
    expect(done.disabled).to.equal(false);
    done.click();
    await until(() => activeElement() === saved(element));
    expect(saved(element).getAttribute('aria-invalid')).to.equal('true');
    const problem = document.getElementById(saved(element).getAttribute('aria-describedby')!);
    expect(text(problem)).to.equal('Confirm that you’ve saved the codes: you won’t see them again.');
    expect(codesOn(element)).to.have.length(10);
  });

  it('the page asks before it is left, and tells whoever listens, for as long as they are not saved', async () => {
    const told: boolean[] = [];
    const listen = (event: Event) => told.push((event as DirtyChangeEvent).dirty);
    document.addEventListener('dirty-change', listen);
    const element = await reveal();
    expect(element.dirty).to.equal(true);
    expect(leavingIsGuarded()).to.equal(true);
    saved(element).click();
    byRole('button', 'Done', element).click();
    await settled();
    expect(element.dirty).to.equal(false);
    expect(leavingIsGuarded()).to.equal(false);
    expect(told).to.deep.equal([true, false]);
    document.removeEventListener('dirty-change', listen);
  });

  it('copies all of them, one a line, and says so once', async () => {
    const element = await reveal();
    let copied = '';
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (written: string) => void (copied = written) },
    });
    try {
      byRole('button', /^Copy all/, element).click();
      await until(() => copied);
      await settled();
    } finally {
      delete (navigator as { clipboard?: unknown }).clipboard;
    }
    expect(copied.split('\n')).to.deep.equal(codesOn(element));
    expect(allByRole('status', undefined, element).map(text).filter(Boolean)).to.deep.equal([
      'Copied to the clipboard',
    ]);
    byRole('button', 'Copied', element);
  });

  it('where the browser refuses to copy, they are selected and the keys are named', async () => {
    const element = await reveal();
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    try {
      byRole('button', 'Copy all', element).click();
      await until(() => text(element).includes('to copy it.'));
    } finally {
      delete (navigator as { clipboard?: unknown }).clipboard;
    }
    expect(text(element)).to.match(/It’s selected\. Press (Ctrl\+C|⌘C) to copy it\./);
    expect(getSelection()!.toString().trim().split(/\s+/)).to.deep.equal(codesOn(element));
  });

  it('downloads a text that says what they are for, and leaves no address behind', async () => {
    const element = await reveal();
    const download = new Promise<[string | null, string]>((done) => {
      const listen = (event: NavigateEvent) => done([event.downloadRequest, event.destination.url]);
      (window as unknown as { navigation: EventTarget }).navigation.addEventListener(
        'navigate',
        listen as unknown as EventListener,
        { once: true },
      );
    });
    byRole('button', 'Download', element).click();
    const [name, address] = await download;
    const file = await (await fetch(address)).text();
    expect(name).to.match(/^recovery-codes-northwind-trust-\d{4}-\d\d-\d\d\.txt$/);
    const lines = file.trimEnd().split('\n');
    expect(lines.slice(0, 2)).to.deep.equal([
      'Recovery codes for Northwind Trust',
      'Account: ada.lindqvist@example.com',
    ]);
    expect(lines.slice(-10)).to.deep.equal(codesOn(element));
    await until(
      () =>
        fetch(address)
          .then(() => false)
          .catch(() => true),
      'the address is revoked',
    );
  });

  it('prints the codes and nothing else of the page, wherever the element is', async () => {
    const host = await fixture<HTMLElement>(html`<div>Host page</div>`);
    const root = host.attachShadow({ mode: 'open' });
    const element = document.createElement('recovery-codes');
    element.client = server().client;
    root.append(element);
    await settled();
    await create(element);
    await until(() => element.querySelector('.account-codes'));
    const { print } = window;
    let printed = false;
    window.print = () => void (printed = true);
    byRole('button', 'Print', element).click();
    window.print = print;
    expect(printed).to.equal(true);
    const read = () => document.body.innerText.trim().split(/\n+/);
    expect(read().join()).not.to.contain('Recovery codes for Northwind Trust');
    await cdp('Emulation.setEmulatedMedia', { media: 'print' });
    const paper = read();
    await cdp('Emulation.setEmulatedMedia', { media: '' });
    expect(paper[0]).to.equal('Recovery codes for Northwind Trust');
    expect(paper[1]).to.equal('Account: ada.lindqvist@example.com');
    expect(paper.slice(-10)).to.deep.equal(codesOn(element));
    expect(paper).to.have.length(14);
    saved(element).click();
    byRole('button', 'Done', element).click();
    await settled();
    expect(everything()).not.to.contain(FIRST);
  });

  for (const [how, leave] of [
    [
      'when they are saved',
      async (element: RecoveryCodes) => {
        saved(element).click();
        byRole('button', 'Done', element).click();
      },
    ],
    ['when it leaves the page', async (element: RecoveryCodes) => element.remove()],
    [
      'when the person signs out',
      async (element: RecoveryCodes) => element.client!.dispatchEvent(new Event('signed-out')),
    ],
  ] as const) {
    it(`keeps no code anywhere ${how}`, async () => {
      const element = await reveal();
      const { print } = window;
      window.print = () => undefined;
      byRole('button', 'Print', element).click();
      window.print = print;
      expect(everything()).to.contain(FIRST);
      await leave(element);
      await settled();
      expect(everything()).not.to.contain(FIRST);
      expect(element.outerHTML + element.shadowRoot!.innerHTML).not.to.contain(FIRST);
      document.body.append(element);
      await settled();
      expect(everything()).not.to.contain(FIRST);
      expect(leavingIsGuarded()).to.equal(false);
      element.remove();
    });
  }

  it('shows codes of a page that comes back from the browser’s memory to nobody who is not signed in', async () => {
    let signedIn = true;
    const { client } = server();
    const send = client.send.bind(client);
    client.send = (async (endpoint, input, options) => {
      if (!signedIn) throw new Problem('unauthenticated');
      return send(endpoint, input, options);
    }) as typeof client.send;
    const element = await reveal(client);
    for (const type of ['pagehide', 'pageshow']) {
      window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
      signedIn = false;
    }
    await until(() => text(element).includes('You’ve been signed out'));
    expect(everything()).not.to.contain(FIRST);
  });

  it('shows codes to nobody who signed out while they were made', async () => {
    let answer = () => {};
    const { client } = server({
      create: () => new Promise((done) => (answer = () => done({ codes: [FIRST], sessionsEnded: 0 }))),
    });
    const element = await show(client);
    await create(element);
    await until(() => text(element).includes('Creating codes…'));
    client.dispatchEvent(new Event('signed-out'));
    await settled();
    answer();
    await settled();
    expect(everything()).not.to.contain(FIRST);
  });

  it('tells no code in any event', async () => {
    const told: string[] = [];
    const listen = (event: Event) =>
      told.push(JSON.stringify(Object.fromEntries(Object.entries(event))) + JSON.stringify(event));
    const names = ['recovery-codes-created', 'dirty-change', 'input', 'change', 'submit'];
    for (const name of names) document.addEventListener(name, listen);
    const element = await reveal();
    saved(element).click();
    byRole('button', 'Done', element).click();
    await settled();
    for (const name of names) document.removeEventListener(name, listen);
    expect(told.length).to.be.greaterThan(2);
    expect(told.join()).not.to.contain('K7-3WQX');
  });

  it('stays as it is when it is moved while codes are shown', async () => {
    const element = await reveal();
    const place = await fixture<HTMLElement>(html`<div></div>`);
    place.append(element);
    await settled();
    expect(codesOn(element)).to.have.length(10);
    expect(leavingIsGuarded()).to.equal(true);
    element.remove();
    await settled();
  });

  it('asks who it is when the last proof is too old, with the reason, and goes on by itself', async () => {
    let proven = false;
    const { client } = server({
      create() {
        if (!proven) throw new Problem('reauthentication-required', { methods: ['password'], stepUp: 'enrolment' });
        return { codes: [FIRST], sessionsEnded: 0 };
      },
    });
    const element = await show(client);
    const asked: string[] = [];
    element.addEventListener('step-up-request', (event) => {
      asked.push(event.reason, event.stepUp);
      event.respondWith(Promise.resolve((proven = true)));
    });
    await create(element);
    await until(() => codesOn(element).length === 1);
    expect(asked).to.deep.equal(['To create recovery codes, confirm that it’s really you.', 'enrolment']);
  });

  it('cancelled then, nothing has changed, which is said without alarm', async () => {
    const canvas = await showStory(stories.StepUpCancelled);
    expect(text(canvas.querySelector('.account-status-calm'))).to.equal('Not changed — confirmation was cancelled.');
    expect(canvas.querySelector('.account-banner')).to.equal(null);
    expect(text(canvas)).to.contain('8 of 10 recovery codes left');
  });

  for (const [story, words] of [
    [stories.Offline, /No connection to the server.*Your old codes may not work any more/],
    [stories.Conflict, /Something changed at the same moment/],
    [stories.Forbidden, /Set one up first/],
    [stories.RateLimited, /Too many attempts\. Try again in 2 minutes/],
    [stories.SignedOut, /You’ve been signed out/],
  ] as const) {
    it(`says why there are no new ones: ${words.source}`, async () => {
      const canvas = await showStory(story);
      const alarm = await until(() => canvas.querySelector('.account-alert .account-banner'));
      expect(text(alarm)).to.match(words);
      expect(canvas.querySelector('.account-codes')).to.equal(null);
    });
  }

  it('makes them once, however often the button is pressed meanwhile', async () => {
    let asked = 0;
    const { client } = server({
      create: () => {
        asked += 1;
        return new Promise(() => {});
      },
    });
    const element = await show(client);
    await create(element);
    const button = await until(() => allByRole('button', 'Creating codes…', element)[0]);
    button!.click();
    // The button says so before the request leaves: the chunk of its dialog may still be on its way.
    await until(() => asked > 0);
    await settled();
    expect(dialogOf(element)).to.equal(null);
    expect(asked).to.equal(1);
    expect(button!.getAttribute('aria-disabled')).to.equal('true');
  });

  it('offers only what the backend can do', async () => {
    const readOnly = await showStory(stories.ReadOnly);
    expect(text(readOnly)).to.contain('8 of 10');
    expect(allByRole('button', undefined, readOnly)).to.have.length(0);
    expect(text(await showStory(stories.Unsupported))).to.equal('Not available for this account.');
  });

  it('fits into 320 px in every state', async function () {
    this.timeout(180_000);
    await expectReflow(stories);
  });

  it('axe finds nothing, in light, dark and forced colours, wide and at 320 px', async function () {
    this.timeout(180_000);
    for (const width of [800, 320]) {
      await setViewport({ width, height: 640 });
      for (const scheme of ['light', 'dark', 'forced']) {
        await emulate({
          'prefers-reduced-motion': 'reduce',
          'prefers-color-scheme': scheme === 'dark' ? 'dark' : 'light',
          'forced-colors': scheme === 'forced' ? 'active' : 'none',
        });
        document.documentElement.style.colorScheme = scheme === 'dark' ? 'dark' : 'light';
        document.body.style.background = 'Canvas';
        for (const story of [stories.Few, stories.Renew, stories.CodesNotSaved, stories.Done, stories.Offline]) {
          const canvas = await showStory(story);
          await expectAccessible(canvas);
          canvas.remove();
        }
      }
    }
    await emulate();
    for (const { style } of [document.documentElement, document.body]) style.cssText = '';
    await setViewport({ width: 800, height: 600 });
  });
});
