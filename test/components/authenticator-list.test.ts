import { expect } from 'chai';
import type {
  AuthenticatorAddedEvent,
  AuthenticatorRemovedEvent,
} from '../../components/authenticator-setup/events.ts';
import { Problem } from '../../components/contract/problem.ts';
import * as stories from '../../stories/authenticator-setup.stories.ts';
import type { FakeFactorOptions } from '../../components/testing/fake-factors.ts';
import { fill } from '../../stories/support/fill.ts';
import { ADAS_CODE, adasAuthenticator, adasPasskeys } from '../../components/testing/samples.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { activeElement, nextEvent, press, settled, type, until } from '../support/browser.ts';
import { showStory } from '../support/story.ts';
import {
  SET_UP,
  two,
  text,
  server,
  show,
  dialogOf,
  names,
  said,
  scan,
  enterCode,
  submit,
} from '../support/authenticator-setup.ts';

describe('authenticator-setup: what is set up', () => {
  describe('the list', () => {
    it('tells of each application its name, when it was created and last used, under “Two-factor authentication”', async () => {
      const element = await show(server({}, { authenticators: two }).client);
      byRole('heading', 'Two-factor authentication', element);
      expect(names(element)).to.deep.equal(['Phone', 'Work phone']);
      const [first, second] = [...element.querySelectorAll('.account-factor-facts')].map(text);
      expect(first).to.match(/^Created Feb 4, 2026 Last used Nov 21, 2026/);
      expect(second).to.equal('Created Feb 4, 2026 Never used');
    });

    it('says what it is for while nothing is set up', async () => {
      const element = await show();
      expect(text(element)).to.contain('Add a second step when you sign in');
      byRole('button', SET_UP, element);
      expect(element.querySelectorAll('.account-factor')).to.have.length(0);
    });

    it('names every button in full for those who hear it', async () => {
      const element = await show(server({}, { authenticators: two }).client);
      for (const name of ['Phone', 'Work phone']) {
        for (const verb of ['Rename', 'Replace', 'Remove']) byRole('button', `${verb} ${name}`, element);
      }
    });

    it('offers only what the backend can do', async () => {
      const readOnly = await showStory(stories.ReadOnly);
      expect(names(readOnly)).to.deep.equal(['Phone']);
      expect(allByRole('button', undefined, readOnly)).to.have.length(0);
      expect(text(await showStory(stories.Unsupported))).to.equal('Not available for this account.');
    });

    it('shows names as text, and nothing else', async () => {
      const canvas = await showStory(stories.HostileText);
      expect(names(canvas)[0]).to.contain('<img src=x onerror="alert(1)">');
      expect(canvas.querySelectorAll('img, b')).to.have.length(0);
    });
  });

  describe('replacing one', () => {
    it('keeps the old one until the new one works, in one step on the server', async () => {
      const { client, sent } = server({}, { authenticators: two, recoveryCodesLeft: 8 });
      const added = nextEvent<AuthenticatorAddedEvent>(document, 'authenticator-added');
      const element = await enterCode(client, 'Replace Phone');
      expect(text(element)).to.contain('“Phone” keeps working until the new one is set up.');
      expect(element.querySelector<HTMLInputElement>('input[name="name"]')!.value).to.equal('Phone');
      await submit(element, ADAS_CODE, { name: 'New phone' });
      await until(() => text(activeElement()) === '“New phone” is set up');
      expect(text(element)).to.contain('Codes of the one that it replaces don’t work any more.');
      expect((await added).replaced).to.equal(true);
      expect(sent.map(({ to }) => to)).to.deep.equal(['/authenticators/setup', '/authenticators']);
      expect((sent[1]!.body as { replaces: string }).replaces).to.equal(adasAuthenticator.id);
      byRole('button', 'Done', element).click();
      await until(() => names(element).length === 2);
      expect(names(element)).to.deep.equal(['Work phone', 'New phone']);
      expect(text(activeElement())).to.equal('Two-factor authentication');
    });

    it('cancelled, the focus is on its button again', async () => {
      const element = await scan(server({}, { authenticators: two }).client, 'Replace Work phone');
      byRole('button', 'Cancel', element).click();
      await settled();
      expect(activeElement()).to.equal(byRole('button', 'Replace Work phone', element));
    });
  });

  describe('renaming one', () => {
    it('happens in its row, by keys alone', async () => {
      const { client, sent } = server({}, { authenticators: two });
      const element = await show(client);
      byRole('button', 'Rename Work phone', element).focus();
      await press('Enter');
      await until(() => (activeElement() as HTMLInputElement).name === 'name');
      // What is there is selected: typing replaces it.
      await type('Tablet');
      await press('Enter');
      await until(() => names(element).includes('Tablet'));
      expect(sent).to.deep.equal([{ to: '/authenticators/:id', body: { name: 'Tablet' } }]);
      expect(said(element)).to.deep.equal(['It’s called “Tablet” now.']);
      await until(() => activeElement() === byRole('button', 'Rename Tablet', element));
    });

    it('Escape takes it back, and closes nothing around it', async () => {
      const { client, sent } = server({}, { authenticators: two });
      const element = await show(client);
      let escaped = false;
      document.addEventListener('keydown', () => (escaped = true), { once: true });
      byRole('button', 'Rename Phone', element).click();
      await until(() => (activeElement() as HTMLInputElement).name === 'name');
      await type('x');
      escaped = false;
      await press('Escape');
      await until(() => activeElement() === byRole('button', 'Rename Phone', element));
      expect(escaped).to.equal(false);
      expect(sent).to.deep.equal([]);
    });

    it('wants a name, and keeps what was typed when it cannot be saved', async () => {
      const { client, sent } = server({}, { authenticators: two });
      const element = await show(client);
      byRole('button', 'Rename Phone', element).click();
      await until(() => element.querySelector('form'));
      const form = element.querySelector('form')!;
      fill(form, { name: '  ' });
      form.requestSubmit();
      await until(() => element.querySelector('[aria-invalid="true"]') === activeElement());
      expect(sent).to.deep.equal([]);
      const offline = await showStory(stories.RenameOffline);
      const alert = await until(() => offline.querySelector('.account-factor-problem'));
      expect(text(alert)).to.contain('No connection to the server.');
      expect(offline.querySelector<HTMLInputElement>('input[name="name"]')!.value).to.equal('Old phone');
    });
  });

  describe('removing one', () => {
    const consequence = async (factors: FakeFactorOptions): Promise<string> => {
      const element = await show(server({}, factors).client);
      byRole('button', 'Remove Phone', element).click();
      const dialog = (await until(() => dialogOf(element)))!;
      const words = text(dialog.querySelector('.account-muted'));
      byRole('button', 'Cancel', dialog).click();
      element.remove();
      return words;
    };

    it('tells before what it means: with the last factor, the recovery codes go too', async () => {
      const one = [adasAuthenticator];
      expect(await consequence({ authenticators: one })).to.contain(
        'You’ll sign in with your password alone, and your recovery codes will stop working.',
      );
      expect(await consequence({ authenticators: two })).to.contain('Its codes won’t be accepted any more.');
      expect(await consequence({ authenticators: one, passkeys: adasPasskeys })).to.contain(
        'Its codes won’t be accepted any more.',
      );
    });

    it('Cancel and Escape change nothing', async () => {
      const { client, sent } = server({}, { authenticators: two });
      const element = await show(client);
      const button = byRole('button', 'Remove Phone', element);
      for (const key of ['Enter', 'Escape']) {
        button.focus();
        await press('Enter');
        await until(() => dialogOf(element));
        expect(text(activeElement())).to.equal('Cancel');
        await press(key);
        await until(() => !dialogOf(element));
        await settled();
        expect(activeElement()).to.equal(button);
      }
      expect(sent).to.deep.equal([]);
    });

    const remove = async (element: Element, name: string): Promise<void> => {
      const button = byRole('button', `Remove ${name}`, element);
      button.focus();
      button.click();
      const dialog = (await until(() => dialogOf(element)))!;
      byRole('button', 'Remove application', dialog).click();
      await settled();
    };

    it('says what came of it, and moves the focus to the next one, at last to the heading', async () => {
      const { client, sent } = server({}, { authenticators: two, recoveryCodesLeft: 8 });
      const element = await show(client);
      const removed = nextEvent<AuthenticatorRemovedEvent>(document, 'authenticator-removed');
      await remove(element, 'Phone');
      await until(() => names(element).length === 1);
      expect((await removed).sessionsEnded).to.equal(3);
      expect(said(element)).to.deep.equal(['“Phone” was removed. We signed out 3 other devices.']);
      await until(() => activeElement() === byRole('button', 'Remove Work phone', element));
      await remove(element, 'Work phone');
      await until(() => names(element).length === 0);
      await settled();
      expect(said(element)[0]).to.contain('Your recovery codes don’t work any more.');
      expect(text(activeElement())).to.equal('Two-factor authentication');
      expect(sent.map(({ body }) => body)).to.deep.equal([{ signOutOthers: true }, { signOutOthers: true }]);
    });

    it('asks for a proof with the reason that fits', async () => {
      const element = await show(server({}, { authenticators: two, proven: false }).client);
      let reason = '';
      element.addEventListener('step-up-request', (event) => {
        reason = `${event.reason} ${event.stepUp}`;
        event.respondWith(Promise.resolve(false));
      });
      await remove(element, 'Phone');
      await until(() => said(element)[0]?.startsWith('Not changed'));
      expect(reason).to.equal('To remove an authenticator application, confirm that it’s really you. highest');
      expect(names(element)).to.have.length(2);
    });

    it('keeps it when that fails, and says why beside it', async () => {
      for (const [story, words] of [
        [stories.RemoveOffline, /No connection to the server.*“Phone” still works\./],
        [stories.RemoveRefused, /Without this you couldn’t sign in any more.*“Phone” still works\./],
      ] as const) {
        const canvas = await showStory(story);
        const problem = await until(() => canvas.querySelector('.account-factor-problem'));
        expect(text(problem)).to.match(words);
        expect(text(problem!.closest('li'))).to.contain('Phone');
        canvas.remove();
      }
    });

    it('one that was gone already is gone', async () => {
      const { client } = server(
        {
          remove: () => {
            throw new Problem('not-found');
          },
        },
        { authenticators: two },
      );
      const element = await show(client);
      let events = 0;
      element.addEventListener('authenticator-removed', () => (events += 1));
      await remove(element, 'Phone');
      await until(() => names(element).length === 1);
      expect(element.querySelector('.account-banner')).to.equal(null);
      expect(events).to.equal(0);
    });
  });
});
