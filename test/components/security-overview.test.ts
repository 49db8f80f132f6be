import { expect } from 'chai';
import { html } from 'lit';
import '../../components/security-overview/define.ts';
import { createClient } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import type { SecurityOverview } from '../../components/security-overview/security-overview.ts';
import * as stories from '../../stories/security-overview.stories.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { adasAuthenticator, adasPasskeys, adasPassword } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { cdp, fixture, settled, until } from '../support/browser.ts';
import { HeldTimers } from '../support/held-timers.ts';
import { expectReflow } from '../support/story.ts';

const everything = { authenticators: [adasAuthenticator], passkeys: adasPasskeys, recoveryCodesLeft: 8 };
const open = async (client = fakeClient({}, everything), url = '#/security/{section}') => {
  const element = await fixture<SecurityOverview>(
    html`<security-overview section-url=${url} .client=${client}></security-overview>`,
  );
  await settled(element);
  return element;
};
const inside = (element: Element, selector: string) => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const lines = (element: Element) =>
  inside(element, '.item').map((item) => [
    text(item.querySelector('.title')),
    text(item.querySelector('.account-muted')),
  ]);

describe('security-overview', () => {
  // Dates are those of the time zone in which somebody sits.
  before(() => cdp('Emulation.setTimezoneOverride', { timezoneId: 'UTC' }));
  after(() => cdp('Emulation.setTimezoneOverride', { timezoneId: '' }));

  it('tells how passkeys, password, two-factor authentication and recovery codes stand', async () => {
    const element = await open();
    expect(lines(element)).to.deep.equal([
      ['Passkeys: Set up', '2 passkeys'],
      ['Password: Set up', 'Last changed on Aug 17, 2026'],
      ['Two-factor authentication: Set up', 'On: Phone'],
      ['Recovery codes: Set up', '8 of 10 left'],
    ]);
    await expectAccessible(element);
  });

  it('offers one thing to do about each, under the address that the page names', async () => {
    const element = await open(fakeClient());
    for (const name of ['Set up: Passkeys', 'Change: Password', 'Set up: Two-factor authentication']) {
      byRole('link', name, element);
    }
    expect(allByRole('link', undefined, element)).to.have.length(3);
    expect(inside(element, 'a').map((link) => link.getAttribute('href'))).to.deep.equal([
      `${location.origin}${location.pathname}${location.search}#/security/passkeys`,
      `${location.origin}${location.pathname}${location.search}#/security/password`,
      `${location.origin}${location.pathname}${location.search}#/security/authenticators`,
    ]);
  });

  it('leads nowhere when the page names no address, or one that is not its own', async () => {
    for (const url of ['', 'https://evil.example/{section}', 'javascript:alert({section})']) {
      expect(inside(await open(fakeClient(), url), 'a'), url).to.have.length(0);
    }
  });

  it('says when few recovery codes are left, and when none is', async () => {
    const few = await open(fakeClient({}, { ...everything, recoveryCodesLeft: 3 }));
    expect(lines(few).at(-1)).to.deep.equal(['Recovery codes: Needs attention', 'Only 3 left']);
    const none = await open(fakeClient({}, { ...everything, recoveryCodesLeft: 0 }));
    expect(lines(none).at(-1)?.[0]).to.equal('Recovery codes: Needs attention');
  });

  it('says nothing of recovery codes while there is no factor that could be lost', async () => {
    expect(lines(await open(fakeClient())).map(([heading]) => heading)).to.not.include('Recovery codes: Not set up');
    expect(lines(await open(fakeClient()))).to.have.length(3);
  });

  it('leaves out what a backend does not have', async () => {
    const element = await open(createClient({ password: { get: () => adasPassword } }));
    expect(lines(element).map(([heading]) => heading)).to.deep.equal(['Password: Set up']);
    expect(inside(element, '[role=alert]').map(text).join('')).to.equal('');
  });

  it('says once what is wrong with the connection, shows the rest, and tries all again', async () => {
    let broken = true;
    const unless =
      <T>(value: T) =>
      () => {
        if (broken) throw new Problem('unreachable');
        return value;
      };
    const element = await open(fakeClient({ passkeys: { list: unless([]) }, authenticators: { list: unless([]) } }));
    expect(inside(element, '[role=alert]').filter((alert) => text(alert) !== '')).to.have.length(1);
    expect(lines(element)).to.have.length(1);
    broken = false;
    byRole('button', 'Try again', element).click();
    await until(() => lines(element).length === 3);
    expect(inside(element, '[role=alert]').map(text).join('')).to.equal('');
  });

  it('tells until when nobody is asked again, and ends that when the person wants', async () => {
    const client = fakeClient({}, { ...everything, proven: true });
    const element = await open(client);
    expect(text(inside(element, '.proof')[0])).to.match(/We won’t ask again until \d/);
    byRole('button', 'Ask again from now on', element).click();
    await until(() => text(inside(element, '.proof [role=status]')[0]) !== '');
    await until(() => inside(element, '.proof button').length === 0);
    expect(element.shadowRoot!.activeElement?.className).to.equal('outcome');
  });

  it('stops saying so by itself when the time is over', async () => {
    const [before, { now }] = [new HeldTimers((wait) => wait > 500_000), Date];
    const provenUntil = new Date(now() + 600_000).toISOString();
    const element = await open(fakeClient({ reauth: { get: () => ({ methods: [], provenUntil, maxAge: 600 }) } }));
    expect(inside(element, '.proof button')).to.have.length(1);
    Date.now = () => now() + 600_000;
    try {
      before.runOut();
      await until(() => inside(element, '.proof button').length === 0);
    } finally {
      Date.now = now;
    }
  });

  it('shows nothing personal after signing out', async () => {
    const client = fakeClient({}, everything);
    const element = await open(client);
    client.dispatchEvent(new Event('signed-out'));
    await settled(element);
    expect(lines(element)).to.have.length(0);
  });

  it('fits into 320 px in every state', () => expectReflow(stories));
});
