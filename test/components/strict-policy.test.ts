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
    await until(() => host().use, 'the page under the policy runs', 8000);
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
});
