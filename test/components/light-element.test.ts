import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-provider/define.ts';
import { createClient } from '../../components/client/create-client.ts';
import { account } from '../../components/contract/account.ts';
import { LightElement } from '../../components/shared/light-element.ts';
import { formStyles } from '../../components/theme/form.styles.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { ada } from '../../components/testing/samples.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { activeElement, fixture, press, settled, type, until } from '../support/browser.ts';
import { TestForm } from '../support/elements.ts';

const client = fakeClient();
const form = (content: unknown = '') => fixture<TestForm>(html`<test-form .client=${client}>${content}</test-form>`);
const sheet = formStyles.styleSheet as CSSStyleSheet;

/** For nodes: chai spells both out when they differ, which takes a browser minutes. */
const expectSame = (actual: unknown, wanted: unknown, message: string) =>
  expect(actual === wanted, message).to.equal(true);

/** The form works: it is one, it is styled, and it listens. */
async function expectWorking(element: TestForm): Promise<void> {
  await settled(element.getRootNode() as ShadowRoot);
  expect(element.querySelectorAll('form')).to.have.length(1);
  const input = element.control('email');
  expectSame(input.form, element.querySelector('form'), 'its form');
  expect(input.labels?.[0]?.textContent).to.equal('E-mail address');
  expect(getComputedStyle(input).borderTopWidth, 'styled').to.equal('1px');
  expect(getComputedStyle(input).display).to.equal('block');
  const { clicks } = element;
  element.querySelector<HTMLElement>('#count')?.click();
  expect(element.clicks, 'listening once').to.equal(clicks + 1);
  expect(element.light.assignedSlot?.name, 'shown').to.equal('light');
}

describe('a form in a page', () => {
  it('is light DOM that document queries and password managers find, in one child', async () => {
    const element = await form();
    await expectWorking(element);
    expectSame(document.querySelector('input[autocomplete="email"]'), element.control('email'), 'found');
    expect([...element.children].map(({ className }) => className)).to.deep.equal(['account-light']);
    await expectAccessible(element);
  });

  it('can be typed into and sent by keyboard', async () => {
    const element = await form();
    element.focus();
    expectSame(activeElement(), element.control('email'), 'focused');
    await press('Control+a');
    await type('new@example.com');
    await press('Enter');
    await settled();
    expect(element.control('email').value).to.equal('new@example.com');
    expect(element.querySelector('[role="status"]')?.textContent).to.contain('Saved');
  });

  it('leaves the host’s own children alone and shows them', async () => {
    const element = await form(html`<p id="own">Ours</p>`);
    await expectWorking(element);
    expect(element.querySelector('#own')?.assignedSlot?.name).to.equal('');
    expect([...element.children].map(({ id }) => id)).to.contain('own');
  });

  it('has ids that are unique, twice on a page and with another copy of the library', async () => {
    const place = await fixture(
      html`<div><test-form .client=${client}></test-form><test-form .client=${client}></test-form></div>`,
    );
    const copy = (await import(
      `${new URL('../../components/shared/light-element.ts', import.meta.url).href}?copy`
    )) as {
      LightElement: new () => { readonly idPrefix: string };
    };
    class Another extends copy.LightElement {}
    customElements.define('test-copy', Another as unknown as CustomElementConstructor);
    const ids = [...place.querySelectorAll('[id]')].map(({ id }) => id).filter((id) => id.startsWith('account-'));
    expect(ids.length).to.be.greaterThan(7);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.some((id) => id.startsWith(`${new Another().idPrefix}-`))).to.equal(false);
  });

  it('is styled once, however many there are', async () => {
    await form();
    await form();
    expect(document.adoptedStyleSheets.filter((each) => each === sheet)).to.have.length(1);
  });

  it('is styled again after the page replaced its style sheets', async () => {
    const element = await form();
    document.adoptedStyleSheets = [];
    element.requestUpdate();
    await expectWorking(element);
  });
});

