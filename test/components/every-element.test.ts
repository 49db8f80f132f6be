import { expect } from 'chai';
import { createClient } from '../../components/client/create-client.ts';
import '../../components/define.ts';
import { account } from '../../components/contract/account.ts';
import type { AccountElement } from '../../components/shared/account-element.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { deepElements, fixture, settled, until } from '../support/browser.ts';
import { html } from 'lit';

// What holds for the test elements on the foundation has to hold for the real ones.

const FORMS = ['sign-in-form', 'profile-form', 'account-name'];
const ALL = [
  ...FORMS,
  'account-data',
  'account-lockdown',
  'activity-log',
  'authenticator-setup',
  'passkey-setup',
  'password-change',
  'profile-menu',
  'email-change',
  'email-notices',
  'my-profile',
  'recovery-codes',
  'session-list',
];

async function make(tag: string, place: Node = document.body, client = fakeClient()): Promise<AccountElement> {
  const element = document.createElement(tag) as AccountElement;
  element.client = client;
  place.appendChild(element);
  await settled();
  return element;
}

const inputs = (element: Element) => [...element.querySelectorAll<HTMLInputElement>('input, textarea')];
const allInputs = (element: Element) => inputs(element).map((input) => input.value);

afterEach(() => {
  for (const tag of ALL) for (const element of document.querySelectorAll(tag)) element.remove();
});

for (const tag of ALL) {
  describe(`<${tag}>`, () => {
    it('has no child before it is connected, as the standard wants it', () => {
      const element = document.createElement(tag);
      expect(element.childNodes.length + element.attributes.length).to.equal(0);
    });

    it('has unique ids, twice on a page', async () => {
      await make(tag);
      await make(tag);
      for (const root of [document, ...[...deepElements(document)].flatMap(({ shadowRoot }) => shadowRoot ?? [])]) {
        const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id);
        expect(ids.length).to.equal(new Set(ids).size);
      }
    });

    it('ties every label, description and control together in one root', async () => {
      const element = await make(tag);
      for (const node of deepElements(element.parentElement as Element)) {
        for (const name of ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls']) {
          for (const id of (node.getAttribute(name) ?? '').split(/\s+/).filter(Boolean)) {
            const root = node.getRootNode() as Document;
            expect(root.querySelectorAll(`#${CSS.escape(id)}`).length, `${node.localName} ${name}=${id}`).to.equal(1);
          }
        }
      }
    });

    it('has a class of ours on everything in light DOM that a page’s CSS could reach', async () => {
      const element = await make(tag);
      const bare = [...element.querySelectorAll('.account-light *')]
        .filter((node) => !node.closest('svg') || node.localName === 'svg')
        .filter((node) => !node.getAttribute('class')?.startsWith('account-') && !node.localName.includes('-'))
        .map(({ localName }) => localName)
        .filter((name) => !['option', 'optgroup', 'bdi', 'span', 'time'].includes(name));
      expect(bare).to.deep.equal([]);
    });

    it('writes no style attribute and no style element', async () => {
      const element = await make(tag);
      const styled = [...deepElements(element.parentElement as Element)].filter(
        (node) =>
          (node.closest(tag) || node.getRootNode() !== document) &&
          (node.hasAttribute('style') || node.localName === 'style'),
      );
      expect(styled.map(({ outerHTML }) => outerHTML)).to.deep.equal([]);
    });

    it('hears of a write once, after moves through the page and a shadow root', async () => {
      let reads = 0;
      const memory = fakeClient();
      const counting = createClient({
        account: {
          get: () => (reads++, memory.send(account.get, {})),
          updateName: ({ body }) => memory.send(account.updateName, { body }),
        },
      });
      const element = await make(tag, document.body, counting);
      const root = (await fixture<HTMLElement>(html`<div></div>`)).attachShadow({ mode: 'open' });
      root.append(element);
      document.body.append(element);
      await settled();
      const before = reads;
      await counting.send(account.updateName, { body: { firstName: 'A', lastName: 'B' } });
      await settled();
      await settled();
      // Each element of a composite reads for itself.
      const readers = [element, ...deepElements(element), ...deepElements(element.shadowRoot as ShadowRoot)].filter(
        (node) => 'localize' in node,
      ).length;
      expect(reads - before).to.be.at.most(readers);
    });

    it('leaves nothing that listens when it is removed', async () => {
      let reads = 0;
      const memory = fakeClient();
      const counting = createClient({
        account: {
          get: () => (reads++, memory.send(account.get, {})),
          updateName: ({ body }) => memory.send(account.updateName, { body }),
        },
      });
      const element = await make(tag, document.body, counting);
      element.remove();
      await settled();
      const before = reads;
      await counting.send(account.updateName, { body: { firstName: 'A', lastName: 'B' } });
      await settled();
      expect(reads).to.equal(before);
    });
  });
}

for (const tag of FORMS) {
  describe(`<${tag}>: what was typed`, () => {
    it('stays when it is moved, into a shadow root and out', async () => {
      const element = await make(tag);
      await until(() => inputs(element).length > 0);
      for (const [index, input] of inputs(element).entries()) input.value = `typed ${index}`;
      const typed = allInputs(element);
      const root = (await fixture<HTMLElement>(html`<div></div>`)).attachShadow({ mode: 'open' });
      for (const place of [root, document.body]) {
        place.append(element);
        await settled();
        await until(() => inputs(element).length > 0);
        expect(allInputs(element)).to.deep.equal(typed);
        expect(getComputedStyle(inputs(element)[0] as Element).borderTopWidth).to.equal('1px');
      }
    });

    it('stays when the host empties the element, and when the language changes', async () => {
      const element = await make(tag);
      await until(() => inputs(element).length > 0);
      for (const [index, input] of inputs(element).entries()) input.value = `typed ${index}`;
      const typed = allInputs(element);
      expect(typed.length).to.be.greaterThan(0);
      element.replaceChildren();
      await settled();
      expect(allInputs(element)).to.deep.equal(typed);
      element.lang = 'de';
      await until(
        () =>
          /[A-ZÄÖÜ]/.test(element.textContent ?? '') &&
          element.querySelector('.account-light')?.getAttribute('lang') === 'de',
      );
      await settled();
      expect(allInputs(element)).to.deep.equal(typed);
    });

    it('is not in a clone, which works for itself', async () => {
      const element = await make(tag);
      for (const input of inputs(element)) input.value = 'typed';
      const clone = element.cloneNode(true) as AccountElement;
      clone.client = fakeClient();
      element.after(clone);
      await settled();
      await until(() => inputs(clone).length > 0);
      expect(clone.querySelectorAll('form')).to.have.length(1);
      expect(allInputs(clone)).not.to.include('typed');
    });
  });
}
