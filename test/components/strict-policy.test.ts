import { expect } from 'chai';
import { aWhile, until } from '../support/browser.ts';

interface StrictHost extends Window {
  use?(): Promise<{ readonly reports: readonly string[]; readonly text: string; readonly styled: string }>;
  misbehave?(): void;
}

describe('under the strict policy and Trusted Types', () => {
  let frame: HTMLIFrameElement;
  const host = () => frame.contentWindow as StrictHost;

  before(async () => {
    frame = document.createElement('iframe');
    frame.width = '900';
    frame.src = '/test-page/strict-host?strict';
    document.body.append(frame);
    await until(() => host().use, 'the page under the policy runs');
  });
  after(() => frame.remove());

  it('every element renders, speaks two languages, is clicked and sent, without one report', async () => {
    const { reports, text, styled } = (await host().use?.()) ?? { reports: ['none'], text: '', styled: '' };
    await aWhile(50);
    expect(reports).to.deep.equal([]);
    expect(text).to.contain('E-Mail-Adresse');
    expect(styled).to.equal('1px');
  });

  it('and the page does report what the policy forbids', async () => {
    host().misbehave?.();
    let reports: readonly string[] = [];
    await until(async () => {
      reports = (await host().use?.())?.reports ?? [];
      return reports.length >= 2;
    });
    expect(reports.join()).to.contain('style-src').and.to.contain('require-trusted-types-for');
  });

  it('a second factor is set up, and its recovery codes are copied, downloaded and printed, without one report', async () => {
    const codes = document.createElement('iframe');
    codes.src = '/test-page/strict-codes?strict';
    document.body.append(codes);
    try {
      const page = codes.contentWindow as Window & { use?(): Promise<unknown> };
      await until(() => page.use, 'the page under the policy runs');
      const used = (await page.use?.()) as { reports: string[]; files: string[]; end: string };
      await aWhile(50);
      expect(used.reports).to.deep.equal([]);
      expect(used.files).to.have.length(1);
      expect(used.files[0]).to.match(/^recovery-codes-.+\.txt$/);
      expect(used.end).to.equal('“Authenticator application” is set up');
    } finally {
      codes.remove();
    }
  });
});
