import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { Demo } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

const visits: Visit[] = [];

after(async () => {
  assert.deepEqual(
    visits.flatMap(({ mishaps }) => mishaps),
    [],
  );
  assert.deepEqual(await demo.reports(), { count: 0, latest: [] }, 'the policy of the pages was violated');
});

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

async function visit(look = {}): Promise<Visit> {
  const opened = await Visit.open(browser, look);
  visits.push(opened);
  return opened;
}

test('I sign in, click my name, open My Profile, edit it and save it, and it is in the database file', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/`);
  await me.signIn('ada@example.com');
  await me.find('heading', 'Certificates');

  await me.openProfile('Ada Moreau');
  await me.fill('.account-form input[name="title"]', 'Harbour master');
  await me.fill('.account-form input[name="city"]', 'Greenwich');
  await me.click('button', 'Save');
  await me.waitForText(/Saved at \d/);

  const [row] = await demo.rows(
    'SELECT p.title, p.city FROM profiles p JOIN accounts a ON a.id = p.account_id WHERE a.email = ?',
    'ada@example.com',
  );
  assert.equal(row?.['title'], 'Harbour master');
  assert.equal(row?.['city'], 'Greenwich');

  await me.page.reload();
  await me.openProfile('Ada Moreau');
  assert.equal(await me.valueOf('.account-form input[name="title"]'), 'Harbour master');
  assert.equal(await me.valueOf('.account-form input[name="city"]'), 'Greenwich');
});

test('what I saved is in the activity record, with the names of the fields and without their values', async () => {
  const [row] = await demo.rows(
    "SELECT details FROM activity WHERE type = 'user_updated' ORDER BY sequence DESC LIMIT 1",
  );
  assert.deepEqual(JSON.parse(String(row?.['details'])), { fields: ['city', 'title'] });
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

test('after choosing Deutsch (Österreich) all words, dates and numbers on the page change at once', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/`);
  await me.signIn('noor@example.com');
  const firstDate = () => me.page.$eval('.table time', (time) => time.textContent);
  assert.match(await firstDate(), /^\d{1,2} [A-Z][a-z]+ \d{4}$/);

  await me.openProfile('Noor Haddad');
  assert.deepEqual(await me.page.select('.account-form select[name="locale"]', 'de-AT'), ['de-AT']);
  // Before it is saved, the form shows what it will look like.
  await me.waitForText(/1.234.567,89/);
  await me.click('button', 'Save');

  await me.waitForText('Mein Profil');
  await me.waitForText('Gespeichert');
  assert.equal(await me.page.$eval('html', (html) => html.lang), 'de');
  assert.equal(
    await me.page.$eval('h1', (h1) => h1.ownerDocument.querySelector('[data-view="certificates"] h1')?.textContent),
    'Zertifikate',
  );
  assert.match(await firstDate(), /^\d{2}\.\d{2}\.\d{4}$/);

  await me.page.reload();
  await me.openProfile('Noor Haddad', 'Mein Profil');
  assert.equal(await me.valueOf('.account-form select[name="locale"]'), 'de-AT');
});

test('when I saved in another browser meanwhile, nothing typed is lost and both changes can be kept', async () => {
  const [here, there] = [await visit(), await visit()];
  for (const me of [here, there]) {
    await me.goTo(`${demo.origin}/`);
    await me.signIn('ravi@example.com');
    await me.openProfile('Ravi Menon');
  }
  await there.fill('.account-form input[name="city"]', 'Annapolis');
  await there.click('button', 'Save');
  await there.waitForText(/Saved at \d/);

  await here.fill('.account-form input[name="city"]', 'Towson');
  await here.fill('.account-form input[name="title"]', 'Lead administrator');
  await here.click('button', 'Save');
  await here.waitForText('Your profile was changed somewhere else.');
  await here.waitForText('Annapolis');
  assert.equal(await here.valueOf('.account-form input[name="city"]'), 'Towson');
  assert.equal(await here.valueOf('.account-form input[name="title"]'), 'Lead administrator');

  await here.click('button', 'Keep my changes');
  await here.waitForText(/Saved at \d/);
  const [row] = await demo.rows(
    'SELECT p.title, p.city FROM profiles p JOIN accounts a ON a.id = p.account_id WHERE a.email = ?',
    'ravi@example.com',
  );
  assert.deepEqual({ ...row }, { title: 'Lead administrator', city: 'Towson' });
});

test('My Profile asks before it closes over changes that are not saved', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/`);
  await me.signIn('sofia@example.com');
  await me.openProfile('Sofia Brunner', 'Mein Profil');
  await me.fill('.account-form input[name="title"]', 'Prof.');
  await me.page.keyboard.press('Escape');
  await me.waitForText('Verlassen, ohne zu speichern?');
  await me.page.keyboard.press('Escape');
  assert.equal(await me.valueOf('.account-form input[name="title"]'), 'Prof.');
});

test('an administrator finds Manage in My Profile, which leads to the portal; others do not', async () => {
  const administrator = await visit();
  await administrator.goTo(`${demo.origin}/`);
  await administrator.signIn('ravi@example.com');
  await administrator.openProfile('Ravi Menon');
  await administrator.click('link', 'Manage My account');
  await administrator.page.waitForSelector('account-name input[name="firstName"]', { visible: true });
  assert.equal(new URL(administrator.page.url()).pathname, '/account/');

  const member = await visit();
  await member.goTo(`${demo.origin}/`);
  await member.signIn('ada@example.com');
  await member.openProfile('Ada Moreau');
  assert.equal(await member.has('link', 'Manage My account'), false);
});

test('on the page for everyone each person finds Manage', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/everyone/`);
  await me.signIn('ada@example.com');
  await me.openProfile('Ada Moreau');
  await me.find('link', 'Manage My account');
});

test('a new name saved in the portal stands at the top right at once, in other tabs too', async () => {
  const portal = await visit();
  await portal.goTo(`${demo.origin}/account/`);
  await portal.signIn('sofia@example.com');
  const host = await Visit.open(portal.context);
  await host.goTo(`${demo.origin}/`);
  await host.find('button', 'Sofia Brunner');

  await portal.fill('account-name input[name="lastName"]', 'Brunner-Okoye');
  await portal.click('button', 'Speichern');
  await portal.find('button', 'Sofia Brunner-Okoye');
  await host.find('button', 'Sofia Brunner-Okoye');
  const [row] = await demo.rows('SELECT last_name FROM accounts WHERE email = ?', 'sofia@example.com');
  assert.equal(row?.['last_name'], 'Brunner-Okoye');
});
