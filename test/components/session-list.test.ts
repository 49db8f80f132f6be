import { expect } from 'chai';
import { html } from 'lit';
import '../../components/session-list/define.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient } from '../../components/client/create-client.ts';
import { Problem, type ProblemCode } from '../../components/contract/problem.ts';
import type { SessionsEndedEvent } from '../../components/session-list/events.ts';
import type { SessionList } from '../../components/session-list/session-list.ts';
import * as stories from '../../stories/session-list.stories.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { adasSessions, devices, manySessions, places } from '../../components/testing/visits.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, cdp, emulate, fixture, nextEvent, press, settled, until } from '../support/browser.ts';
import { expectReflow } from '../support/story.ts';
import { setWidth } from '../support/viewport.ts';

const open = (client: AccountClient) => fixture<SessionList>(html`<session-list .client=${client}></session-list>`);
const proven = { proven: true };
const inside = (element: Element, selector: string) => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const names = (element: Element) => inside(element, '.session .title').map(text);
const said = (element: Element) => inside(element, '[role=status]').map(text).join('');
const alarms = (element: Element) => inside(element, '[role=alert]').map(text).join('');
const endButton = (name: string, element: Element) => byRole('button', `Sign out ${name}`, element);

/** A server on which each session ends as a test decides. */
function server() {
  let sessions = [...adasSessions];
  const ended: string[] = [];
  let answer: () => void | Promise<void> = () => undefined;
  let reads = 0;
  const client = createClient({
    sessions: {
      list: () => (reads++, [...sessions]),
      async revoke({ params: { id } }) {
        await answer();
        ended.push(id);
        sessions = sessions.filter((session) => session.id !== id);
      },
      async revokeOthers() {
        await answer();
        const count = sessions.length - 1;
        sessions = sessions.slice(0, 1);
        return { sessionsEnded: count };
      },
    },
  });
  return {
    client,
    ended,
    reads: () => reads,
    answerWith: (next: typeof answer) => {
      answer = next;
    },
  };
}

