import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import { Demo, demoPassword } from '../support/demo.ts';
import type { Visit } from '../support/visit.ts';

// What people do in the host application: their name at the top right, and My Profile behind it.

const { demo, visit, visitAs } = await atTheDemo();

/** What the rows of the log on the page show, cell by cell. */
const cellsOf = async (me: Visit): Promise<string[][]> => {
  const cells = await me.texts('activity-log >>> tbody td');
  const columns = (await me.texts('activity-log >>> thead th')).length;
  return Array.from({ length: cells.length / columns }, (_, row) => cells.slice(row * columns, (row + 1) * columns));
};

const profileOf = async (email: string) => {
  const [row] = await demo.rows(
    'SELECT p.*, a.language, a.region FROM profiles p JOIN accounts a ON a.id = p.account_id WHERE a.email = ?',
    email,
  );
  return row;
};

describe('Profile menu', () => {
  it('shows my name at the top right; clicking it opens My Profile and Sign out', async () => {
    const me = await visitAs('ada@example.com');
    const name = await me.find('button', 'Ada Moreau');
    const box = await name.boundingBox();
    assert.ok(box && box.y + box.height < 80, 'at the top');
    assert.ok(box.x > 1280 / 2 && box.x + box.width <= 1280, 'at the right');
    assert.equal(await me.has('menuitem', 'My Profile'), false);

    await me.click('button', 'Ada Moreau');
    await me.find('menuitem', 'My Profile');
    assert.deepEqual(await me.texts('[role="menuitem"]'), ['My Profile', 'Sign out']);
  });

  it('Sign out takes everything of mine off the page and ends the session on the server', async () => {
    const me = await visitAs('ada@example.com', '/#/issuers');
    await me.find('heading', 'Issuers');
    const cookies = await me.context.cookies();
    await me.click('button', 'Ada Moreau');
    await me.click('menuitem', 'Sign out');
    await me.waitForText('You are signed out.');
    assert.equal(await me.says(/Lindholm Services CA|Harbour Trust/), false);

    // The old cookie is worth nothing any more.
    await me.context.setCookie(...cookies);
    const status = await me.page.evaluate(async () => (await fetch('/api/account/account')).status);
    assert.equal(status, 401);
  });
});

describe('My Profile', () => {
  it('opens as a dialog, and gives the focus back when it closes', async () => {
    const me = await visitAs('ada@example.com');
    await me.openProfile('Ada Moreau');
    await me.find('dialog', 'My Profile');
    await me.waitForText('Signed in as');
    await me.page.keyboard.press('Escape');
    await me.page.waitForFunction(() => document.activeElement?.localName === 'profile-menu');
    assert.equal(await me.has('dialog', 'My Profile'), false);
  });

  it('asks before it closes over changes that are not saved', async () => {
    const me = await visitAs('sofia@example.com');
    await me.openProfile('Sofia Brunner', 'Mein Profil');
    await me.fill('.account-form input[name="title"]', 'Prof.');
    await me.page.keyboard.press('Escape');
    await me.waitForText('Verlassen, ohne zu speichern?');
    await me.page.keyboard.press('Escape');
    assert.equal(await me.valueOf('.account-form input[name="title"]'), 'Prof.');
  });
});

