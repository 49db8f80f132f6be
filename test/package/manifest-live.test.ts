import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { serveFolder } from '../../tools/test/static-files.ts';
import { launchChromium } from '../support/chromium.ts';

interface Named {
  readonly name: string;
}
interface Element {
  readonly tagName?: string;
  readonly members?: (Named & { readonly kind: string })[];
  readonly attributes?: (Named & { readonly fieldName?: string; readonly type?: { readonly text: string } })[];
}

/** A reactive property, as Lit knows it in the browser. */
interface Property {
  readonly name: string;
  readonly attribute: string | null;
  readonly type: string;
}
interface Live {
  readonly properties: readonly Property[];
  readonly missing: readonly string[];
}

const { modules } = JSON.parse(readFileSync('components/dist/custom-elements.json', 'utf8')) as {
  modules: { declarations?: Element[] }[];
};
const elements = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);

describe('in a real browser, custom-elements.json lists', async () => {
  const browser = await launchChromium();
  const files = await serveFolder('components/dist');
  after(() => files.close());
  const page = await browser.newPage();
  before(async () => {
    await page.goto(`${files.origin}/custom-elements.json`);
    await page.addScriptTag({ type: 'module', url: `${files.origin}/cdn/account-elements.js` });
  });

  const live = (tag: string, members: string[]): Promise<Live> =>
    page.evaluate(
      async (name, wanted) => {
        const element = document.createElement(name);
        document.body.append(element);
        await customElements.whenDefined(name);
        const { elementProperties } = customElements.get(name) as unknown as {
          elementProperties: Map<string, { attribute?: boolean | string; type?: { name: string }; state?: boolean }>;
        };
        const properties = [...elementProperties].map(([property, { attribute, type }]) => ({
          name: property,
          attribute: attribute === false ? null : typeof attribute === 'string' ? attribute : property.toLowerCase(),
          type: type?.name ?? 'String',
        }));
        const missing = wanted.filter((member) => !(member in element));
        element.remove();
        return { properties, missing };
      },
      tag,
      members,
    );

  for (const { attributes = [], members = [], tagName = '' } of elements) {
    test(`what <${tagName}> has, and all of it`, async () => {
      const { missing, properties } = await live(
        tagName,
        members.map(({ name }) => name),
      );
      assert.deepEqual(missing, []);
      const fields = members.filter(({ kind }) => kind === 'field').map(({ name }) => name);
      assert.deepEqual(
        properties.filter(({ name }) => !fields.includes(name)),
        [],
      );
      assert.deepEqual(
        attributes.map(({ name, fieldName = name }) => `${name} is ${fieldName}`).toSorted(),
        properties.flatMap(({ attribute, name }) => (attribute === null ? [] : `${attribute} is ${name}`)).toSorted(),
      );
      for (const { name, type } of attributes) {
        const expected = /boolean/.test(type?.text ?? '')
          ? 'Boolean'
          : /number/.test(type?.text ?? '')
            ? 'Number'
            : 'String';
        assert.equal(properties.find(({ attribute }) => attribute === name)?.type, expected, name);
      }
    });
  }
});
