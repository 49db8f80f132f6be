import { expect } from 'chai';
import { html } from 'lit';
import '../../components/define.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import { sessions } from '../../components/contract/sessions.ts';
import type { Endpoint } from '../../components/contract/endpoint.ts';
import { api } from '../../components/contract/index.ts';
import { Problem } from '../../components/contract/problem.ts';
import type { AccountElement } from '../../components/shared/account-element.ts';
import { SignInRequestEvent } from '../../components/shared/events.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { ourServer } from '../../components/testing/samples.ts';
import { allByRole } from '../support/accessibility.ts';
import { fixture, until } from '../support/browser.ts';

/** All that read something of whoever is signed in. */
const readers = [
  'account-data',
  'account-lockdown',
  'account-name',
  'account-portal',
  'activity-log',
  'authenticator-setup',
  'email-change',
  'email-notices',
  'my-profile',
  'passkey-setup',
  'password-change',
  'profile-form',
  'profile-menu',
  'recovery-codes',
  'security-overview',
  'session-list',
];

const words = {
  en: { reason: 'Sign in to continue.', button: 'Sign in', ended: 'been signed out' },
  de: { reason: 'Melden Sie sich an, um fortzufahren.', button: 'Anmelden', ended: 'abgemeldet' },
};

const refuse = () => {
  throw new Problem('unauthenticated');
};

/** A backend with everything, to which nobody is signed in. */
const strangers = () =>
  createClient(
    Object.fromEntries(
      Object.entries(api).map(([feature, endpoints]) => [
        feature,
        Object.fromEntries(
          Object.entries<Endpoint>(endpoints).map(([name, { access }]) => [
            name,
            access === 'public' ? () => ourServer : refuse,
          ]),
        ),
      ]),
    ) as Handlers,
  );

const said = (element: Element): string => `${element.textContent} ${element.shadowRoot?.textContent}`;

describe('whoever has not signed in', () => {
  for (const tag of readers) {
    for (const [language, { button, ended, reason }] of Object.entries(words)) {
      it(`is told to by <${tag}>, in “${language}”, and not that they have been signed out`, async () => {
        const place = await fixture<HTMLElement>(html`<div lang=${language}></div>`);
        const element = document.createElement(tag) as AccountElement & { show?: () => Promise<void> };
        element.client = strangers();
        place.append(element);
        void element.show?.();
        await until(() => allByRole('button', button, place).length === 1);
        // That one has its button at the top of a page, where nothing else is expected.
        if (tag !== 'profile-menu') expect(said(element)).to.contain(reason);
        expect(said(element)).not.to.contain(ended);
        let asked = 0;
        place.addEventListener(SignInRequestEvent.type, () => (asked += 1));
        allByRole('button', button, place)[0]?.click();
        expect(asked).to.equal(1);
      });
    }
  }

  it('is told that they have been signed out where they were signed in before, on that page', async () => {
    let over = false;
    const list = () => (over ? refuse() : []);
    const client = fakeClient({ sessions: { list } });
    await client.send(sessions.list, {});
    over = true;
    const element = await fixture<AccountElement>(html`<session-list .client=${client}></session-list>`);
    await until(() => said(element).includes('You’ve been signed out. Sign in again to continue.'));
    expect(allByRole('button', 'Sign in again', element).length).to.equal(1);
  });
});
