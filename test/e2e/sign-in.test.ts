import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import { demoPassword } from '../support/demo.ts';

const { demo, visit, visitAs, anotherTab } = await atTheDemo();

test('a wrong password is refused in one sentence, keeps my address and puts me in the password field', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/`);
  await me.fill('sign-in-form input[name="email"]', 'ada@example.com');
  await me.fill('sign-in-form input[name="password"]', 'not the right password');
  await me.page.keyboard.press('Enter');
  await me.page.waitForFunction(() => {
    const field = document.activeElement as HTMLInputElement;
    return field.name === 'password' && field.value === '';
  });
  assert.equal(await me.valueOf('sign-in-form input[name="email"]'), 'ada@example.com');
  assert.equal(await me.page.$eval('sign-in-form [role="alert"]', (alert) => alert.textContent.trim() !== ''), true);
});

test('case 016: password managers find the fields, pasting and showing work, and nothing typed is cut', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/`);
  await me.page.waitForSelector('sign-in-form input[autocomplete$="webauthn"]', { visible: true });
  // Asked of the document itself, as password managers do: they do not look into shadow roots.
  const fields = await me.page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('form input')].map((input) => ({
      name: input.name,
      type: input.type,
      autocomplete: input.autocomplete,
      labelled: input.labels?.length,
      limited: input.maxLength,
      form: input.form === document.querySelector('sign-in-form form'),
    })),
  );
  assert.deepEqual(fields, [
    { name: 'email', type: 'email', autocomplete: 'username webauthn', labelled: 1, limited: -1, form: true },
    { name: 'password', type: 'password', autocomplete: 'current-password', labelled: 1, limited: -1, form: true },
  ]);

  // Pasted: longer than any limit that a field might have.
  const long = 'a long pass phrase '.repeat(12);
  await me.page.focus('sign-in-form input[name="password"]');
  const wasPrevented = await me.page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    return !document.activeElement?.dispatchEvent(event);
  }, long);
  assert.equal(wasPrevented, false);
  const session = await me.page.createCDPSession();
  await session.send('Input.insertText', { text: long });
  assert.equal(await me.valueOf('sign-in-form input[name="password"]'), long);

  await me.click('button', 'Show password');
  assert.equal(await me.page.$eval('sign-in-form input[name="password"]', (input) => input.type), 'text');
  await me.click('button', 'Show password');
  assert.equal(await me.page.$eval('sign-in-form input[name="password"]', (input) => input.type), 'password');
});

test('case 016: values that a password manager puts in, without a single key, sign in', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/`);
  await me.page.waitForSelector('sign-in-form input[name="password"]', { visible: true });
  await me.page.evaluate((password) => {
    const set = (name: string, value: string) => {
      const input = document.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    };
    set('email', 'noor@example.com');
    set('password', password);
    document.querySelector<HTMLFormElement>('sign-in-form form')!.requestSubmit();
  }, demoPassword);
  await me.find('button', 'Noor Haddad');
});

test('a person of the demo is one click and Enter away', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/`);
  await me.page.waitForSelector('sign-in-form input[name="password"]', { visible: true });
  await me.press('.person-choice');
  assert.equal(await me.valueOf('sign-in-form input[name="email"]'), 'noor@example.com');
  await me.page.keyboard.press('Enter');
  await me.find('button', 'Noor Haddad');
});

test('signed out and in again as somebody else, I see nothing of the person before', async () => {
  const me = await visitAs('ravi@example.com');
  await me.openProfile('Ravi Menon');
  await me.page.keyboard.press('Escape');
  await me.click('button', 'Ravi Menon');
  await me.click('menuitem', 'Sign out');
  await me.waitForText('You are signed out.');
  await me.signIn('noor@example.com');
  await me.openProfile('Noor Haddad');
  assert.equal(await me.valueOf('.account-form input[name="city"]'), '');
  await me.page.$eval('.people', (people) => people.remove());
  assert.equal(await me.says(/Ravi|Menon|Baltimore/), false);
});

test('case 047: signed out in one tab, the other shows it within two seconds and keeps nothing personal', async () => {
  const first = await visitAs('ada@example.com');
  const second = await anotherTab(first);
  await second.goTo(`${demo.origin}/#/certificates`);
  await second.openProfile('Ada Moreau');
  await second.fill('.account-form input[name="title"]', 'A title typed and not saved');
  // The sign-in page of the demo names its people by itself.
  for (const { page } of [first, second]) await page.$eval('.people', (people) => people.remove());

  await first.page.bringToFront();
  await first.click('button', 'Ada Moreau');
  await first.click('menuitem', 'Sign out');
  await first.waitForText('You are signed out.');
  const signedOut = Date.now();
  await second.waitForText('You are signed out.', 2000);
  await second.waitForText(
    /^(?![\s\S]*(Ada|Moreau|ada@|Dock Street|7946|A title typed))/,
    2000 - (Date.now() - signedOut),
  );
  assert.equal(await second.says(/lindholm\.example/), false);
});

test('a link to a certificate survives signing in: I continue where I wanted to go', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/#/certificates/edi`);
  await me.waitForText('Sign in to open the page you asked for.');
  await me.signIn('noor@example.com');
  await me.page.waitForSelector('dialog.detail[open]');
  await me.find('heading', 'edi.lindholm.example');
  assert.equal(new URL(me.page.url()).hash, '#/certificates/edi');
});

test('when my session ended while I was typing, I sign in above the page and nothing typed is lost', async () => {
  const me = await visitAs('ada@example.com', '/#/issuers');
  await me.openProfile('Ada Moreau');
  await me.fill('.account-form input[name="title"]', 'Typed before the session ended');
  await me.context.deleteCookie(...(await me.context.cookies()).filter(({ name }) => name === '__Host-sid'));
  await me.click('button', 'Save');
  await me.click('button', 'Sign in again');
  await me.waitForText('Your session has ended.');
  await me.signIn('ada@example.com');

  await me.page.waitForSelector('dialog.again:not([open])');
  assert.equal(await me.valueOf('.account-form input[name="title"]'), 'Typed before the session ended');
  await me.click('button', 'Save');
  await me.waitForText(/Saved at \d/);
  await me.page.keyboard.press('Escape');
  await me.find('heading', 'Issuers');
});

test('somebody else who signs in there gets a page of their own', async () => {
  const me = await visitAs('ada@example.com');
  await me.openProfile('Ada Moreau');
  await me.page.keyboard.press('Escape');
  await me.context.deleteCookie(...(await me.context.cookies()).filter(({ name }) => name === '__Host-sid'));
  await me.click('button', 'Ada Moreau');
  await me.click('menuitem', 'My Profile');
  await me.click('button', 'Sign in again');
  await me.signIn('noor@example.com');
  await me.find('button', 'Noor Haddad');
  assert.equal(await me.says(/Dock Street/), false);
});
