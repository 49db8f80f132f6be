import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';

const { demo, visit } = await atTheDemo();

const looks = [
  { width: 1280, dark: false },
  { width: 1280, dark: true },
  { width: 320, dark: false },
  { width: 320, dark: true },
];

for (const look of looks) {
  const name = `${look.width} px wide, ${look.dark ? 'dark' : 'light'}`;
  test(`every page and dialog is without barriers and fits, ${name}`, async () => {
    const me = await visit(look);
    const check = async (place: string) => {
      assert.deepEqual(await me.barriers(), [], `barriers in ${place}`);
      assert.equal(await me.overflow(), 0, `${place} is wider than the window`);
    };
    await me.goTo(`${demo.origin}/`);
    await me.page.waitForSelector('sign-in-form input[name="password"]', { visible: true });
    await check('signing in');
    await me.signIn('ada@example.com');
    await me.find('button', 'Ada Moreau');
    await check('the list');
    await me.goTo(`${demo.origin}/#/certificates/track`);
    await me.page.waitForSelector('dialog.detail[open]');
    await check('one certificate');
    await me.page.keyboard.press('Escape');
    // The address follows the dialog.
    await me.page.waitForFunction(() => location.hash === '#/certificates');
    await me.goTo(`${demo.origin}/#/issuers`);
    await me.find('heading', 'Issuers');
    await check('the issuers');
    await me.click('button', 'Ada Moreau');
    await me.find('menuitem', 'Sign out');
    await check('the menu');
    await me.click('menuitem', 'My Profile');
    await me.page.waitForSelector('.account-form input[name="title"]', { visible: true });
    await check('My Profile');
    await me.goTo(`${demo.origin}/account/`);
    for (const [page, part] of [
      ['account', 'account-name input[name="firstName"]'],
      ['security', 'password-change button'],
      ['sessions', 'session-list >>> .session[data-session]'],
      ['activity', 'activity-log >>> [data-entry]'],
    ] as const) {
      await me.page.evaluate((hash) => (location.hash = hash), `#/${page}`);
      await me.shown(part);
      await check(`the portal: ${page}`);
    }
  });
}

test('the main job can be done with the keyboard alone, and the focus is always visible', async () => {
  const me = await visit();
  const { keyboard } = me.page;
  const focused = () =>
    me.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const style = element ? getComputedStyle(element) : undefined;
      // Between the last stop and the first, the browser's own bar has the focus.
      if (element === document.body) return { name: '', visible: true };
      const text = element?.getAttribute('aria-label') ?? element?.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '';
      return {
        name: (element as HTMLInputElement | null)?.name || text,
        visible: element?.matches(':focus-visible') === true && style?.outlineStyle !== 'none',
      };
    });
  /** Presses Tab until something has the focus; every stop on the way must show where one is. */
  const tabTo = async (wanted: RegExp) => {
    for (let stop = 0; stop < 60; stop += 1) {
      await keyboard.press('Tab');
      const { name, visible } = await focused();
      if (name) assert.equal(visible, true, `nothing shows that “${name}” has the focus`);
      if (wanted.test(name)) return;
    }
    throw new Error(`Tab never came to ${wanted}`);
  };

  await me.goTo(`${demo.origin}/`);
  await me.page.waitForSelector('sign-in-form input[name="password"]', { visible: true });
  await tabTo(/^Skip to content$/);
  await tabTo(/^email$/);
  await keyboard.type('ada@example.com');
  await tabTo(/^password$/);
  await keyboard.type('quiet harbour lantern');
  await keyboard.press('Enter');
  await me.find('button', 'Ada Moreau');
  await me.page.waitForFunction(() => document.activeElement?.tagName === 'H1');

  // From the page's heading back to the top right.
  await me.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await tabTo(/Ada Moreau/);
  await keyboard.press('Enter');
  await me.find('menuitem', 'My Profile');
  await me.waitForFocus('My Profile');
  await keyboard.press('ArrowDown');
  await me.waitForFocus('Sign out');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await me.page.waitForSelector('.account-form input[name="title"]', { visible: true });
  await tabTo(/^title$/);
  await keyboard.down('Control');
  await keyboard.press('KeyA');
  await keyboard.up('Control');
  await keyboard.type('By keyboard');
  await keyboard.press('Enter');
  await me.waitForText(/Saved at \d/);

  await keyboard.press('Escape');
  await me.page.waitForFunction(() => document.activeElement?.localName === 'profile-menu');
  assert.match((await focused()).name, /Ada Moreau/);
});
