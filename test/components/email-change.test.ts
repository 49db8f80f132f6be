import { expect } from 'chai';
import { html } from 'lit';
import '../../components/email-change/define.ts';
import type { Handlers } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import type { EmailChange } from '../../components/email-change/email-change.ts';
import type { EmailChangedEvent, EmailChangeRequestedEvent } from '../../components/email-change/events.ts';
import { fakeClient, never } from '../../components/testing/fake-client.ts';
import { fill } from '../../stories/support/fill.ts';
import { ada, adasOtherEmail } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, fixture, nextEvent, press, settled, until } from '../support/browser.ts';

/** A server that knows who it is, and remembers what it was sent. */
function server(handlers: Handlers['emailChange'] = {}, others: Handlers = {}) {
  const sent: unknown[] = [];
  const client = fakeClient({ ...others, emailChange: handlers }, { proven: true });
  const send = client.send.bind(client);
  client.send = (endpoint, input, options) => {
    if (endpoint.method !== 'GET') sent.push([endpoint.path, (input as { body?: unknown }).body]);
    return send(endpoint, input, options);
  };
  return { client, sent };
}

const show = ({ client } = server()) => fixture<EmailChange>(html`<email-change .client=${client}></email-change>`);
const textOf = (element: Element) => element.textContent.replaceAll(/\s+/g, ' ');
const input = (element: Element) => element.querySelector<HTMLInputElement>('input[name="email"]')!;

async function open(backend = server()): Promise<EmailChange> {
  const element = await show(backend);
  byRole('button', 'Change e-mail address', element).click();
  await until(() => input(element));
  return element;
}

async function ask(element: EmailChange, email = adasOtherEmail): Promise<void> {
  fill(input(element).form!, { email });
  input(element).form?.requestSubmit();
  await settled(element);
}

/** The page is opened with the link of a mail. */
async function openedWith(link: string, backend = server()): Promise<EmailChange> {
  history.replaceState(null, '', `#${link}`);
  return show(backend);
}

