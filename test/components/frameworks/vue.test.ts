import { expect } from 'chai';
import { fakeClient } from '../../../components/testing/fake-client.ts';
import { settled, until } from '../../support/browser.ts';
import { TestForm } from '../../support/elements.ts';
import { loadVue, type Vue, type VueApp } from '../../support/frameworks.ts';

describe('in Vue 3', () => {
  let vue: Vue;
  let place: HTMLElement;
  let app: VueApp | undefined;

  before(async () => {
    vue = await loadVue();
  });
  beforeEach(() => {
    place = document.createElement('div');
    document.body.append(place);
  });
  afterEach(() => {
    app?.unmount();
    app = undefined;
    place.remove();
  });

  const client = fakeClient();
  const element = () => place.querySelector('test-form') as TestForm;
  const state = () => vue.reactive({ title: 'one', children: undefined as unknown, siblings: 0 });

  it('a form is given its client as a property, and fires events to on… handlers', async () => {
    let requests = 0;
    app = vue.createApp({ render: () => vue.h('test-form', { client, 'onSign-in-request': () => (requests += 1) }) });
    app.mount(place);
    await settled(place);
    expect(element().client === client).to.equal(true);
    element().dispatchEvent(new Event('sign-in-request'));
    expect(requests).to.equal(1);
  });

  it('re-renders keep the form, what was typed and the focus', async () => {
    const given = state();
    app = vue.createApp({
      render: () => [
        ...Array.from({ length: given.siblings }, (_, index) => vue.h('p', { key: index }, 'x')),
        vue.h('test-form', { key: 'form', client, title: given.title }, given.children as string),
      ],
    });
    app.mount(place);
    await settled(place);
    const input = element().control('email');
    input.value = 'typed';
    input.focus();
    for (const change of [{ title: 'two' }, { siblings: 3 }, { siblings: 0 }]) {
      Object.assign(given, change);
      await vue.nextTick();
      await settled(place);
    }
    expect(element().title).to.equal('two');
    expect(element().control('email') === input).to.equal(true);
    expect(document.activeElement === input).to.equal(true);
    for (const children of ['text', [vue.h('b', null, 'bold')], 'text again']) {
      given.children = children;
      await vue.nextTick();
      await settled(place);
    }
    expect(element().control('email') === input).to.equal(true);
    expect(input.value).to.equal('typed');
  });

  // `.client`: before the elements are defined, Vue has to be told that it is a property.
  for (const defineFirst of [true, false]) {
    it(`server-rendered pages hydrate without a warning when the elements are defined ${defineFirst ? 'before' : 'afterwards'}`, async () => {
      const tag = defineFirst ? 'vue-early' : 'vue-late';
      const define = () => customElements.define(tag, class extends TestForm {});
      const component = { render: () => vue.h('main', null, [vue.h(tag, { '.client': client, title: 'x' }), 'after']) };
      place.innerHTML = await vue.renderToString(vue.createSSRApp(component));
      if (defineFirst) {
        define();
        (place.querySelector(tag) as TestForm).client = client;
        await until(() => place.querySelector('form'), 'the form is there before Vue');
      }
      const warnings: string[] = [];
      const { warn, error } = console;
      console.warn = console.error = (...args) => warnings.push(args.join(' '));
      try {
        app = vue.createSSRApp(component);
        app.mount(place);
        await settled(place);
      } finally {
        Object.assign(console, { warn, error });
      }
      if (!defineFirst) define();
      const form = place.querySelector(tag) as TestForm;
      await until(() => form.querySelector('form'), 'the form is there');
      expect(warnings).to.deep.equal([]);
      expect(place.querySelectorAll('form')).to.have.length(1);
      expect(form.client === client, 'the property').to.equal(true);
      form.querySelector<HTMLElement>('#count')?.click();
      expect(form.clicks).to.equal(1);
    });
  }
});
