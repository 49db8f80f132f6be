import { expect } from 'chai';
import { Problem } from '../../components/contract/problem.ts';
import { html } from 'lit';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { ada, ourServer } from '../../components/testing/samples.ts';
import { adaHasPasskey } from '../support/adas-passkey.ts';
import { allByRole, byRole } from '../support/accessibility.ts';
import { activeElement, settled, until } from '../support/browser.ts';
import type { Handlers } from '../../components/client/create-client.ts';
import { input, showSignIn, submit, told } from '../support/sign-in.ts';

const NEW_PASSWORD = 'plum orbit seven lantern';

const withMail = (passwordReset: Handlers['passwordReset'] = {}, handlers: Handlers = {}) =>
  fakeClient({ ...handlers, capabilities: { get: () => ({ ...ourServer, passwordReset: true }) }, passwordReset });

const text = (element: Element) => element.textContent.replaceAll(/\s+/g, ' ');

const offered = () => until(() => allByRole('button', 'Forgot your password?').length > 0);

async function openForgotten(element: Element): Promise<void> {
  await offered();
  byRole('button', 'Forgot your password?').click();
  await until(() => text(element).includes('Send link'));
  await settled();
}

/** The form on a page that the link of a mail has opened. */
async function openLink(passwordReset: Handlers['passwordReset'] = {}, handlers: Handlers = {}) {
  history.replaceState(null, '', '#reset-password=of-a-mail');
  const element = await showSignIn(withMail(passwordReset, handlers));
  await until(() => !text(element).includes('Loading'));
  await settled();
  return element;
}

