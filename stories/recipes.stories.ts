import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { css, html } from 'lit';
import '../components/account-name/define.ts';
import '../components/account-portal/define.ts';
import '../components/account-provider/define.ts';
import '../components/profile-form/define.ts';
import { createClient } from '../components/client/create-client.ts';
import { Problem } from '../components/contract/problem.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found } from './support/act.ts';
import { fakeClient } from '../components/testing/fake-client.ts';
import { fillAndSave } from './support/fill.ts';
import { ada, adasAuthenticator, adasPasskeys } from '../components/testing/samples.ts';

/**
 * How a page makes the elements its own. _Show code_ has each of them; in React 19 and Vue 3 it is the same, with
 * properties and `on…` events as these frameworks write them: `test/components/frameworks` opens both.
 */
const meta: Meta = { title: 'Recipes/Make it your own' };
export default meta;

type Story = StoryObj;

const theme = css`
  .violet {
    --account-accent: light-dark(#4b39c6, #a99cff);
    --account-on-accent: light-dark(#ffffff, #17123f);
    --account-text: light-dark(#1b1832, #eceaf8);
    --account-border: light-dark(#d9d6ea, #3b3757);
    --account-surface: light-dark(#ffffff, #16161d);
    --account-radius: 10px;
    --account-font: Georgia, serif;
    --account-space: 0.28rem;
  }
  .violet account-portal::part(heading) {
    letter-spacing: 0.02em;
  }
`;

/** Tokens on anything around the elements, and parts for what tokens do not reach. */
export const ThemingInTenLines: Story = {
  beforeEach: () => {
    const { styleSheet } = theme;
    if (styleSheet) document.adoptedStyleSheets.push(styleSheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== styleSheet);
    };
  },
  render: () =>
    html`<account-provider
      class="violet"
      .client=${fakeClient({}, { authenticators: [adasAuthenticator], passkeys: adasPasskeys, recoveryCodesLeft: 8 })}
    >
      <account-portal base="" section="account"></account-portal>
    </account-provider>`,
  // What is set has arrived, in the shadow tree and in the form beside it, on machines without the font, too.
  play: async ({ canvasElement }) => {
    const parts = await found(() => {
      const portal = canvasElement.querySelector('account-portal');
      const both = [
        portal?.shadowRoot?.querySelector('[part=heading]'),
        canvasElement.querySelector('account-name legend'),
      ];
      return both.every((part) => part instanceof HTMLElement) ? both : undefined;
    });
    for (const part of parts) {
      const { fontFamily } = getComputedStyle(part);
      if (!fontFamily.startsWith('Georgia')) throw new Error(`${part.localName} is in ${fontFamily}`);
    }
  },
};

/** A child with a name and a label is a section; `sections` says which there are, and in which order. */
export const SectionOfYourOwn: Story = {
  render: () =>
    html`<account-portal base="" section="billing" sections="account billing sessions" .client=${fakeClient()}>
      <section data-section="billing" data-label="Billing">
        <p>Nothing to pay this month.</p>
      </section>
    </account-portal>`,
};

/** Functions for what your backend has: what is left out is switched off, and a refusal is one code of the contract. */
export const ClientOfYourOwn: Story = {
  render: () => {
    let person = ada;
    const client = createClient({
      account: {
        get: async () => person,
        async updateName({ body }) {
          if (body.firstName.length < 2)
            throw new Problem('invalid-input', { fields: [{ name: 'firstName', code: 'invalid' }] });
          return (person = { ...person, ...body });
        },
      },
    });
    return html`<account-name .client=${client}></account-name>`;
  },
  play: fillAndSave({ firstName: 'A' }),
};

/** A language is a table of sentences: take one, and replace what your product says otherwise. */
export const WordsOfYourOwn: Story = {
  render: () => {
    registerTerms('en-AU', { ...en, accountName: { ...en.accountName, heading: 'What should we call you?' } });
    return html`<account-provider lang="en-AU" .client=${fakeClient()}
      ><account-name></account-name
    ></account-provider>`;
  },
  play: async ({ canvasElement }) => {
    await found(() => {
      const legend = canvasElement.querySelector('legend');
      return legend?.textContent.includes('What should we call you?') ? legend : undefined;
    });
  },
};
