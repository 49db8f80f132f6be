import { expect } from 'chai';
import { html } from 'lit';
import { roles, type TokenSheet } from '../../stories/support/token-sheet.ts';
import { fixture } from '../support/browser.ts';

/** What the design language says, and the same words where they lie on something raised or beside what went wrong. */
const pairs = [
  ...roles.flatMap(({ name, against }) => (against ? [[name, ...against] as const] : [])),
  ['text', 'raised', 4.5],
  ['muted', 'raised', 4.5],
  ['accent', 'raised', 4.5],
  ['text', 'danger-surface', 4.5],
  ['danger', 'surface', 4.5],
] as const;

async function tooFaint(scheme: string): Promise<string[]> {
  const place = await fixture<HTMLElement>(
    html`<div><story-token-sheet data-show="colours"></story-token-sheet></div>`,
  );
  place.style.colorScheme = scheme;
  const sheet = place.querySelector<TokenSheet>('story-token-sheet');
  if (!sheet) throw new Error('there are no colours');
  await sheet.updateComplete;
  return pairs.flatMap(([on, under, least]) => {
    const ratio = sheet.ratioOf(on, under);
    return ratio < least ? [`${on} on ${under}: ${ratio.toFixed(2)}`] : [];
  });
}

describe('our colours', () => {
  for (const scheme of ['light', 'dark']) {
    it(`can be told apart in ${scheme}`, async () => {
      expect(await tooFaint(scheme)).to.deep.equal([]);
    });
  }

  it('are found too faint when a page makes them so', async () => {
    document.documentElement.style.setProperty('--account-muted', '#aaaaaa');
    const found = await tooFaint('light').finally(() =>
      document.documentElement.style.removeProperty('--account-muted'),
    );
    expect(found).to.deep.equal(['muted on surface: 2.32', 'muted on raised: 2.16']);
  });
});
