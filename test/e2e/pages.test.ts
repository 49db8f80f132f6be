import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { Demo } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

const looks = [
  { width: 1280, dark: false },
  { width: 1280, dark: true },
  { width: 320, dark: false },
  { width: 320, dark: true },
];

for (const look of looks) {
  const name = `${look.width} px wide, ${look.dark ? 'dark' : 'light'}`;
  test(`every page and dialog is without barriers and fits, ${name}`, async () => {
    const me = await Visit.open(browser, look);
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
    await me.goTo(`${demo.origin}/#/issuers`);
    await check('the issuers');
    await me.click('button', 'Ada Moreau');
    await me.find('menuitem', 'Sign out');
    await check('the menu');
    await me.click('menuitem', 'My Profile');
    await me.page.waitForSelector('.account-form input[name="title"]', { visible: true });
    await check('My Profile');
    await me.goTo(`${demo.origin}/account/`);
    await me.page.waitForSelector('account-name input[name="firstName"]', { visible: true });
    await check('the portal');
    assert.deepEqual(me.mishaps, []);
    await me.context.close();
  });
}

test('the main job can be done with the keyboard alone, and the focus is always visible', async () => {
  const me = await Visit.open(browser);
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
  assert.equal((await focused()).name, 'My Profile');
  await keyboard.press('ArrowDown');
  assert.equal((await focused()).name, 'Sign out');
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

test('search, filters and sorting of the list work, and say how much they found', async () => {
  const me = await Visit.open(browser);
  await me.goTo(`${demo.origin}/`);
  await me.signIn('ada@example.com');
  const names = () => me.page.$$eval('.table .name', (links) => links.map((link) => link.textContent));
  assert.equal((await names()).length, 26);
  await me.fill('.find input', 'depot');
  assert.deepEqual((await names()).length, 4);
  await me.waitForText('4 of 26 certificates');
  await me.fill('.find input', 'nothing like this');
  await me.click('button', 'Show all certificates');
  await me.page.click('[data-status="expired"]');
  assert.deepEqual(await names(), ['customs.lindholm.example', 'registry.internal']);
  await me.click('button', 'Certificate');
  await me.page.click('[data-status=""]');
  const sorted = await names();
  assert.deepEqual(
    sorted,
    sorted.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })),
  );
});

test('nothing on the page moves when the elements arrive', async () => {
  const me = await Visit.open(browser);
  await me.goTo(`${demo.origin}/`);
  await me.signIn('ada@example.com');
  await me.page.evaluateOnNewDocument(() => {
    const total = { shift: 0 };
    Object.assign(window, { total });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) total.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const path of ['/', '/account/']) {
    await me.goTo(demo.origin + path);
    await me.find('button', 'Ada Moreau');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const shift = await me.page.evaluate(() => (window as unknown as { total: { shift: number } }).total.shift);
    assert.ok(shift < 0.02, `${path} shifted by ${shift}`);
  }
});

test('what violates the policy would be refused and reported: the collector is awake', async () => {
  const { count } = await demo.reports();
  assert.equal(count, 0);
  const me = await Visit.open(browser);
  await me.goTo(`${demo.origin}/`);
  const outcome = await me.page.evaluate(() => {
    const made = document.createElement('div');
    made.setAttribute('style', 'color: red');
    document.body.append(made);
    try {
      made.innerHTML = '<b>a string</b>';
      return 'accepted';
    } catch {
      return 'refused';
    }
  });
  assert.equal(outcome, 'refused');
  for (let wait = 0; wait < 100 && (await demo.reports()).count < 2; wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { latest } = await demo.reports();
  assert.match(latest.join('\n'), /require-trusted-types-for/);
  assert.match(latest.join('\n'), /style-src/);
});

test('only what is in the list of files is served, and nothing beside it', async () => {
  for (const path of [
    '/main.ts',
    '/people.ts',
    '/host/',
    '/host',
    '/host/index.html',
    '/package.json',
    '/host/..%2fmain.ts',
    '/elements/',
    '/shared/../main.ts',
    '//host/host.js',
  ]) {
    const { status } = await fetch(demo.origin + path, { redirect: 'manual' });
    assert.ok(status === 404 || status === 400, `${path} answered ${status}`);
  }
});