describe('sign-in-form: a new password by mail', () => {
  it('is offered only where the server sends mails', async () => {
    const without = await showSignIn(fakeClient());
    await settled();
    expect(text(without)).not.to.include('Forgot');
  });

  it('has its place before the server told, so that nothing moves, and cannot be pressed there', async () => {
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const get = () => told.then(() => ({ ...ourServer, passwordReset: true }));
    const element = await showSignIn(fakeClient({ capabilities: { get } }));
    const height = element.getBoundingClientRect().height;
    expect(allByRole('button', 'Forgot your password?')).to.deep.equal([]);
    tell();
    await offered();
    expect(element.getBoundingClientRect().height).to.equal(height);
  });

  it('asks for a mail with the address that was typed, and says the same whoever has it', async () => {
    const asked: unknown[] = [];
    const element = await showSignIn(withMail({ request: ({ body }) => void asked.push(body) }));
    await offered();
    input(element, 'email').value = ada.email;
    await openForgotten(element);
    expect(activeElement()).to.equal(input(element, 'email'));
    expect(input(element, 'email').value).to.equal(ada.email);
    await submit(element, { email: ada.email });
    await until(() => text(element).includes('If there is an account with this address'));
    expect(asked).to.deep.equal([{ email: ada.email }]);
    expect(activeElement()?.textContent).to.include('a mail is on its way');
    byRole('button', 'Back to sign-in').click();
    await until(() => input(element, 'password') !== null);
    expect(input(element, 'email').value).to.equal(ada.email);
  });

  it('wants an address before anything is sent', async () => {
    const element = await showSignIn(withMail({ request: () => expect.fail('sent') }));
    await openForgotten(element);
    await submit(element, { email: ' ' });
    expect(input(element, 'email').getAttribute('aria-invalid')).to.equal('true');
    expect(activeElement()).to.equal(input(element, 'email'));
  });

  it('takes the link up, out of the address, and says whose account it is', async () => {
    const looked: unknown[] = [];
    const element = await openLink({
      look({ body }) {
        looked.push(body);
        return { email: ada.email };
      },
    });
    expect(looked).to.deep.equal([{ token: 'of-a-mail' }]);
    expect(location.href).not.to.include('reset-password');
    expect(text(element)).to.include(ada.email);
    expect(element.querySelector<HTMLInputElement>('input[autocomplete="username"]')?.value).to.equal(ada.email);
    expect(activeElement()).to.equal(input(element, 'newPassword'));
  });

  it('sets the new password, and signs in', async () => {
    const sent: unknown[] = [];
    const element = await openLink({
      finish({ body }) {
        sent.push(body);
        return { status: 'signed-in', account: ada };
      },
    });
    await submit(element, { newPassword: NEW_PASSWORD, confirmation: 'something else' });
    expect(sent).to.deep.equal([]);
    await submit(element, { newPassword: NEW_PASSWORD, confirmation: NEW_PASSWORD });
    await until(() => text(element).includes('You’re signed in'));
    expect(sent).to.deep.equal([{ token: 'of-a-mail', newPassword: NEW_PASSWORD }]);
  });

  it('keeps the link for another try when a password is refused', async () => {
    const sent: unknown[] = [];
    const element = await openLink({
      finish({ body }) {
        sent.push(body);
        if (sent.length > 1) return { status: 'signed-in', account: ada };
        throw new Problem('invalid-input', { fields: [{ name: 'newPassword', code: 'password-common' }] });
      },
    });
    await submit(element, { newPassword: 'passwordpassword', confirmation: 'passwordpassword' });
    await until(() => input(element, 'newPassword').getAttribute('aria-invalid') === 'true');
    await submit(element, { newPassword: NEW_PASSWORD, confirmation: NEW_PASSWORD });
    await until(() => text(element).includes('You’re signed in'));
    expect(sent).to.have.length(2);
  });

  it('goes on with the second factor of the account', async () => {
    const element = await openLink(
      { finish: () => ({ status: 'second-factor', methods: ['code'] }) },
      { signIn: { withCode: () => ({ account: ada }) } },
    );
    await submit(element, { newPassword: NEW_PASSWORD, confirmation: NEW_PASSWORD });
    await until(() => input(element, 'code') !== null);
    expect(text(element)).to.include(ada.email);
    await submit(element, { code: '123456' });
    await until(() => text(element).includes('You’re signed in'));
  });

  it('is back at the new password when the code did not come in time, because the old one is forgotten', async () => {
    const tokens: string[] = [];
    const element = await openLink(
      {
        finish({ body }) {
          tokens.push(body.token);
          return { status: 'second-factor', methods: ['code'] };
        },
      },
      {
        signIn: {
          withCode() {
            throw new Problem('unauthenticated');
          },
        },
      },
    );
    await submit(element, { newPassword: NEW_PASSWORD, confirmation: NEW_PASSWORD });
    await until(() => input(element, 'code') !== null);
    await submit(element, { code: '123456' });
    await until(() => told(element).some((line) => line.includes('Choose your new password once more')));
    expect(text(element)).to.include(ada.email);
    await submit(element, { newPassword: NEW_PASSWORD, confirmation: NEW_PASSWORD });
    await until(() => input(element, 'code') !== null);
    expect(tokens).to.deep.equal(['of-a-mail', 'of-a-mail']);
  });

  for (const [when, stored] of [
    ['in time signs in', true],
    ['too late leads back to the new password, which was not stored', false],
  ] as const) {
    it(`a passkey as the second step ${when}`, async () => {
      await adaHasPasskey();
      let looks = 0;
      const element = await openLink(
        {
          look() {
            looks += 1;
            // The link is used up by the change.
            if (looks > 1 && stored) throw new Problem('link-expired');
            return { email: ada.email };
          },
          finish: () => ({ status: 'second-factor', methods: ['passkey'] }),
        },
        { signIn: { withPasskey: () => ({ account: ada }) } },
      );
      await submit(element, { newPassword: NEW_PASSWORD, confirmation: NEW_PASSWORD });
      await until(() => allByRole('button', 'Use your passkey').length > 0);
      byRole('button', 'Use your passkey').click();
      if (stored) await until(() => text(element).includes('You’re signed in'));
      else await until(() => told(element).some((line) => line.includes('Choose your new password once more')));
      expect(looks).to.equal(2);
    });
  }

  it('takes up a link that is opened in its page while it is there', async () => {
    const element = await showSignIn(withMail({ look: () => ({ email: ada.email }) }));
    await settled();
    location.hash = '#reset-password=of-a-mail';
    await until(() => input(element, 'newPassword') !== null);
    expect(text(element)).to.include(ada.email);
    expect(location.href).not.to.include('reset-password');
  });

  it('says without alarm that a link is worth nothing any more, and offers another one', async () => {
    const refused = () => {
      throw new Problem('link-expired');
    };
    const element = await openLink({ look: refused });
    await until(() => told(element).some((line) => line.includes('This link doesn’t work any more')));
    expect(element.querySelector('[role="alert"]')?.textContent.trim() ?? '').to.equal('');
    expect(input(element, 'email')).not.to.equal(null);

    const late = await openLink({ finish: refused });
    await submit(late, { newPassword: NEW_PASSWORD, confirmation: NEW_PASSWORD });
    await until(() => told(late).some((line) => line.includes('This link doesn’t work any more')));
  });

  it('is back at the sign-in when the server cannot be asked whose link it is, and says so', async () => {
    history.replaceState(null, '', '#reset-password=of-a-mail');
    const element = await showSignIn(
      withMail({
        look() {
          throw new Problem('unreachable');
        },
      }),
    );
    await until(() => input(element, 'password') !== null && told(element).length > 0);
  });

  it('leaves other addresses of the page alone', async () => {
    history.replaceState(null, '', '#/security');
    await showSignIn(withMail(), html`<sign-in-form .client=${withMail()}></sign-in-form>`);
    expect(location.hash).to.equal('#/security');
    history.replaceState(null, '', location.pathname + location.search);
  });
});