describe('My Profile: the form', () => {
  it('saves nothing of mine to whoever signed in meanwhile in this browser, and shows nothing of me', async () => {
    const me = await visitAs('ada@example.com');
    // A page that hears of nothing by itself: others forget before anybody can press Save.
    const devtools = await me.page.createCDPSession();
    await devtools.send('Network.enable');
    await devtools.send('Network.setBlockedURLs', { urls: ['*/live-updates*'] });
    await me.page.reload();
    await me.openProfile('Ada Moreau');
    await me.fill('.account-form input[name="title"]', 'Countess');
    const titleOf = async (email: string) => (await profileOf(email))?.['title'];
    const before = await titleOf('ravi@example.com');
    // On a page that tells nobody.
    const status = await me.page.evaluate(async (password) => {
      const body = JSON.stringify({ email: 'ravi@example.com', password });
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/account/sign-in/password', { method: 'POST', headers, body })).status;
    }, demoPassword);
    assert.equal(status, 200);
    await me.click('button', 'Save');
    await me.waitForText('You are signed out.');
    assert.equal(await me.page.$('my-profile form'), null);
    assert.equal(await titleOf('ravi@example.com'), before);
    await me.page.reload();
    await me.find('button', 'Ravi Menon');
  });

  it('has every field, and Save puts each of them into the database', async () => {
    const me = await visitAs('noor@example.com');
    await me.openProfile('Noor Haddad');
    const labels = await me.texts('profile-form label.account-label');
    for (const label of [
      'Title',
      'Telephone number',
      'Street',
      'City or town',
      'State or province',
      'Zip/postal code',
      'Country',
      'Relationship to Lindholm Freight',
      'Current locale',
    ]) {
      assert.ok(labels.includes(label), `there is no field “${label}” among ${labels.join(', ')}`);
    }

    const typed = {
      title: 'Chief of piers',
      telephone: '+1 410 555 0142',
      street: '900 South Wolfe Street\nPier 4',
      postalCode: '21231',
      city: 'Baltimore',
      state: 'Maryland',
    };
    for (const [name, value] of Object.entries({ country: 'US', relationship: 'partner', locale: 'en-US' })) {
      const select = `.account-form select[name="${name}"]`;
      // Names of locales come when the browser has nothing better to do.
      await me.page.waitForSelector(`${select} option[value="${value}"]`);
      assert.deepEqual(await me.page.select(select, value), [value]);
    }
    for (const [name, text] of Object.entries(typed)) await me.fill(`.account-form [name="${name}"]`, text);
    await me.click('button', 'Save');
    await me.waitForText(/Saved at \d/);

    const saved = await profileOf('noor@example.com');
    assert.deepEqual(
      {
        title: saved?.['title'],
        telephone: saved?.['telephone'],
        street: saved?.['street'],
        postalCode: saved?.['postal_code'],
        city: saved?.['city'],
        state: saved?.['state'],
        country: saved?.['country'],
        relationship: saved?.['relationship'],
        language: saved?.['language'],
        region: saved?.['region'],
      },
      {
        ...typed,
        telephone: '+14105550142',
        country: 'US',
        relationship: 'partner',
        language: 'en',
        region: 'US',
      },
    );

    await me.page.reload();
    await me.openProfile('Noor Haddad');
    for (const [name, text] of Object.entries({ ...typed, country: 'US', relationship: 'partner', locale: 'en-US' })) {
      const shown = await me.valueOf(`.account-form [name="${name}"]`);
      if (name === 'telephone') assert.equal(shown.replaceAll(/\D/g, ''), '14105550142');
      else assert.equal(shown, text);
    }
  });

  it('what I saved is in the activity record, with the names of the fields and without their values', async () => {
    const me = await visitAs('ada@example.com');
    await me.openProfile('Ada Moreau');
    await me.fill('.account-form input[name="title"]', 'Harbour master');
    await me.fill('.account-form input[name="city"]', 'Greenwich');
    await me.click('button', 'Save');
    await me.waitForText(/Saved at \d/);
    const [row] = await demo.rows(
      "SELECT details FROM activity WHERE type = 'user_updated' ORDER BY sequence DESC LIMIT 1",
    );
    assert.deepEqual(JSON.parse(String(row?.['details'])), { fields: ['city', 'title'] });
  });

  it('Current locale: with Deutsch (Österreich) all words, dates and numbers on the page change at once', async () => {
    const me = await visitAs('noor@example.com');
    const firstDate = () => me.page.$eval('.table time', (time) => time.textContent);
    assert.match(await firstDate(), /^[A-Z][a-z]+ \d{1,2}, \d{4}$/);

    await me.openProfile('Noor Haddad');
    await me.page.waitForSelector('.account-form select[name="locale"] option[value="de-AT"]');
    assert.deepEqual(await me.page.select('.account-form select[name="locale"]', 'de-AT'), ['de-AT']);
    // Before it is saved, the form shows what it will look like.
    await me.waitForText(/1.234.567,89/);
    await me.click('button', 'Save');

    await me.waitForText('Mein Profil');
    await me.waitForText('Gespeichert');
    await me.page.waitForSelector('html[lang="de"]');
    assert.deepEqual(await me.texts('[data-view="certificates"] h1'), ['Zertifikate']);
    assert.match(await firstDate(), /^\d{2}\.\d{2}\.\d{4}$/);

    await me.page.reload();
    await me.openProfile('Noor Haddad', 'Mein Profil');
    assert.equal(await me.valueOf('.account-form select[name="locale"]'), 'de-AT');
  });

  it('when I saved in another browser meanwhile, nothing typed is lost and both changes can be kept', async () => {
    const email = 'sofia@example.com';
    const [here, there] = [await visitAs(email), await visitAs(email)];
    for (const me of [here, there]) await me.openProfile('Sofia Brunner', 'Mein Profil');
    // First: a form that holds nothing of mine takes over at once what happens elsewhere.
    await here.fill('.account-form input[name="city"]', 'Towson');
    await here.fill('.account-form input[name="title"]', 'Prof.');
    await there.fill('.account-form input[name="city"]', 'Annapolis');
    await there.click('button', 'Speichern');
    await there.waitForText(/Gespeichert um \d/);

    await here.click('button', 'Speichern');
    await here.waitForText('Annapolis');
    assert.equal(await here.valueOf('.account-form input[name="city"]'), 'Towson');
    assert.equal(await here.valueOf('.account-form input[name="title"]'), 'Prof.');

    await here.click('button', 'Meine Änderungen behalten');
    await here.waitForText(/Gespeichert um \d/);
    const saved = await profileOf(email);
    assert.deepEqual([saved?.['title'], saved?.['city']], ['Prof.', 'Towson']);
  });
});

