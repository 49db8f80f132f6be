import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import type { Visit } from '../support/visit.ts';

// Nothing jumps: the sum of all layout shifts of a page stays under 0.02, where 0.1 counts as good.

const MOST = 0.02;

const { demo, visit } = await atTheDemo();

const looks = [{ width: 1280 }, { width: 320 }] as const;

const networks = {
  'at full speed': undefined,
  'on a slow network': { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 },
} as const;

for (const { width } of looks) {
  for (const [how, network] of Object.entries(networks)) {
    test(`nothing on any page moves while it comes, ${width} px wide, ${how}`, { timeout: 240_000 }, async () => {
      const me = await visit({ width });
      await watchShifts(me);
      // Of every page that is opened, from its start.
      const open = async (path: string, shown: string) => {
        await me.page.goto('about:blank');
        await me.goTo(demo.origin + path);
        await me.shown(shown);
        await expectNoShift(me, path);
      };
      if (network)
        await me.page.createCDPSession().then((session) => session.send('Network.emulateNetworkConditions', network));
      await open('/', 'sign-in-form input[name="password"]');
      await open('/account/', 'sign-in-form input[name="password"]');
      await me.signIn('ada@example.com');
      await open('/', '.table .name');
      await open('/#/issuers', '.issuers');
      for (const [section, shown] of sections) await open(`/account/#/${section}`, shown);
    });

    test(
      `nothing moves by itself on the way through the portal and in My Profile, ${width} px wide, ${how}`,
      { timeout: 240_000 },
      async () => {
        const me = await visit({ width });
        await watchShifts(me);
        await me.goTo(`${demo.origin}/account/`);
        await me.signIn('ada@example.com');
        if (network)
          await me.page.createCDPSession().then((session) => session.send('Network.emulateNetworkConditions', network));
        for (const [, shown, name] of [...sections, ...sections]) {
          await me.click('link', name);
          await me.shown(shown);
          await expectNoShift(me, `to ${name}`);
        }
        await me.goTo(`${demo.origin}/`);
        await me.openProfile('Ada Moreau');
        await expectNoShift(me, 'My Profile');
      },
    );
  }
}

const sections = [
  ['account', 'account-name input[name="firstName"]', 'Account'],
  ['security', 'passkey-setup button', 'Security'],
  ['sessions', '.session[data-session]', 'Sessions'],
  ['activity', '[data-entry]', 'Activity log'],
  ['data', '[data-format]', 'Your data'],
] as const;

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}
type Watched = Window & { shifts?: Shift[] };

async function watchShifts(me: Visit): Promise<void> {
  await me.page.evaluateOnNewDocument(() => {
    type Entry = PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    };
    const shifts: Shift[] = [];
    (window as Watched).shifts = shifts;
    const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(' ');
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Entry[]) {
        // Within half a second of a click or a key things may move: that is what was asked for.
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(({ node, previousRect, currentRect }) => {
          const element = node instanceof Element ? node : node?.parentElement;
          return `${element?.localName}.${element?.className}: ${place(previousRect)} to ${place(currentRect)}`;
        });
        shifts.push({ value: entry.value, moved });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** When all is there, and what comes late has come. */
async function expectNoShift(me: Visit, place: string): Promise<void> {
  await me.page.evaluate(async () => {
    const fetched = () => performance.getEntriesByType('resource').length;
    for (let before = -1; before < fetched();) {
      before = fetched();
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
  });
  const shifts = await me.page.evaluate(() => (window as Watched).shifts?.splice(0) ?? []);
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  assert.ok(sum < MOST, `${place} shifted by ${sum.toFixed(3)}:\n${JSON.stringify(shifts, null, 1)}`);
}