describe('email-change', () => {
  afterEach(() => history.replaceState(null, '', location.pathname + location.search));

  it('shows the address, and asks for another one in a form that autofill knows', async () => {
    const element = await open();
    expect(textOf(element)).to.contain(ada.email);
    const { autocomplete, inputMode, type, value } = input(element);
    expect({ autocomplete, inputMode, type, value }).to.deep.equal({
      autocomplete: 'email',
      inputMode: 'email',
      type: 'email',
      value: '',
    });
    expect(activeElement()).to.equal(input(element));
    expect(input(element).getRootNode()).to.equal(document);
    await expectAccessible(element);
  });

  it('sends the address, and says what waits: where, until when, and how to take it back', async () => {
    const backend = server();
    const element = await open(backend);
    const told = nextEvent<EmailChangeRequestedEvent>(element, 'email-change-requested');
    await ask(element);
    expect((await told).email).to.equal(adasOtherEmail);
    await until(() => element.querySelector('h3'));
    expect(textOf(element)).to.contain(ada.email);
    expect(textOf(element)).to.contain(`We’ve sent a mail to ${adasOtherEmail}.`);
    expect(activeElement()).to.equal(element.querySelector('h3'));
    expect(allByRole('button', 'Change e-mail address', element)).to.have.length(0);

    byRole('button', 'Send again', element).click();
    await until(() => textOf(element).includes('Sent again.'));
    byRole('button', 'Keep the address above', element).click();
    await until(() => allByRole('button', 'Change e-mail address', element)[0]);
    expect(backend.sent).to.deep.equal([
      ['/email-change', { email: adasOtherEmail }],
      ['/email-change', { email: adasOtherEmail }],
      ['/email-change', undefined],
    ]);
    await until(() => activeElement() === byRole('button', 'Change e-mail address', element));
  });

  it('sends nothing that is no other address, and leads back to the field', async () => {
    const backend = server();
    const element = await open(backend);
    await ask(element, ' ');
    expect(textOf(element)).to.contain('Fill this in.');
    await ask(element, ada.email.toUpperCase());
    expect(textOf(element)).to.contain('That’s your current address.');
    expect(activeElement()).to.equal(input(element));
    expect(input(element).getAttribute('aria-invalid')).to.equal('true');
    expect(backend.sent).to.deep.equal([]);
  });

  it('keeps what was typed when it could not be sent, and sends it once', async () => {
    let times = 0;
    const refused = () => {
      times += 1;
      throw new Problem('unreachable');
    };
    const element = await open(server({ request: refused }));
    await ask(element);
    expect(input(element).value).to.equal(adasOtherEmail);
    expect(element.dirty).to.equal(true);
    expect(byRole('alert', undefined, element).textContent).to.contain('No connection');
    expect(times).to.equal(1);
    const waiting = await open(server({ request: never }));
    await ask(waiting);
    await ask(waiting);
    expect(byRole('button', /Sending/, waiting).getAttribute('aria-disabled')).to.equal('true');
  });

  it('leaves whoever went elsewhere while it opened where they are', async () => {
    let answer = (): void => undefined;
    const gate = new Promise<void>((open) => (answer = open));
    const proof = { methods: ['password' as const], maxAge: 600, provenUntil: '2036-01-01T00:00:00.000Z' };
    const element = await show(server({}, { reauth: { get: () => gate.then(() => proof) } }));
    const elsewhere = await fixture<HTMLInputElement>(html`<input aria-label="Elsewhere" />`);
    byRole('button', undefined, element).focus();
    await press('Enter');
    elsewhere.focus();
    answer();
    await until(() => input(element));
    await settled();
    expect(activeElement()).to.equal(elsewhere);
  });

  it('closes with the keyboard, and gives the focus back', async () => {
    const element = await open();
    byRole('button', 'Cancel', element).focus();
    await press('Enter');
    await until(() => activeElement() === byRole('button', 'Change e-mail address', element));
    expect(element.dirty).to.equal(false);
  });

  it('confirms by the link of the mail: looking changes nothing, a press does', async () => {
    const backend = server();
    const element = await openedWith('confirm-email=of-a-mail', backend);
    await until(() => allByRole('button', 'Confirm', element)[0]);
    expect(location.hash, 'nothing stays in the history').to.equal('');
    expect(backend.sent).to.deep.equal([['/email-change/link', { token: 'of-a-mail' }]]);
    expect(activeElement()?.textContent).to.equal('Confirm your new e-mail address');
    const told = nextEvent<EmailChangedEvent>(element, 'email-changed');
    byRole('button', 'Confirm', element).click();
    expect((await told).email).to.equal(adasOtherEmail);
    await until(() => element.querySelector('.account-done'));
    expect(activeElement()?.textContent).to.equal('Your e-mail address was changed');
    byRole('button', 'Done', element).click();
    await until(() => textOf(element).includes(adasOtherEmail));
    await expectAccessible(element);
  });

  it('leaves a link that confirms where it is until somebody is signed in', async () => {
    let signedIn = false;
    const get = () => {
      if (!signedIn) throw new Problem('unauthenticated');
      return ada;
    };
    const backend = server({}, { account: { get } });
    const element = await openedWith('confirm-email=of-a-mail', backend);
    await settled(element);
    expect(location.hash).to.equal('#confirm-email=of-a-mail');
    signedIn = true;
    backend.client.dispatchEvent(new Event('change'));
    await until(() => allByRole('button', 'Confirm', element)[0]);
    expect(location.hash).to.equal('');
  });

  it('brings the old address back for whoever is signed out, and says so to whom it signs out', async () => {
    const get = () => {
      throw new Problem('unauthenticated');
    };
    const element = await openedWith('undo-email=of-a-mail', server({}, { account: { get } }));
    await until(() => element.querySelector('form'));
    expect(textOf(element)).to.contain(`${ada.email} becomes the address of your account again`);
    expect(element.outlastsSession).to.equal(false);
    byRole('button', 'Get it back and sign out everywhere', element).click();
    await until(() => element.querySelector('.account-done'));
    expect(element.outlastsSession).to.equal(true);
    expect(textOf(element)).to.contain('You have your e-mail address back');
    const wanted = nextEvent(element, 'sign-in-request');
    byRole('button', 'Sign in', element).click();
    await wanted;
  });

  it('says of a link that is worth nothing that it is, whatever the reason', async () => {
    const look = () => {
      throw new Problem('link-expired');
    };
    for (const link of ['confirm-email=old', 'undo-email=old']) {
      const element = await openedWith(link, server({ look, lookUndo: look }));
      await until(() => textOf(element).includes('This link doesn’t work any more'));
      byRole('button', 'Done', element).click();
      await until(() => allByRole('button', 'Change e-mail address', element)[0]);
    }
  });

  it('takes up a link that is opened in the page that is here already', async () => {
    const element = await show();
    location.hash = '#undo-email=of-a-mail';
    await until(() => element.querySelector('form'));
    expect(textOf(element)).to.contain('Get your e-mail address back');
  });

  it('shows nothing of the person once they are signed out, and nothing that was typed', async () => {
    const backend = server();
    const element = await open(backend);
    fill(input(element).form!, { email: adasOtherEmail });
    backend.client.dispatchEvent(new Event('signed-out'));
    await settled(element);
    expect(textOf(element)).not.to.contain(ada.email);
    expect(element.querySelector('input')).to.equal(null);
  });
});