describe('My Profile: Recent activity: Show', () => {
  it('has Access type, Access type details, Location, IP and Date/time of each sign-in', async () => {
    const day = () => new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'America/New_York' }).format();
    const before = day();
    const me = await visitAs('ravi@example.com');
    await me.openProfile('Ravi Menon');
    await me.click('button', 'Show Recent activity');
    await me.shown('activity-log >>> tbody tr');
    assert.deepEqual(await me.texts('activity-log >>> thead th'), [
      'Access type',
      'Access type details',
      'Location',
      'IP',
      'Date/time',
    ]);
    const rows = await cellsOf(me);
    const [type, details, location, address, time] = rows[0] ?? [];
    assert.deepEqual([type, details, location], ['Browser More', 'Chrome on Linux', 'Local network']);
    assert.match(String(address), /^(127\.0\.0\.1|::1)$/);
    // The day may have ended meanwhile.
    const today = [before, day()];
    assert.ok(
      today.some((each) => time?.startsWith(each)),
      `${time} is not of ${today.join(' or ')}`,
    );

    const abroad = rows.find((row) => row[3] === '73.213.40.8') ?? [];
    assert.match(String(abroad[1]), /^Chrome on (macOS|Android)/);
    assert.match(String(abroad[2]), /United States$/);
    assert.ok(
      rows.every((row) => row.every((cell) => cell !== '')),
      'an empty cell',
    );
  });

  it('leads further back in time, and back to the profile as it was', async () => {
    const me = await visitAs('ravi@example.com');
    await me.openProfile('Ravi Menon');
    await me.fill('.account-form input[name="title"]', 'Typed, not saved');
    await me.click('button', 'Show Recent activity');
    await me.shown('activity-log >>> tbody tr');
    const before = (await cellsOf(me)).length;
    await me.click('button', 'Show older');
    await me.waitForText('25 more loaded.');
    assert.equal((await cellsOf(me)).length, before + 25);
    await me.click('button', 'Back to My Profile');
    await me.page.waitForSelector('.account-form input[name="title"]', { visible: true });
    assert.equal(await me.valueOf('.account-form input[name="title"]'), 'Typed, not saved');
  });
});