describe('session-list', () => {
  it('tells six things of every session: OS/browser, IP address, Started, Last accessed, Expires, Clients', async () => {
    const element = await open(fakeClient());
    const items = inside(element, '.session');
    expect(names(element)).to.deep.equal([
      'Chrome 154 on Windows 11',
      'Safari on iPhone',
      'Safari on Mac or iPad',
      'curl',
    ]);
    for (const item of items) {
      const terms = [...item.querySelectorAll('dt')].map(text);
      expect(terms).to.deep.equal(['IP address', 'Started', 'Last accessed', 'Expires', 'Clients']);
      expect([...item.querySelectorAll('dd')].every((dd) => text(dd) !== '')).to.equal(true);
    }
    expect(text(items[0])).to.contain('203.0.113.24 Vienna, Austria');
    expect(text(items[0])).to.contain('Certificate Manager, Account portal');
    expect(text(items[3])).to.contain('10.20.30.40 Local network');
    expect(items[0]?.querySelector('time')?.dateTime).to.equal('2026-11-23T08:12:00.000Z');
  });

  it('shows all of it at every width without opening anything', async () => {
    const element = await open(fakeClient());
    for (const width of [280, 320, 500, 700, 1000]) {
      await setWidth(width);
      for (const node of inside(element, '.title, dt, dd')) {
        const { width: w, height: h, right } = node.getBoundingClientRect();
        expect(w * h, `${text(node)} at ${width} px`).to.be.greaterThan(0);
        expect(right, `${text(node)} at ${width} px`).to.be.at.most(width);
      }
    }
    await cdp('Emulation.clearDeviceMetricsOverride');
  });

  it('has Sign out on every session but the current one', async () => {
    const element = await open(fakeClient());
    const [current, ...others] = inside(element, '.session');
    expect(text(current?.querySelector('.badge'))).to.equal('This device');
    expect(current?.querySelector('button.end')).to.equal(null);
    expect(others.map((item) => item.querySelectorAll('button.end').length)).to.deep.equal([1, 1, 1]);
    expect(inside(element, '.badge')).to.have.length(1);
  });

  it('tells sessions of the same name apart for those who hear them', async () => {
    const element = await open(createClient({ sessions: { list: () => manySessions.slice(0, 8), revoke: () => {} } }));
    const told = inside(element, 'button.end').map((button) =>
      (button.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => text(element.shadowRoot!.getElementById(id)))
        .join(),
    );
    expect(new Set(told).size).to.equal(told.length);
  });

  it('says once that places are approximate, and only when there are any', async () => {
    const element = await open(fakeClient());
    expect(inside(element, '.foot').map(text)).to.deep.equal([
      'Places are approximate: they follow from the IP address.',
    ]);
    const local = { ...adasSessions[0]!, ...places.office };
    const other = await open(createClient({ sessions: { list: () => [local] } }));
    expect(inside(other, '.foot')).to.have.length(0);
  });

  it('says so when nothing is known', async () => {
    const nameless = { ...adasSessions[1]!, device: devices.unknown, address: null, place: null, clients: [] };
    const element = await open(createClient({ sessions: { list: () => [nameless] } }));
    expect(names(element)).to.deep.equal(['Unknown device']);
    expect(text(inside(element, '.session')[0]))
      .to.contain('IP address Unknown')
      .and.contain('Clients None so far');
  });

  it('signs out with the keyboard alone; the focus goes on to the next session, at last to the top', async () => {
    const { client, ended } = server();
    const element = await open(client);
    endButton('Safari on iPhone', element).focus();
    const event = nextEvent<SessionsEndedEvent>(document, 'sessions-ended');
    await press('Enter');
    expect((await event).count).to.equal(1);
    await settled(element);
    expect(ended).to.deep.equal(['phone']);
    expect(names(element)).not.to.include('Safari on iPhone');
    expect(said(element)).to.equal('Safari on iPhone was signed out.');
    expect(activeElement()).to.equal(endButton('Safari on Mac or iPad', element));
    endButton('curl', element).focus();
    await press('Enter');
    await until(() => activeElement() === endButton('Safari on Mac or iPad', element));
    await press('Enter');
    await until(() => activeElement()?.classList.contains('head'));
    expect(text(activeElement())).to.equal('You’re not signed in anywhere else.');
  });

  it('leaves the focus where the person went meanwhile', async () => {
    const { client, answerWith } = server();
    const element = await open(client);
    let go = () => {};
    answerWith(() => new Promise((done) => (go = done)));
    endButton('Safari on iPhone', element).click();
    await until(() => text(inside(element, 'button.end')[0]) === 'Signing out…');
    const elsewhere = inside(element, 'button')[0]!;
    elsewhere.focus();
    go();
    await until(() => names(element).length === 3);
    await settled(element);
    expect(activeElement()).to.equal(elsewhere);
  });

  it('says that it is at it, and does one thing at a time', async () => {
    const { client, ended, answerWith } = server();
    const element = await open(client);
    let go = () => {};
    answerWith(() => new Promise((done) => (go = done)));
    const buttons = inside(element, 'button.end');
    for (const button of [...buttons, ...buttons]) button.click();
    await settled(element);
    expect(text(buttons[0])).to.equal('Signing out…');
    expect(inside(element, '.head button, button.end').every((button) => button.ariaDisabled === 'true')).to.equal(
      true,
    );
    go();
    await until(() => names(element).length === 3);
    expect(ended).to.deep.equal(['phone']);
  });

  it('takes an ended session off the list even if it cannot read the list again', async () => {
    let listed = 0;
    const client = createClient({
      sessions: {
        list() {
          listed += 1;
          if (listed > 1) throw new Problem('unreachable');
          return [...adasSessions];
        },
        revoke: () => {},
      },
    });
    const element = await open(client);
    endButton('Safari on iPhone', element).click();
    await until(() => alarms(element) !== '');
    expect(names(element)).to.have.length(3).and.not.include('Safari on iPhone');
  });

  it('reads the list again once after a session was ended', async () => {
    const { client, reads } = server();
    const element = await open(client);
    const before = reads();
    endButton('Safari on iPhone', element).click();
    await until(() => names(element).length === 3);
    await settled(element);
    expect(reads() - before).to.equal(1);
  });

  for (const code of ['unreachable', 'too-many-attempts', 'server-error', 'unauthenticated'] satisfies ProblemCode[]) {
    it(`keeps the session when the answer is ${code}, says why beside it, and can be tried again`, async () => {
      const { client, answerWith } = server();
      const element = await open(client);
      answerWith(() => {
        throw new Problem(code);
      });
      const button = endButton('Safari on iPhone', element);
      button.focus();
      await press('Enter');
      await until(() => alarms(element) !== '');
      expect(names(element)).to.have.length(4);
      expect(alarms(element)).to.contain('Safari on iPhone is still signed in.').and.not.contain('typed');
      expect(text(button.closest('li'))).to.contain(alarms(element));
      expect(activeElement()).to.equal(button);
      answerWith(() => {});
      button.click();
      await until(() => names(element).length === 3);
      expect(alarms(element)).to.equal('');
    });
  }

  it('says that a session had already ended, and takes it off the list', async () => {
    const { client, answerWith } = server();
    const element = await open(client);
    answerWith(() => {
      throw new Problem('not-found');
    });
    let events = 0;
    element.addEventListener('sessions-ended', () => events++);
    endButton('Safari on iPhone', element).click();
    await until(() => said(element) === 'That session had already ended.');
    expect(names(element)).not.to.include('Safari on iPhone');
    expect(events).to.equal(0);
    expect(alarms(element)).to.equal('');
  });

  it('changes nothing when the confirmation of identity is cancelled, and says so without alarm', async () => {
    const element = await open(fakeClient());
    let reason = '';
    element.addEventListener('step-up-request', (event) => {
      reason = event.reason;
      event.respondWith(Promise.resolve(false));
    });
    endButton('Safari on iPhone', element).click();
    await until(() => said(element).startsWith('Not changed'));
    expect(reason).to.equal('To sign out other devices, confirm that it’s really you.');
    expect(names(element)).to.have.length(4);
    expect(alarms(element)).to.equal('');
  });

  it('asks before it signs out all others; Cancel and Escape change nothing', async () => {
    const element = await open(fakeClient({}, proven));
    const all = byRole('button', 'Sign out all others (3)', element);
    for (const key of ['Enter', 'Escape']) {
      all.focus();
      await press('Enter');
      const dialog = await until(() => element.shadowRoot!.querySelector<HTMLElement>('dialog[open]'));
      expect(byRole('alertdialog', 'Sign out 3 other sessions?', element)).to.equal(dialog);
      expect(text(activeElement())).to.equal('Cancel');
      await press(key);
      await until(() => !element.shadowRoot!.querySelector('dialog[open]'));
      await settled(element);
      expect(names(element)).to.have.length(4);
      expect(activeElement()).to.equal(all);
    }
  });

  it('signs out all others, says how many those were, and starts again at the top', async () => {
    const element = await open(fakeClient({}, proven));
    byRole('button', 'Sign out all others (3)', element).focus();
    await press('Enter');
    await until(() => element.shadowRoot!.querySelector('dialog[open]'));
    await press('Tab');
    const event = nextEvent<SessionsEndedEvent>(document, 'sessions-ended');
    await press('Enter');
    expect((await event).count).to.equal(3);
    await settled(element);
    expect(names(element)).to.deep.equal(['Chrome 154 on Windows 11']);
    expect(said(element)).to.equal('3 other sessions were signed out.');
    expect(activeElement()?.classList.contains('head')).to.equal(true);
    expect(inside(element, 'button').filter((button) => button.matches('.head *, .end'))).to.have.length(0);
  });

  it('keeps all when the others could not be signed out', async () => {
    const { client, answerWith } = server();
    const element = await open(client);
    answerWith(() => {
      throw new Problem('server-error');
    });
    byRole('button', 'Sign out all others (3)', element).click();
    await until(() => element.shadowRoot!.querySelector('dialog[open]'));
    byRole('button', 'Sign out all others (3)', element.shadowRoot!.querySelector('dialog')!).click();
    await until(() => alarms(element).includes('The others are still signed in.'));
    expect(names(element)).to.have.length(4);
  });

  it('shows nothing of anybody, and asks nothing, after signing out', async () => {
    const { client } = server();
    const element = await open(client);
    endButton('Safari on iPhone', element).click();
    await until(() => said(element) !== '');
    byRole('button', 'Sign out all others (2)', element).click();
    await until(() => element.shadowRoot!.querySelector('dialog[open]'));
    client.dispatchEvent(new Event('signed-out'));
    await settled(element);
    expect(names(element)).to.deep.equal([]);
    expect(said(element)).to.equal('');
    expect(element.shadowRoot!.querySelector('dialog[open]')).to.equal(null);
    expect(byRole('button', 'Sign in again', element)).to.be.instanceOf(HTMLElement);
  });

  it('offers only what the backend can do', async () => {
    const readOnly = await open(createClient({ sessions: { list: () => [...adasSessions] } }));
    expect(names(readOnly)).to.have.length(4);
    expect(allByRole('button', undefined, readOnly)).to.have.length(0);
    const nothing = await open(createClient({}));
    expect(text(nothing.shadowRoot!.querySelector('.account-muted'))).to.equal('Not available for this account.');
  });

  it('shows what others chose as text, and nothing else', async () => {
    const hostile = '<img src=x onerror="document.title=1">';
    const client = createClient({
      sessions: {
        list: () => [
          {
            ...adasSessions[0]!,
            id: '"><b',
            device: { ...devices.unknown, program: { code: 'constructor', name: hostile, version: null } },
            place: { local: false, country: 'nowhere', city: hostile },
            address: hostile,
            clients: [{ id: 'x', name: hostile }],
          },
        ],
      },
    });
    const element = await open(client);
    expect(names(element)).to.deep.equal([hostile]);
    expect(text(inside(element, '.session')[0]).split(hostile)).to.have.length(5);
    expect(inside(element, 'img, b')).to.have.length(0);
  });

  it('says it in German', async () => {
    const element = await fixture<SessionList>(
      html`<session-list lang="de" .client=${fakeClient({}, proven)}></session-list>`,
    );
    await until(() => names(element).includes('Safari auf Mac oder iPad'));
    expect(text(inside(element, '.badge')[0])).to.equal('Dieses Gerät');
    expect(text(inside(element, '.session')[1])).to.contain('Toronto, Kanada');
    byRole('button', 'Abmelden: Safari auf iPhone', element).click();
    await until(() => said(element) === 'Abgemeldet: Safari auf iPhone.');
  });

  it('shows 500 sessions quickly, and ends one of them quickly', async () => {
    const took = async (): Promise<{ shown: number; ended: number }> => {
      const start = performance.now();
      const element = await open(createClient({ sessions: { list: () => [...manySessions], revoke: () => {} } }));
      await until(() => inside(element, '.group').length > 0);
      for (const group of inside(element, '.group-head button')) group.click();
      await until(() => names(element).length === 500);
      const middle = performance.now();
      inside(element, 'button.end')[250]!.click();
      await until(() => names(element).length === 499);
      element.remove();
      return { shown: middle - start, ended: performance.now() - middle };
    };
    // One of a few: the others may have waited for something else on this machine.
    const isQuick = ({ shown, ended }: { shown: number; ended: number }): boolean => shown < 2000 && ended < 2000;
    let last = await took();
    for (let more = 4; more > 0 && !isQuick(last); more -= 1) last = await took();
    expect(last).to.satisfy(isQuick);
  });

  for (const [name, width, scheme] of [
    ['wide', 960, 'light'],
    ['at 320 px and dark', 320, 'dark'],
    ['at 280 px', 280, 'light'],
  ] as const) {
    it(`is accessible ${name}, the question too`, async () => {
      await setWidth(width);
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = 'Canvas';
      // The dialog is there at once.
      await emulate({ 'prefers-reduced-motion': 'reduce' });
      try {
        const element = await open(fakeClient({}, proven));
        await expectAccessible(element);
        expect(document.documentElement.scrollWidth).to.be.at.most(width);
        byRole('button', 'Sign out all others (3)', element).click();
        await until(() => element.shadowRoot!.querySelector('dialog[open]'));
        await expectAccessible(element);
        expect(document.documentElement.scrollWidth).to.be.at.most(width);
      } finally {
        document.documentElement.removeAttribute('style');
        document.body.removeAttribute('style');
        await emulate();
        await cdp('Emulation.clearDeviceMetricsOverride');
      }
    });
  }

  it('needs no scrolling sideways at 320 px in any state', () => expectReflow(stories));
});
