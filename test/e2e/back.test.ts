import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import type { Visit } from '../support/visit.ts';

// Browsers keep a page that is left as it was, and show it again when somebody presses Back.

const { demo, browser, visitAs } = await atTheDemo();

/** Builds of Chromium without a window of their own keep no page at all. */
async function keepsPages(): Promise<boolean> {
  const page = await browser.newPage();
  await page.goto(`${demo.origin}/shared/mark.svg`);
  await page.evaluate(() => Object.assign(window, { wasKept: true }));
  await page.goto(`${demo.origin}/shared/rosette.svg`);
  await page.goBack();
  const kept = await page.evaluate(() => 'wasKept' in window);
  await page.close();
  return kept;
}
const skip = (await keepsPages()) ? false : 'this browser keeps no pages';

/** What can be seen of the page, noted with every frame that was drawn since it came back. */
async function watch(me: Visit): Promise<void> {
  await me.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen, wasKept: true });
    const note = () => {
      const roots = (root: ParentNode): ParentNode[] =>
        [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
          shadowRoot ? [shadowRoot, ...roots(shadowRoot)] : [],
        );
      for (const root of [document, ...roots(document)]) {
        for (const element of root.querySelectorAll('*')) {
          if (element.localName === 'option' || !element.checkVisibility({ visibilityProperty: true })) continue;
          if (element instanceof HTMLInputElement) seen.push(element.value);
          for (const node of element.childNodes) if (node instanceof Text && node.data.trim()) seen.push(node.data);
        }
      }
      requestAnimationFrame(note);
    };
    window.addEventListener('pageshow', ({ persisted }) => persisted && note());
  });
}

/** Leaves the page, does something elsewhere meanwhile, and presses Back. */
async function awayAndBack(me: Visit, meanwhile: () => Promise<unknown>): Promise<void> {
  // Whoever typed something is asked whether to leave.
  me.page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  await me.page.goto(`${demo.origin}/shared/mark.svg`);
  await meanwhile();
  await me.page.goBack();
  assert.equal(await me.page.evaluate(() => 'wasKept' in window), true, 'the browser kept the page');
}

const seenBy = (me: Visit): Promise<string> =>
  me.page.evaluate(() => (window as unknown as { seen: string[] }).seen.join('\n'));

/** As if an administrator had ended them. */
const endAllSessions = () => demo.rows('UPDATE sessions SET expires_at = 1, idle_expires_at = 1 RETURNING id');

describe('back to a page that the browser kept', { skip }, () => {
  it('shows all as it was to whoever is still signed in, with what was typed', async () => {
    const me = await visitAs('ada@example.com', '/account/');
    await me.fill('account-name input[name="firstName"]', 'Typed, not saved');
    await watch(me);
    await awayAndBack(me, async () => undefined);
    await me.shown('account-name input[name="firstName"]');
    assert.equal(await me.valueOf('account-name input[name="firstName"]'), 'Typed, not saved');
    await me.find('button', 'Ada Moreau');
  });

  for (const path of ['/', '/account/', '/account/#/sessions', '/account/#/activity']) {
    it(`shows nothing of mine, not for one frame, when I signed out meanwhile: ${path}`, async () => {
      const me = await visitAs('ada@example.com', path);
      await me.find('button', 'Ada Moreau');
      // The sign-in page of the demo names its people by itself.
      await me.page.$eval('.people', (people) => people.remove());
      if (path === '/') await me.openProfile('Ada Moreau');
      if (path.endsWith('sessions')) await me.shown('session-list >>> .session[data-session]');
      if (path.endsWith('activity')) await me.shown('activity-log >>> tbody tr');
      await watch(me);
      await awayAndBack(me, endAllSessions);
      await me.page.waitForSelector('.view[data-view="sign-in"]', { visible: true });
      const seen = await seenBy(me);
      assert.doesNotMatch(seen, /Moreau|Dock Street|86\.140|Lisbon|Wrong password|lindholm\.example/);
    });
  }
});
