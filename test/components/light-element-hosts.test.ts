import { expect } from 'chai';
import { html, render } from 'lit';
import '../../components/account-provider/define.ts';
import { createClient } from '../../components/client/create-client.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { ada } from '../../components/testing/samples.ts';
import { activeElement, fixture, settled, until } from '../support/browser.ts';
import { TestForm } from '../support/elements.ts';

const client = fakeClient();
const form = (content: unknown = '') => fixture<TestForm>(html`<test-form .client=${client}>${content}</test-form>`);

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

describe('a form under a host that renders around it', () => {
  const cases: [string, (element: TestForm) => void][] = [
    ['removes our child', (element) => element.light.remove()],
    ['empties our element', (element) => element.replaceChildren()],
    ['writes text into our element', (element) => (element.textContent = 'loading')],
    ['writes other children', (element) => element.replaceChildren(document.createElement('p'))],
    ['takes it for its own', (element) => document.body.append(element.light)],
  ];
  for (const [what, happens] of cases) {
    it(`comes back with what was typed when the host ${what}`, async () => {
      const element = await form();
      const before = element.control('email');
      before.value = 'typed';
      happens(element);
      await expectWorking(element);
      expectSame(element.control('email'), before, 'the same control');
      expect(before.value).to.equal('typed');
    });
  }

  it('gives back the focus that the removal took', async () => {
    const element = await form();
    element.control('email').focus();
    element.replaceChildren();
    await settled();
    expectSame(activeElement(), element.control('email'), 'focused');
  });

  it('stays when the host renders its siblings and attributes again', async () => {
    const place = document.createElement('div');
    document.body.append(place);
    const host = (title: string) =>
      html`<h1>${title}</h1>
        <test-form title=${title} .client=${client}></test-form>`;
    render(host('one'), place);
    await settled(place);
    const element = place.querySelector('test-form') as TestForm;
    element.control('email').value = 'typed';
    render(host('two'), place);
    await expectWorking(element);
    expect(element.control('email').value).to.equal('typed');
    place.remove();
  });

  it('removes only its own when the host takes the children that it gave', async () => {
    const element = await form(html`<p id="own">Ours</p>`);
    element.querySelector('#own')?.remove();
    await expectWorking(element);
    expect(element.querySelectorAll('#own')).to.have.length(0);
  });
});

describe('a form that is copied or made by script', () => {
  it('is a working form of its own as a clone', async () => {
    const element = await form(html`<p id="own">Ours</p>`);
    element.control('email').value = 'typed';
    const clone = element.cloneNode(true) as TestForm;
    clone.client = client;
    element.after(clone);
    await expectWorking(clone);
    expect(clone.querySelectorAll('.account-light')).to.have.length(1);
    expect(clone.querySelectorAll('#own')).to.have.length(1);
    expect(clone.control('email').id).not.to.equal(element.control('email').id);
    expect(element.control('email').value).to.equal('typed');
  });

  it('replaces what a server or a clone left in the markup before it was upgraded', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    place.innerHTML = `<late-form><p id="own"></p><div class="account-light" slot="light"><form><input id="dead"></form></div></late-form>`;
    const element = place.firstElementChild as TestForm;
    Object.assign(element, { client });
    customElements.define('late-form', class extends TestForm {});
    await expectWorking(element);
    expect(element.querySelectorAll('#dead')).to.have.length(0);
    expect(element.querySelectorAll('#own')).to.have.length(1);
    expectSame(element.activeClient, client, 'set before the upgrade');
  });

  it('takes properties before and after it is attached', async () => {
    const place = await fixture(html`<div></div>`);
    const element = document.createElement('test-form') as TestForm;
    expect(element.childNodes.length, 'as the standard wants it').to.equal(0);
    element.client = client;
    place.append(element);
    await expectWorking(element);
    element.client = createClient({ account: { get: () => ({ ...ada, email: 'later@example.com' }) } });
    await until(() => element.control('email')?.defaultValue === 'later@example.com');
  });

  it('works after it came from another document', async () => {
    const other = document.implementation.createHTMLDocument();
    const place = other.createElement('div');
    place.innerHTML = '<test-form></test-form>';
    other.body.append(place);
    const element = document.adoptNode(place).firstElementChild as TestForm;
    document.body.append(place);
    customElements.upgrade(element);
    element.client = client;
    await expectWorking(element);
    place.remove();
  });
});
