import { expect } from 'chai';
import { html } from 'lit';
import '../../components/session-list/define.ts';
import { Problem, type ProblemCode } from '../../components/contract/problem.ts';
import type { SessionList } from '../../components/session-list/session-list.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, fixture, press, settled, type, until } from '../support/browser.ts';

const open = (handlers: Parameters<typeof fakeClient>[0] = {}) =>
  fixture<SessionList>(html`<session-list .client=${fakeClient(handlers)}></session-list>`);
const inside = (element: Element, selector: string) => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const names = (element: Element) => inside(element, '.session .title').map(text);
const said = (element: Element) => inside(element, '[role=status]').map(text).join('');
const alarms = (element: Element) => inside(element, '[role=alert]').map(text).join('');

async function rename(element: SessionList, session: string): Promise<HTMLInputElement> {
  byRole('button', `Rename ${session}`, element).focus();
  await press('Enter');
  await until(() => activeElement() instanceof HTMLInputElement);
  return activeElement() as HTMLInputElement;
}

describe('session-list: a name of one’s own', () => {
  it('is given with the keyboard alone, in the row; the device stays beside it, and Sign out says the name', async () => {
    const element = await open();
    const field = await rename(element, 'Safari on iPhone');
    expect(byRole('textbox', 'Name', element)).to.equal(field);
    expect(field.value).to.equal('');
    await expectAccessible(element);
    await type('Mum’s phone');
    await press('Enter');
    await until(() => names(element).includes('Mum’s phone'));
    await settled(element);
    expect(said(element)).to.equal('It’s called “Mum’s phone” now.');
    expect(activeElement()).to.equal(byRole('button', 'Rename Mum’s phone', element));
    expect(text(inside(element, '[data-session=phone]')[0])).to.contain('Safari on iPhone');
    byRole('button', 'Sign out Mum’s phone', element);
  });

  it('is taken away by leaving it empty', async () => {
    const element = await open();
    for (const [name, called] of [
      ['Mine', 'Mine'],
      ['', 'Chrome 154 on Windows 11'],
    ] as const) {
      await rename(element, names(element)[0] ?? '');
      if (name === '') await press('Backspace');
      else await type(name);
      await press('Enter');
      await until(() => names(element)[0] === called);
    }
    expect(said(element)).to.equal('“Chrome 154 on Windows 11” stands here again.');
  });

  for (const leave of ['Escape', 'Cancel'] as const) {
    it(`is as before after ${leave}, and the focus is back at Rename`, async () => {
      const element = await open();
      await rename(element, 'curl');
      await type('Backup');
      if (leave === 'Escape') await press('Escape');
      else byRole('button', 'Cancel', element).click();
      await until(() => inside(element, 'form').length === 0);
      await settled(element);
      expect(names(element)).to.include('curl').and.not.include('Backup');
      expect(activeElement()).to.equal(byRole('button', 'Rename curl', element));
    });
  }

  for (const code of ['unreachable', 'server-error', 'unauthenticated', 'not-found'] satisfies ProblemCode[]) {
    it(`keeps what was typed when the answer is ${code}, and can be tried again`, async () => {
      let failing = true;
      const element = await open({
        sessions: {
          rename() {
            if (failing) throw new Problem(code);
          },
        },
      });
      const field = await rename(element, 'Safari on iPhone');
      await type('Mum’s phone');
      await press('Enter');
      await until(() => alarms(element) !== '');
      expect(field.isConnected && field.value).to.equal('Mum’s phone');
      failing = false;
      field.focus();
      await press('Enter');
      await until(() => said(element) === 'It’s called “Mum’s phone” now.');
      expect(alarms(element)).to.equal('');
    });
  }

  it('that the server refuses is marked in its field', async () => {
    const element = await open({
      sessions: {
        rename() {
          throw new Problem('invalid-input', { fields: [{ name: 'name', code: 'too-long' }] });
        },
      },
    });
    const field = await rename(element, 'curl');
    await type('x');
    await press('Enter');
    await until(() => field.getAttribute('aria-invalid') === 'true');
    await until(() => activeElement() === field);
  });

  it('that is not saved yet is not lost when the list is read again, and the page is told of it', async () => {
    const client = fakeClient();
    const element = await fixture<SessionList>(html`<session-list .client=${client}></session-list>`);
    const told: boolean[] = [];
    element.addEventListener('dirty-change', ({ dirty }) => told.push(dirty));
    const field = await rename(element, 'curl');
    await type('Backup');
    client.dispatchEvent(new Event('change'));
    await settled(element);
    expect(field.isConnected && field.value).to.equal('Backup');
    await press('Escape');
    await settled(element);
    expect(told).to.deep.equal([true, false]);
  });

  it('is given to one session after the other', async () => {
    let answer = (): void => undefined;
    const element = await open({ sessions: { rename: () => new Promise<void>((done) => (answer = done)) } });
    await rename(element, 'Safari on iPhone');
    await type('Mum’s phone');
    await press('Enter');
    await settled(element);
    const other = byRole('button', 'Rename curl', element);
    expect(other.getAttribute('aria-disabled')).to.equal('true');
    other.click();
    await settled(element);
    expect(byRole<HTMLInputElement>('textbox', 'Name', element).value).to.equal('Mum’s phone');
    answer();
    await until(() => inside(element, '.naming').length === 0);
    await rename(element, 'curl');
  });

  it('goes with everything else when somebody signs out', async () => {
    const client = fakeClient();
    const element = await fixture<SessionList>(html`<session-list .client=${client}></session-list>`);
    await rename(element, 'curl');
    await type('Backup');
    client.dispatchEvent(new Event('signed-out'));
    await settled(element);
    expect(inside(element, 'form')).to.have.length(0);
  });

  it('has no button where the backend knows none', async () => {
    const { createClient } = await import('../../components/client/create-client.ts');
    const { adasSessions } = await import('../../components/testing/visits.ts');
    const client = createClient({ sessions: { list: () => [...adasSessions] } });
    const element = await fixture<SessionList>(html`<session-list .client=${client}></session-list>`);
    expect(inside(element, '.rename')).to.have.length(0);
  });
});
