import { expect } from 'chai';
import { html } from 'lit';
import type { AuthenticatorSetup } from '../../components/authenticator-setup/authenticator-setup.ts';
import type { AuthenticatorAddedEvent } from '../../components/authenticator-setup/events.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { account } from '../../components/contract/account.ts';
import { authenticators as api } from '../../components/contract/authenticators.ts';
import { Problem } from '../../components/contract/problem.ts';
import * as stories from '../../stories/authenticator-setup.stories.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { fill } from '../../stories/support/fill.ts';
import { ADAS_CODE, ADAS_PASSWORD, adasAuthenticator } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, cdp, emulate, fixture, nextEvent, press, settled, type, until } from '../support/browser.ts';
import { expectReflow, showStory } from '../support/story.ts';
import {
  KEY,
  URI,
  CODE,
  SET_UP,
  two,
  text,
  server,
  show,
  qrOf,
  codeInput,
  names,
  said,
  question,
  scan,
  enterCode,
  submit,
  showCodes,
  leavingIsGuarded,
  everything,
  expectNoSecret,
  read,
} from '../support/authenticator-setup.ts';
import { setViewport } from '../support/viewport.ts';

describe('authenticator-setup', () => {
  describe('setting one up', () => {
    it('leads by keys alone from the button to the end, with the focus at every step', async () => {
      const { client, sent } = server();
      const element = await show(client);
      const added = nextEvent<AuthenticatorAddedEvent>(document, 'authenticator-added');
      await press('Tab');
      await press('Enter');
      await until(() => text(activeElement()) === 'Add the account to your app');
      expect(text(element)).to.contain('Step 1 of 3');
      await press('Tab');
      expect(text(activeElement())).to.equal('Can’t scan it?');
      await press('Tab');
      expect(text(activeElement())).to.equal('Continue');
      await press('Enter');
      await until(() => activeElement() === codeInput(element));
      expect(text(element)).to.contain('Step 2 of 3');
      await type('123 456');
      const walked: string[] = [];
      for (let tab = 0; tab < 5; tab += 1) {
        await press('Tab');
        const active = activeElement() as HTMLInputElement;
        walked.push(active.name || text(active));
        if (active.name === 'name') await type('My phone');
      }
      expect(walked).to.deep.equal(['name', 'signOutOthers', 'Submit Checking…', 'Back', 'Cancel']);
      await press('Shift+Tab');
      await press('Shift+Tab');
      await press('Enter');
      await until(() => text(activeElement()) === 'Save your recovery codes');
      expect(text(element)).to.contain('Step 3 of 3');
      for (let tab = 0; tab < 4; tab += 1) await press('Tab');
      await press(' ');
      await press('Tab');
      await press('Enter');
      await until(() => text(activeElement()) === '“My phone” is set up');
      expect(text(element)).to.contain('From now on, we ask for a code from it when you sign in.');
      expect(text(element)).to.contain('We signed out 3 other devices.');
      await press('Tab');
      await press('Enter');
      await until(() => names(element).includes('My phone'));
      expect(activeElement()).to.equal(byRole('button', SET_UP, element));
      expect((await added).sessionsEnded).to.equal(3);
      expect((await added).replaced).to.equal(false);
      expect(sent.map(({ to }) => to)).to.deep.equal(['/authenticators/setup', '/authenticators']);
      expect(sent[1]!.body).to.deep.equal({
        id: 'setup',
        code: ADAS_CODE,
        name: 'My phone',
        signOutOthers: true,
      });
    });

    it('asks who it is before anything is shown, if the last proof is too old, and then not again', async () => {
      const element = await show(server({}, { proven: false }).client);
      let reason = '';
      element.addEventListener('step-up-request', (event) => (reason = event.reason));
      byRole('button', SET_UP, element).click();
      const password = await until(question);
      expect(qrOf(element)).to.equal(null);
      expect(reason).to.equal('To set up an authenticator application, confirm that it’s really you.');
      fill(password!.form!, { password: ADAS_PASSWORD });
      password!.form!.requestSubmit();
      await until(() => text(activeElement()) === 'Add the account to your app');
      expect(question()).to.equal(null);
    });

    it('cancelled then, nothing is shown, which is said without alarm', async () => {
      const canvas = await showStory(stories.StepUpCancelled);
      expect(text(canvas.querySelector('.account-status-calm'))).to.equal('Not changed — confirmation was cancelled.');
      expect(canvas.querySelector('.account-banner')).to.equal(null);
      expect(qrOf(canvas)).to.equal(null);
    });

    it('says why it cannot begin', async () => {
      for (const [story, words] of [
        [stories.Limit, 'You have as many as you can have. Remove one first.'],
        [stories.StartOffline, 'No connection to the server.'],
      ] as const) {
        const canvas = await showStory(story);
        await until(() => text(canvas.querySelector('.account-banner')).startsWith(words));
      }
    });

    for (const [how, client, uri] of [
      ['a decoder reads the code', server().client, URI],
      ['a decoder reads the code of a long account, too', undefined, undefined],
    ] as const) {
      it(how, async () => {
        const root = client ? await scan(client) : await showStory(stories.ScanLongNames);
        const svg = qrOf(root)!;
        const decoded = await read(svg);
        if (uri) expect(decoded).to.equal(uri);
        else expect(decoded).to.match(/^otpauth:\/\/totp\/Donau.+&period=30$/);
        expect(svg.getBoundingClientRect().width).to.be.at.least(200);
      });
    }

    it('draws the code black on white with a quiet zone, whatever the page’s colours and style sheet say', async () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('path, rect { fill: hotpink; stroke: lime } svg { width: 20px; forced-color-adjust: auto }');
      document.adoptedStyleSheets.push(sheet);
      await emulate({ 'forced-colors': 'active', 'prefers-color-scheme': 'dark' });
      document.documentElement.style.colorScheme = 'dark';
      try {
        const element = await scan();
        const svg = qrOf(element)!;
        expect(await read(svg)).to.equal(URI);
        const size = svg.viewBox.baseVal.width;
        const drawn = svg.querySelector('path')!.getBBox();
        expect([drawn.x, drawn.y, drawn.width, drawn.height]).to.deep.equal([4, 4, size - 8, size - 8]);
        expect(svg.getBoundingClientRect().width).to.be.at.least(200);
        expect(getComputedStyle(svg.querySelector('path')!).fill).to.equal('rgb(0, 0, 0)');
        expect(getComputedStyle(svg.querySelector('rect')!).fill).to.equal('rgb(255, 255, 255)');
      } finally {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
        document.documentElement.removeAttribute('style');
        await emulate();
      }
    });

    it('tells those who cannot see the code what it is, and that there is another way', async () => {
      const element = await scan();
      byRole('img', 'QR code for your authenticator app. You can also enter the key by hand.', element);
      expect(text(element)).to.contain('It will appear as Northwind Trust ada.lindqvist@example.com');
    });

    it('has the key in groups of four, not to be translated, selected as a whole', async () => {
      const element = await scan();
      element.querySelector<HTMLElement>('summary')!.click();
      const key = element.querySelector('code')!;
      expect(text(key)).to.equal('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP');
      expect(key.getAttribute('translate')).to.equal('no');
      expect(getComputedStyle(key).userSelect).to.equal('all');
    });

    it('copies the key without the spaces; refused, selects it and names the keys', async () => {
      const element = await scan();
      element.querySelector<HTMLElement>('summary')!.click();
      let copied = '';
      const clipboard = (value: unknown) =>
        Object.defineProperty(navigator, 'clipboard', { configurable: true, value });
      try {
        clipboard({ writeText: async (written: string) => void (copied = written) });
        byRole('button', 'Copy', element).click();
        await until(() => said(element).length > 0);
        expect(copied).to.equal(KEY);
        expect(said(element)).to.deep.equal(['Copied to the clipboard']);
        clipboard({ writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) });
        byRole('button', 'Copied', element).click();
        await until(() => said(element)[0]?.startsWith('It’s selected.'));
        expect(getSelection()!.toString().replaceAll(/\s/g, '')).to.equal(KEY);
      } finally {
        delete (navigator as { clipboard?: unknown }).clipboard;
      }
    });

    it('on a touch screen, opening it in the application comes first: nobody can scan the screen in their hand', async () => {
      await cdp('Emulation.setTouchEmulationEnabled', { enabled: true });
      await cdp('Emulation.setDeviceMetricsOverride', { width: 390, height: 800, deviceScaleFactor: 2, mobile: true });
      try {
        await until(() => matchMedia('(pointer: coarse)').matches);
        const element = await scan();
        const link = byRole<HTMLAnchorElement>('link', 'Open in authenticator app', element);
        expect(link.href).to.equal(URI);
        await press('Tab');
        expect(activeElement()).to.equal(link);
        expect(link.compareDocumentPosition(qrOf(element)!)).to.equal(Node.DOCUMENT_POSITION_FOLLOWING);
      } finally {
        await cdp('Emulation.clearDeviceMetricsOverride');
        await cdp('Emulation.setTouchEmulationEnabled', { enabled: false });
      }
      await until(() => !matchMedia('(pointer: coarse)').matches);
      await until(() => allByRole('link').length === 0);
    });

    it('links to nothing but an authenticator application, whatever the backend says', async () => {
      const setup = { id: 'x', key: KEY, issuer: 'I', account: 'a', expiresAt: '2036-01-01T00:00:00.000Z' };
      const element = await scan(server({ start: () => ({ ...setup, uri: 'javascript:alert(1)' }) }).client);
      expect(element.querySelector('a')).to.equal(null);
    });

    it('takes the code in one field that can be pasted into and filled in', async () => {
      const element = await enterCode();
      const input = codeInput(element)!;
      expect(element.querySelectorAll('input[autocomplete="one-time-code"]')).to.have.length(1);
      expect([input.inputMode, input.autocomplete, input.maxLength]).to.deep.equal(['numeric', 'one-time-code', -1]);
      const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true });
      expect(input.dispatchEvent(paste)).to.equal(true);
      expect(input.getRootNode()).to.equal(document);
      expect(input.labels).to.have.length(1);
    });

    it('tells what is no code before anything is sent', async () => {
      const { client, sent } = server();
      const element = await enterCode(client);
      for (const code of ['', '12345', '1234567', 'abcdef']) {
        await submit(element, code);
        expect(activeElement(), code).to.equal(codeInput(element));
        expect(text(element)).to.contain('Type the six digits that the app shows.');
      }
      expect(sent).to.have.length(1);
    });

    it('a wrong code resets neither the step nor the key nor what was typed; after three, the clock is a guess', async () => {
      const { client, sent } = server();
      const element = await enterCode(client);
      const hint = 'Check that the time on your phone is set automatically.';
      for (const [round, hinted] of [false, false, true, true].entries()) {
        await submit(element, '654321', { name: 'My phone' });
        const input = codeInput(element)!;
        expect(activeElement(), `round ${round}`).to.equal(input);
        expect(input.getAttribute('aria-invalid')).to.equal('true');
        expect(text(element)).to.contain('That code didn’t match. Wait for the next one and try again.');
        expect(text(element).includes(hint)).to.equal(hinted);
        expect(input.value).to.equal('654321');
        expect(input.selectionEnd).to.equal(6);
        expect(element.querySelector<HTMLInputElement>('input[name="name"]')!.value).to.equal('My phone');
        expect(allByRole('alert', undefined, element).map(text).filter(Boolean)).to.deep.equal([]);
      }
      byRole('button', 'Back', element).click();
      await settled();
      expect(await read(qrOf(element)!)).to.equal(URI);
      byRole('button', 'Continue', element).click();
      await settled();
      await submit(element);
      await until(() => element.querySelector('.account-codes'));
      expect(sent.filter(({ to }) => to === '/authenticators/setup')).to.have.length(1);
    });

    it('a setup that is no more is begun again, calmly, with another key', async () => {
      const keys = [KEY, 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU'];
      const { client } = server({
        start: () => {
          const key = keys.shift()!;
          const uri = `otpauth://totp/I:a?secret=${key}&issuer=I`;
          return { id: key, key, uri, issuer: 'I', account: 'a', expiresAt: '2036-01-01T00:00:00.000Z' };
        },
        confirm: () => {
          throw new Problem('not-found');
        },
      });
      const element = await enterCode(client);
      await submit(element);
      await until(() => text(activeElement()) === 'Let’s start again');
      expect(element.querySelector('.account-banner')).to.equal(null);
      expect(text(element)).to.contain('Nothing has changed.');
      expectNoSecret();
      byRole('button', 'Start again', element).click();
      await until(() => qrOf(element));
      await settled();
      expect(await read(qrOf(element)!)).to.contain('KRSXG5CT');
      expect(text(activeElement())).to.equal('Add the account to your app');
    });

    it('one that was finished although the answer got lost is finished, and says that codes are missing', async () => {
      let lost = true;
      const memory = fakeClient({}, { proven: true });
      const { client } = server({
        list: () => memory.send(api.list, {}),
        confirm: async ({ body }) => {
          if (!lost) throw new Problem('not-found');
          await memory.send(api.confirm, { body });
          lost = false;
          throw new Problem('unreachable');
        },
      });
      const element = await enterCode(client);
      await submit(element, ADAS_CODE, { name: 'My phone' });
      expect(text(element)).to.contain('No connection to the server.');
      expect(codeInput(element)!.value).to.equal(ADAS_CODE);
      await submit(element);
      await until(() => text(activeElement()) === '“My phone” is set up');
      expect(text(element)).to.contain('Create new ones now.');
      expect(text(element), 'what is not known is not claimed').not.to.contain('devices');
    });

    for (const [where, go] of [
      ['the first step', scan],
      ['the second step', enterCode],
    ] as const) {
      it(`cancelled in ${where}, nothing has changed; the focus is where it began`, async () => {
        const { client, sent } = server();
        const element = await go(client);
        expect(leavingIsGuarded()).to.equal(false);
        expect(element.dirty).to.equal(false);
        byRole('button', 'Cancel', element).click();
        await settled();
        expect(sent.map(({ to }) => to)).to.deep.equal(['/authenticators/setup']);
        expect(activeElement()).to.equal(byRole('button', SET_UP, element));
        expectNoSecret();
      });
    }

    for (const [where, go] of [
      ['the first step', scan],
      ['the second step', enterCode],
      ['the recovery codes', showCodes],
    ] as const) {
      for (const [how, leave] of [
        ['it leaves the page', (element: AuthenticatorSetup) => element.remove()],
        [
          'the person signs out',
          (element: AuthenticatorSetup) => element.client!.dispatchEvent(new Event('signed-out')),
        ],
      ] as const) {
        it(`keeps no secret of ${where} when ${how}`, async () => {
          const element = await go(server().client);
          if (codeInput(element)) fill(element.querySelector('form')!, { code: ADAS_CODE });
          leave(element);
          await settled();
          expectNoSecret();
          expect(leavingIsGuarded()).to.equal(false);
          document.body.append(element);
          await settled();
          expectNoSecret();
          element.remove();
        });
      }
    }

    for (const [where, go] of [
      ['the key', scan],
      ['the recovery codes', showCodes],
    ] as const) {
      it(`${where} of a page that comes back from the browser’s memory are for nobody who is not signed in`, async () => {
        let signedIn = true;
        const { client } = server();
        const send = client.send.bind(client);
        client.send = (async (endpoint, input, options) => {
          if (!signedIn) throw new Problem('unauthenticated');
          return send(endpoint, input, options);
        }) as AccountClient['send'];
        const element = await go(client);
        for (const type of ['pagehide', 'pageshow']) {
          window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
          signedIn = false;
        }
        await until(() => text(element).includes('You’ve been signed out'));
        expectNoSecret();
      });
    }

    it('of a page that comes back while nobody can say who is signed in, that is said, and the key is seen only after that', async () => {
      let reachable = true;
      const { client } = server();
      const send = client.send.bind(client);
      client.send = (async (endpoint, input, options) => {
        if (!reachable) throw new Problem('unreachable');
        return send(endpoint, input, options);
      }) as AccountClient['send'];
      const element = await scan(client);
      await client.send(account.get, {});
      const seen = () => qrOf(element)?.checkVisibility({ visibilityProperty: true });
      for (const type of ['pagehide', 'pageshow']) {
        window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
        reachable = false;
      }
      const again = await until(() => allByRole('button', 'Try again', element)[0]);
      expect(text(element)).to.contain('No connection to the server.');
      expect(seen()).to.equal(false);
      reachable = true;
      again!.click();
      await until(seen);
      expect(await read(qrOf(element)!)).to.equal(URI);
    });

    it('stays where it is when it is moved', async () => {
      const element = await scan();
      (await fixture<HTMLElement>(html`<div></div>`)).append(element);
      await settled();
      expect(await read(qrOf(element)!)).to.equal(URI);
      element.remove();
    });

    it('shows nothing to somebody who signed out while the code was checked', async () => {
      let answer = () => {};
      const { client } = server({
        confirm: () =>
          new Promise((done) => {
            answer = () => done({ authenticator: adasAuthenticator, recoveryCodes: [CODE], sessionsEnded: 0 });
          }),
      });
      const element = await enterCode(client);
      await submit(element);
      client.dispatchEvent(new Event('signed-out'));
      await settled();
      answer();
      await settled();
      expectNoSecret();
    });

    it('shows nothing to the next person, who is at the same step by then', async () => {
      const answers: (() => void)[] = [];
      const { client } = server({
        confirm: () =>
          new Promise((done) => {
            answers.push(() => done({ authenticator: adasAuthenticator, recoveryCodes: [CODE], sessionsEnded: 0 }));
          }),
      });
      const element = await enterCode(client);
      await submit(element);
      client.dispatchEvent(new Event('signed-out'));
      client.dispatchEvent(new Event('change'));
      await until(() => allByRole('button', SET_UP, element).length > 0);
      byRole('button', SET_UP, element).click();
      await until(() => qrOf(element));
      byRole('button', 'Continue', element).click();
      await until(() => codeInput(element));
      answers[0]?.();
      await settled();
      expect(codeInput(element)).not.to.equal(null);
      expect(element.textContent).not.to.contain(CODE);
    });

    it('does not begin over a name that is typed meanwhile', async () => {
      let answer = (): void => undefined;
      const { client } = server(
        {
          start: () =>
            new Promise(
              (done) => (answer = () => done({ id: 'setup', uri: URI, key: KEY, issuer: '', account: '' } as never)),
            ),
        },
        { authenticators: two },
      );
      const element = await show(client);
      byRole('button', SET_UP, element).click();
      await settled();
      element.querySelector<HTMLElement>('.account-factor-rename')!.click();
      await settled();
      fill(element.querySelector('form')!, { name: 'Blue phone' });
      answer();
      await settled();
      expect(element.querySelector<HTMLInputElement>('input[name="name"]')?.value).to.equal('Blue phone');
      expect(qrOf(element)).to.equal(null);
    });

    it('tells nothing secret in any event', async () => {
      const told: string[] = [];
      const listen = (event: Event) => told.push(JSON.stringify(Object.entries(event)) + JSON.stringify(event));
      const kinds = ['authenticator-added', 'recovery-codes-created', 'dirty-change', 'step-up-request'];
      for (const kind of kinds) document.addEventListener(kind, listen);
      await showCodes();
      for (const kind of kinds) document.removeEventListener(kind, listen);
      expect(told).to.have.length(3);
      expect(told.join()).not.to.contain(KEY).and.not.to.contain('K7-3WQX').and.not.to.contain(ADAS_CODE);
    });

    it('the key and the code are gone from the page as soon as the recovery codes are there, and these with *Done*', async () => {
      const element = await showCodes();
      expect(everything().replaceAll(' ', '')).not.to.contain(KEY);
      expect(everything()).to.contain(CODE).and.not.to.contain(ADAS_CODE);
      expect(element.dirty).to.equal(true);
      expect(leavingIsGuarded()).to.equal(true);
      byRole('button', 'Done', element).click();
      await until(() => activeElement() === byRole('checkbox', /saved these codes/, element));
      expect(text(element)).to.contain('Confirm that you’ve saved the codes');
      byRole('checkbox', /saved these codes/, element).click();
      byRole('button', 'Done', element).click();
      await settled();
      expectNoSecret();
      expect(element.dirty).to.equal(false);
      expect(leavingIsGuarded()).to.equal(false);
    });

    it('leaves other devices signed in if the person wants that, and says so', async () => {
      const { client, sent } = server({}, { authenticators: two });
      const element = await enterCode(client);
      expect(text(element)).to.contain('Ends 3 other sessions.');
      byRole('checkbox', 'Sign out from other devices', element).click();
      await submit(element);
      await until(() => element.querySelector('.account-done'));
      expect((sent.at(-1)!.body as { signOutOthers: boolean }).signOutOthers).to.equal(false);
      expect(text(element)).to.contain('Other devices stay signed in.');
    });

    it('a further one brings no recovery codes: two steps', async () => {
      const element = await scan(server({}, { authenticators: two, recoveryCodesLeft: 8 }).client);
      expect(text(element)).to.contain('Step 1 of 2');
      byRole('button', 'Continue', element).click();
      await settled();
      expect(text(element)).to.contain('Step 2 of 2');
      await submit(element);
      await until(() => element.querySelector('.account-done'));
    });

    it('checks once, however often the button is pressed meanwhile, and does not let itself be cancelled', async () => {
      const { client, sent } = server({ confirm: () => new Promise(() => {}) });
      const element = await enterCode(client);
      await submit(element);
      const button = byRole('button', 'Checking…', element);
      button.click();
      element.querySelector('form')!.requestSubmit();
      byRole('button', 'Cancel', element).click();
      byRole('button', 'Back', element).click();
      await settled();
      expect(sent).to.have.length(2);
      expect(codeInput(element)!.value).to.equal(ADAS_CODE);
      expect(button.getAttribute('aria-disabled')).to.equal('true');
    });

    it('a read in the background undoes no typing', async () => {
      const { client } = server();
      const element = await enterCode(client);
      fill(element.querySelector('form')!, { code: '123', name: 'My' });
      byRole('checkbox', undefined, element).click();
      client.dispatchEvent(new Event('change'));
      await settled();
      expect(codeInput(element)!.value).to.equal('123');
      expect(element.querySelector<HTMLInputElement>('input[name="name"]')!.value).to.equal('My');
      expect(byRole<HTMLInputElement>('checkbox', undefined, element).checked).to.equal(false);
    });

    for (const [story, words] of [
      [stories.CodeOffline, /No connection to the server.*still here/],
      [stories.RateLimited, /Too many attempts\. Try again in 2 minutes/],
      [stories.Conflict, /Something changed at the same moment/],
      [stories.SignedOut, /You’ve been signed out/],
    ] as const) {
      it(`what was typed stays: ${words.source}`, async () => {
        const canvas = await showStory(story);
        await until(() => canvas.querySelector('.account-banner'));
        expect(text(byRole('alert', undefined, canvas))).to.match(words);
        expect(codeInput(canvas)!.value).to.equal(ADAS_CODE);
      });
    }
  });

  it('says it in German', async () => {
    const canvas = await showStory(stories.GermanRecoveryCodes);
    await until(() => text(canvas).includes('Speichern Sie Ihre Wiederherstellungscodes'));
    expect(text(canvas)).to.contain('Schritt 3 von 3');
  });

  it('fits into 320 px in every state', async function () {
    this.timeout(180_000);
    await expectReflow(stories);
  });

  it('axe finds nothing, in light, dark and forced colours, wide and at 320 px', async function () {
    this.timeout(120_000);
    const states = [stories.Several, stories.ScanByHand, stories.WrongCode, stories.RecoveryCodes, stories.RemoveLast];
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
        for (const story of states) {
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
