import { expect } from 'chai';
import { html } from 'lit';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { fixture } from '../support/browser.ts';
import type { TestForm } from '../support/elements.ts';
import '../support/elements.ts';

// What a page's own CSS does to forms in light DOM: rules by element, attribute
// of the UA's kind and `*` change nothing that we rely on. Rules by class or id,
// and `!important`, are how a page means it: they win, which is documented.

const SHOWN = [
  'display',
  'position',
  'float',
  'visibility',
  'opacity',
  'appearance',
  'boxSizing',
  'width',
  'height',
  'marginTop',
  'marginBottom',
  'paddingTop',
  'paddingLeft',
  'borderTopWidth',
  'borderTopStyle',
  'borderTopColor',
  'borderTopLeftRadius',
  'backgroundColor',
  'backgroundImage',
  'color',
  'boxShadow',
  'fontSize',
  'fontWeight',
  'lineHeight',
  'textTransform',
  'letterSpacing',
  'whiteSpace',
  'transform',
  'transitionDuration',
] as const;

const CLASSES = [
  '.account-form',
  '.account-group',
  '.account-legend',
  '.account-field',
  '.account-label',
  'input.account-input',
  'textarea.account-input',
  'select.account-input',
  '.account-hint',
  '.account-button-primary',
  '#count',
];

type Looks = Record<string, string>;

function looksOf(element: TestForm): Looks {
  const looks: Looks = {};
  for (const selector of CLASSES) {
    const control = element.querySelector(selector);
    if (!control) throw new Error(`there is no ${selector}`);
    const style = getComputedStyle(control);
    for (const property of SHOWN) looks[`${selector} ${property}`] = style[property];
  }
  return looks;
}

/** What a page's CSS changes of our looks. */
async function changesBy(css: string): Promise<Looks> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  place.className = 'fixed-width';
  const element = document.createElement('test-form') as TestForm;
  element.client = fakeClient();
  place.append(element);
  const width = new CSSStyleSheet();
  width.replaceSync('.fixed-width { display: block; width: 600px; font: 16px/1.5 sans-serif; }');
  document.adoptedStyleSheets.push(width);
  await element.updateComplete;
  await new Promise((done) => setTimeout(done, 50));
  const before = looksOf(element);
  const style = document.createElement('style');
  style.textContent = css;
  document.head.append(style);
  const after = looksOf(element);
  style.remove();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== width);
  return Object.fromEntries(
    Object.keys(after)
      .filter((key) => after[key] !== before[key])
      .map((key) => [key, `${before[key]} → ${after[key]}`]),
  );
}

const fileAt = async (path: string) => (await fetch(path)).text();

describe('a form on a page with aggressive CSS keeps its looks', () => {
  const rules: [string, string][] = [
    // The element itself is the page's to style, and text goes on from it.
    ['everything unset', '* { all: unset } test-form { font-size: 15px; line-height: 1.5 }'],
    [
      'fields small and red',
      'input, select, textarea { width: 33px; height: 90px; border: 5px solid red; background: url(x.png) yellow; float: right }',
    ],
    ['labels hidden', 'label { display: none; visibility: hidden; opacity: 0 }'],
    [
      'labels of the old school',
      'label { float: left; width: 120px; text-align: right; text-transform: uppercase; position: absolute }',
    ],
    [
      'forms as rows',
      'form { display: flex; padding: 50px; width: 10px } fieldset { border: 9px solid; margin: 3em; display: inline-flex }',
    ],
    [
      'buttons of the page',
      'button { width: 100%; background: hotpink; border-radius: 99px; transform: rotate(3deg); height: 5px; font-size: 40px }',
    ],
    [
      'legends and paragraphs',
      'legend { float: left; font-size: 50px; position: absolute } p { margin: 4em; text-indent: 3em; display: none } div { padding: 40px }',
    ],
    [
      'fields by their kind',
      'input:focus, textarea:hover { opacity: 0.2 } :is(input, select) { appearance: none; opacity: 0 }',
    ],
    ['transitions on everything', '* { transition: all 9s; box-shadow: 0 0 9px red }'],
  ];
  for (const [name, css] of rules) {
    it(name, async () => {
      expect(await changesBy(css)).to.deep.equal({});
    });
  }

  it('Bootstrap', async () => {
    expect(await changesBy(await fileAt('/node_modules/bootstrap/dist/css/bootstrap.css'))).to.deep.equal({});
  });

  it('Tailwind’s preflight', async () => {
    expect(await changesBy(await fileAt('/node_modules/tailwindcss/preflight.css'))).to.deep.equal({});
  });
});

describe('a page that means it', () => {
  const meant: [string, string, string][] = [
    ['by class', '.page .account-input { border-radius: 17px }', 'input.account-input borderTopLeftRadius'],
    [
      'by element and class',
      'test-form .account-input { border-radius: 17px }',
      'input.account-input borderTopLeftRadius',
    ],
    ['by attribute', "input[type='email'] { border-radius: 17px }", 'input.account-input borderTopLeftRadius'],
    ['by !important', 'input { border-radius: 17px !important }', 'input.account-input borderTopLeftRadius'],
    [
      'with everything unset by !important, which costs it the form’s looks',
      '* { all: unset !important }',
      '.account-form display',
    ],
  ];
  for (const [how, css, changed] of meant) {
    it(`reaches the fields ${how}`, async () => {
      document.body.className = 'page';
      expect(await changesBy(css)).to.have.property(changed);
      document.body.className = '';
    });
  }

  it('sets the tokens from outside', async () => {
    const changes = await changesBy(':root { --account-radius: 17px; --account-accent: rgb(1, 2, 3) }');
    expect(changes['input.account-input borderTopLeftRadius']).to.contain('17px');
    expect(changes['.account-button-primary backgroundColor']).to.contain('rgb(1, 2, 3)');
  });
});