describe('a form in another element’s shadow root', () => {
  for (const mode of ['open', 'closed'] as const) {
    it(`works and is styled in an ${mode} one`, async () => {
      const place = await fixture<HTMLElement>(html`<div></div>`);
      const root = place.attachShadow({ mode });
      const element = new TestForm();
      element.client = client;
      root.append(element);
      await expectWorking(element);
      expect(root.adoptedStyleSheets).to.deep.equal([sheet]);
    });
  }

  it('keeps its style sheet beside those of the root', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const root = place.attachShadow({ mode: 'open' });
    const theirs = new CSSStyleSheet();
    root.adoptedStyleSheets = [theirs];
    const element = new TestForm();
    element.client = client;
    root.append(element);
    await expectWorking(element);
    expect(root.adoptedStyleSheets).to.deep.equal([theirs, sheet]);
  });
});

describe('a form that has just come', () => {
  it('gets the focus that was asked for before its fields were there', async () => {
    class OneField extends LightElement {
      override render() {
        return html`<slot name="light"></slot>`;
      }
      protected override renderLight() {
        return html`<form><input name="only" /></form>`;
      }
    }
    customElements.define('one-field', OneField);
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const element = new OneField();
    place.append(element);
    element.focus();
    await until(() => element.contains(document.activeElement));
    expect((document.activeElement as HTMLInputElement).name).to.equal('only');
  });
});

describe('a form that is moved', () => {
  it('keeps what was typed and chosen, and listens once', async () => {
    const element = await form();
    element.control('email').value = 'typed';
    element.control<HTMLTextAreaElement>('street').value = 'typed\ntoo';
    element.control<HTMLSelectElement>('country').value = 'CH';
    const target = await fixture<HTMLElement>(html`<div></div>`);
    const root = (await fixture<HTMLElement>(html`<div></div>`)).attachShadow({ mode: 'open' });
    for (const place of [target, root, document.body, root]) {
      place.append(element);
      await expectWorking(element);
    }
    expect(element.control('email').value).to.equal('typed');
    expect(element.control<HTMLTextAreaElement>('street').value).to.equal('typed\ntoo');
    expect(element.control<HTMLSelectElement>('country').value).to.equal('CH');
  });

  it('keeps what was typed while the page is without it', async () => {
    const element = await form();
    element.control('email').value = 'typed';
    const place = element.parentElement;
    element.remove();
    await settled();
    place?.append(element);
    await expectWorking(element);
    expect(element.control('email').value).to.equal('typed');
  });

  it('keeps what was typed when its provider is moved', async () => {
    const provider = await fixture(
      html`<account-provider .client=${client}><test-form></test-form></account-provider>`,
    );
    const element = provider.querySelector('test-form') as TestForm;
    element.control('email').value = 'typed';
    provider.parentElement?.prepend(provider);
    await expectWorking(element);
    expect(element.control('email').value).to.equal('typed');
  });

  it('does not show one person what another typed, under another client', async () => {
    const [first, second] = [ada, { ...ada, email: 'bob@example.com' }].map((person) =>
      createClient({ account: { get: () => person } }),
    );
    const place = await fixture(
      html`<div>
        <account-provider .client=${first}><test-form></test-form></account-provider>
        <account-provider .client=${second}></account-provider>
      </div>`,
    );
    const element = place.querySelector('test-form') as TestForm;
    element.control('email').value = 'typed';
    place.querySelectorAll('account-provider')[1]?.append(element);
    await until(() => element.control('email')?.defaultValue === 'bob@example.com');
    expect(element.control('email').value).to.equal('bob@example.com');
  });
});

describe('what the host hears', () => {
  it('our events and those of the controls, from light DOM', async () => {
    const element = await form();
    const heard: string[] = [];
    for (const name of ['input', 'submit'])
      document.addEventListener(name, ({ target }) => heard.push(`${name} ${(target as Element).localName}`), {
        once: true,
      });
    element.focus();
    await type('x');
    await press('Enter');
    await settled();
    expect(heard).to.deep.equal(['input input', 'submit form']);
  });

  it('change of the client goes on reaching the form after many moves, once', async () => {
    let reads = 0;
    const counted = createClient({ account: { get: () => (reads++, ada), updateName: () => ada } });
    const element = await fixture<TestForm>(html`<test-form .client=${counted}></test-form>`);
    for (let round = 0; round < 3; round += 1) element.parentElement?.append(element);
    await settled();
    const before = reads;
    await counted.send(account.updateName, { body: { firstName: 'A', lastName: 'B' } });
    await settled();
    expect(reads).to.equal(before + 1);
  });
});