describe('My Profile: My account: Manage', () => {
  it('leads an administrator to the account portal; others do not find it', async () => {
    const administrator = await visitAs('ravi@example.com');
    await administrator.openProfile('Ravi Menon');
    await administrator.click('link', 'Manage My account');
    await administrator.shown('account-name input[name="firstName"]');
    assert.equal(new URL(administrator.page.url()).pathname, '/account/');

    const member = await visitAs('ada@example.com');
    await member.openProfile('Ada Moreau');
    assert.equal(await member.has('link', 'Manage My account'), false);
  });

  it('is there for everybody where the host application says so', async () => {
    const me = await visitAs('ada@example.com', '/everyone/');
    await me.openProfile('Ada Moreau');
    await me.click('link', 'Manage My account');
    await me.shown('account-name input[name="firstName"]');
  });

  it('is there for administrators alone, wherever the host says so, where PORTAL_ACCESS lets no others in', async () => {
    const strict = await Demo.start({ environment: { PORTAL_ACCESS: 'administrators' } });
    const member = await visit();
    await member.goTo(`${strict.origin}/everyone/`);
    await member.signIn('ada@example.com');
    await member.openProfile('Ada Moreau');
    await member.find('button', 'Show Recent activity');
    assert.equal(await member.has('link', 'Manage My account'), false);
    await member.goTo(`${strict.origin}/account/`);
    await member.find('heading', 'Your account has no access to this page');

    const administrator = await visit();
    await administrator.goTo(`${strict.origin}/everyone/`);
    await administrator.signIn('ravi@example.com');
    await administrator.openProfile('Ravi Menon');
    await administrator.click('link', 'Manage My account');
    await administrator.shown('account-name input[name="firstName"]');
  });
});

describe('My Profile: Password: Change', () => {
  it('asks who I am if that is long ago; the rest of the profile stays as I typed it', async () => {
    const me = await visitAs('ada@example.com', '/', { width: 320, height: 640 });
    await me.press('profile-menu >>> button');
    await me.click('menuitem', 'My Profile');
    await me.fill('input[name="title"]', 'Chief of Everything');
    await demo.anHourPasses();

    await me.click('button', 'Change Password');
    await me.find('dialog', 'Confirm it’s you');
    await me.page.keyboard.press('Escape');
    await me.page.waitForSelector('reauth-dialog', { hidden: true });
    assert.equal(await me.valueOf('input[name="title"]'), 'Chief of Everything');

    await me.click('button', 'Change Password');
    await me.fill('input[autocomplete="current-password"]', demoPassword);
    await me.page.keyboard.press('Enter');
    await me.fill('input[name="newPassword"]', 'plum orbit seven lantern');
    await me.fill('input[name="confirmation"]', 'plum orbit seven lantern');
    await me.click('checkbox', 'Sign out from other devices');
    assert.deepEqual(await me.barriers(), []);
    assert.equal(await me.overflow(), 0);
    await me.click('button', 'Change password');
    await me.find('heading', 'Password changed');
    await me.waitForText('Other devices stay signed in.');
    await me.click('button', 'Done');
    await me.find('button', 'Change Password');
    assert.equal(await me.valueOf('input[name="title"]'), 'Chief of Everything');

    const again = await visit();
    await again.goTo(`${demo.origin}/`);
    await again.signIn('ada@example.com', 'plum orbit seven lantern');
    await again.find('button', 'Ada Moreau');
  });
});
