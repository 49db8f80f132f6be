import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import { Demo } from '../support/demo.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Visit } from '../support/visit.ts';

// The portal's page *Your data*: what is stored about me, and the way out.

const { demo, browser, visitAs, visit } = await atTheDemo({ environment: { DELETION_DAYS: '3' } });

/** What I download goes there. */
async function downloadsOf(me: Visit): Promise<() => string[]> {
  const downloadPath = temporaryFolder();
  const session = await me.page.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    browserContextId: me.context.id!,
    downloadPath,
  });
  return () =>
    readdirSync(downloadPath)
      .filter((name) => !name.endsWith('.crdownload'))
      .map((name) => join(downloadPath, name));
}

interface Everything {
  readonly account: readonly { readonly email: string; readonly firstName: string }[];
  readonly profile: readonly { readonly city: string }[];
  readonly sessions: readonly unknown[];
  readonly activity: readonly { readonly type: string }[];
}

async function fileThatEnds(files: () => string[], ending: string): Promise<string> {
  for (let round = 0; round < 600; round += 1) {
    const file = files().find((name) => name.endsWith(ending));
    if (file) return file;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No file that ends in ${ending} was saved`);
}

const deleteAccount = async (me: Visit, email: string): Promise<void> => {
  await me.click('button', 'Delete account');
  await me.find('alertdialog', `Delete the account ${email}?`);
  // The button that changes nothing has the focus; the other one is the next.
  await me.page.keyboard.press('Tab');
  await me.page.keyboard.press('Enter');
  await me.find('heading', 'Your account will be deleted');
};

describe('Account portal: Your data', () => {
  it('both files hold what the pages show about me, as many things, and no secrets', async () => {
    const email = 'ada@example.com';
    const me = await visitAs(email, '/account/#/sessions');
    await me.shown('.session[data-session]');
    const shown = (await me.texts('.session[data-session]')).length;
    const files = await downloadsOf(me);
    await me.goTo(`${demo.origin}/account/#/data`);
    await me.click('button', 'Download as JSON');
    await me.waitForText(/Downloaded: account-data-[\d-]+\.json, \d+ (kB|MB)/);
    const json = await fileThatEnds(files, '.json');
    const everything = JSON.parse(readFileSync(json, 'utf8')) as Everything;
    assert.equal(everything.account[0]?.email, email);
    assert.equal(everything.account[0]?.firstName, 'Ada');
    assert.equal(everything.sessions.length, shown);
    const [row] = await demo.rows(
      'SELECT count(*) AS lines FROM activity a JOIN accounts o ON o.id = a.account_id WHERE o.email = ?',
      email,
    );
    assert.equal(everything.activity.length, Number(row?.['lines']));
    assert.equal(everything.activity.at(-1)?.type, 'user_data_exported', 'the download itself is on record');

    await me.click('button', 'Download as CSV');
    await me.waitForText(/Downloaded: account-data-[\d-]+\.csv/);
    const csv = readFileSync(await fileThatEnds(files, '.csv'), 'utf8');
    assert.match(csv, /^\uFEFFpart,item,field,value\r\n/);
    assert.match(csv, new RegExp(`account,1,email,${email}`));
    assert.match(csv, new RegExp(`sessions,${shown},`));
    assert.match(csv, new RegExp(`activity,${everything.activity.length + 1},type,user_data_exported`));
    assert.doesNotMatch(csv + readFileSync(json, 'utf8'), /argon2|token_?hash|codeHash/i);
  });

  it('a link leads there, signed in and after signing in', async () => {
    const me = await visitAs('ada@example.com', '/account/#/data');
    await me.find('heading', 'Your data');
    await me.find('heading', 'Delete your account');
    assert.deepEqual(await me.texts('nav [aria-current]'), ['Your data']);
  });

  it('after Delete account I am signed out everywhere; signing in keeps the account, and says so', async () => {
    const email = 'ravi@example.com';
    const elsewhere = await visitAs(email);
    await elsewhere.find('heading', 'Certificates');
    const me = await visitAs(email, '/account/#/data');
    await me.waitForText('For 3 days');
    await deleteAccount(me, email);
    await me.waitForText(/You’re signed out everywhere\. On .+, everything in your account is erased for good/);
    await me.waitForFocus('Your account will be deleted');
    assert.doesNotMatch((await me.texts('.layout')).join(), /ravi/i, 'nothing of mine stays on screen');
    assert.deepEqual(await me.barriers(), []);
    const [sessions] = await demo.rows(
      'SELECT count(*) AS left FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = ?',
      email,
    );
    assert.equal(Number(sessions?.['left']), 0);
    await elsewhere.page.reload();
    await elsewhere.find('heading', 'Sign in');

    await me.click('button', 'Sign in and keep the account');
    await me.fill('sign-in-form input[name="email"]', email);
    await me.fill('sign-in-form input[name="password"]', 'quiet harbour lantern');
    await me.page.keyboard.press('Enter');
    await me.waitForText('Your account stays');
    await me.page.keyboard.press('Tab');
    await me.waitForFocus('Continue');
    await me.page.keyboard.press('Enter');
    await me.find('heading', 'Delete your account');
    const [asked] = await demo.rows('SELECT count(*) AS deletions FROM account_deletions');
    assert.equal(Number(asked?.['deletions']), 0);
  });

  it('when the days are over, signing in fails as for an account that never was', async () => {
    const folder = temporaryFolder();
    const email = 'noor@example.com';
    const first = await Demo.run({ folder });
    const me = await Visit.open(browser);
    try {
      await me.goTo(`${first.origin}/account/#/data`);
      await me.signIn(email);
      await deleteAccount(me, email);
      await first.rows('UPDATE account_deletions SET due_at = due_at - 8 * 86400000');
    } finally {
      await first.stop();
    }
    // The days are over while the server is down; it erases when it is up again.
    const second = await Demo.start({ folder });
    for (let round = 0; (await second.rows('SELECT 1 FROM account_deletions')).length > 0; round += 1) {
      assert.ok(round < 300, 'the account is erased');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const told: string[] = [];
    for (const tried of [email, 'nobody-ever@example.com']) {
      const page = await visit();
      await page.goTo(second.origin);
      await page.fill('sign-in-form input[name="email"]', tried);
      await page.fill('sign-in-form input[name="password"]', 'quiet harbour lantern');
      await page.page.keyboard.press('Enter');
      await page.shown('sign-in-form .account-banner');
      told.push(...(await page.texts('sign-in-form .account-banner')));
    }
    assert.equal(told.length, 2);
    assert.equal(told[0], told[1]);
    await me.context.close();
  });
});
