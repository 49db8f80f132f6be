import { expect } from 'chai';
import { html } from 'lit';
import '../../components/email-notices/define.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import type { EmailNoticesForm } from '../../components/email-notices/email-notices.ts';
import type { EmailNoticesSavedEvent } from '../../components/email-notices/events.ts';
import type { EmailNoticesChange } from '../../components/contract/email-notices.ts';
import { Problem } from '../../components/contract/problem.ts';
import * as stories from '../../stories/email-notices.stories.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { adasNotices } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, fixture, nextEvent, settled } from '../support/browser.ts';
import { expectReflow } from '../support/story.ts';

const open = async (client: AccountClient): Promise<EmailNoticesForm> => {
  const element = await fixture<EmailNoticesForm>(html`<email-notices .client=${client}></email-notices>`);
  await settled(element);
  return element;
};
const box = (name: string) => byRole<HTMLInputElement>('checkbox', name);
const status = (element: Element) => element.querySelector('.account-status')?.textContent?.trim() ?? '';

async function save(element: Element): Promise<void> {
  byRole('button', 'Save', element).click();
  await settled(element);
}

/** Ada's choices on a server that tells what was sent to it. */
function server() {
  const sent: EmailNoticesChange[] = [];
  let notices = adasNotices;
  let refusal: Problem | undefined;
  const client = fakeClient(
    {
      emailNotices: {
        get: () => ({ notices }),
        update({ body }) {
          if (refusal) throw refusal;
          sent.push(body);
          const wanted: Readonly<Record<string, boolean | undefined>> = body;
          notices = notices.map((notice) => ({ ...notice, wanted: wanted[notice.name] ?? notice.wanted }));
          return { notices };
        },
      },
    },
    { proven: true },
  );
  const refuseWith = (problem?: Problem): void => {
    refusal = problem;
  };
  return { client, sent, refuseWith };
}

describe('email-notices', () => {
  it('says what is always sent, and shows what may be chosen as it is', async () => {
    const element = await open(server().client);
    expect(element.textContent).to.include('You always get a mail when something changes');
    expect(box('Sign-ins from a new place').checked).to.equal(true);
    expect(box('All other sign-ins').checked).to.equal(false);
    await expectAccessible(element);
  });

  it('sends what was changed and nothing else, says so, and tells the page', async () => {
    const { client, sent } = server();
    const element = await open(client);
    box('Sign-ins from a new place').click();
    box('Changes to your profile').click();
    expect(element.dirty).to.equal(true);
    const saved = nextEvent<EmailNoticesSavedEvent>(element, 'email-notices-saved');
    await save(element);
    expect(sent).to.deep.equal([{ 'sign-in-elsewhere': false, 'profile-changed': true }]);
    expect((await saved).wanted).to.deep.equal(['sessions-ended', 'profile-changed']);
    expect(status(element)).to.match(/^Saved/);
    expect(element.dirty).to.equal(false);
    await save(element);
    expect(sent).to.have.length(1);
    expect(status(element)).to.equal('Nothing to save: nothing was changed.');
  });

  it('keeps what was chosen when it could not be saved, and takes it back with Cancel', async () => {
    const { client, refuseWith, sent } = server();
    const element = await open(client);
    box('All other sign-ins').click();
    refuseWith(new Problem('unreachable'));
    await save(element);
    expect(element.querySelector('[role="alert"]')?.textContent).to.include('connection');
    expect(box('All other sign-ins').checked).to.equal(true);
    byRole('button', 'Cancel', element).click();
    await new Promise((resolve) => setTimeout(resolve));
    await settled(element);
    expect(box('All other sign-ins').checked).to.equal(false);
    expect(sent).to.deep.equal([]);
  });

  it('keeps what was chosen while the save was on its way', async () => {
    let answer = (): void => undefined;
    const client = fakeClient(
      {
        emailNotices: {
          update: ({ body }) =>
            new Promise((resolve) => {
              const wanted: Readonly<Record<string, boolean | undefined>> = body;
              const notices = adasNotices.map((n) => ({ ...n, wanted: wanted[n.name] ?? n.wanted }));
              answer = () => resolve({ notices });
            }),
        },
      },
      { proven: true },
    );
    const element = await open(client);
    box('Changes to your profile').click();
    byRole('button', 'Save', element).click();
    await element.updateComplete;
    box('All other sign-ins').click();
    box('Sign-outs on other devices').click();
    answer();
    await settled(element);
    expect(box('Changes to your profile').checked).to.equal(true);
    expect(box('All other sign-ins').checked).to.equal(true);
    expect(box('Sign-outs on other devices').checked).to.equal(false);
    expect(element.dirty).to.equal(true);
  });

  it('takes the focus at what it is about', async () => {
    const element = await open(server().client);
    element.focus();
    expect(activeElement()?.textContent).to.equal('E-mail notices');
  });

  it('leaves out what it has no words for', async () => {
    const notices = [...adasNotices, { name: 'of-tomorrow', wanted: true }];
    await open(fakeClient({ emailNotices: { get: () => ({ notices }) } }));
    expect(allByRole('checkbox')).to.have.length(4);
  });

  it('fits into 320 px in every state', () => expectReflow(stories));
});
