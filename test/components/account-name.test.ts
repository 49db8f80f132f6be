import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-name/define.ts';
import type { AccountNameForm } from '../../components/account-name/account-name.ts';
import type { AccountNameSavedEvent } from '../../components/account-name/events.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import type { AccountName } from '../../components/contract/account.ts';
import { Problem, type ProblemCode } from '../../components/contract/problem.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { fill } from '../../stories/support/fill.ts';
import { ada } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, cdp, fixture, nextEvent, press, settled, type, until } from '../support/browser.ts';
import { setWidth } from '../support/viewport.ts';

const open = (client: AccountClient) => fixture<AccountNameForm>(html`<account-name .client=${client}></account-name>`);
const formOf = (element: Element) => element.querySelector('form') as HTMLFormElement;
const firstName = () => byRole<HTMLInputElement>('textbox', 'First name');
const lastName = () => byRole<HTMLInputElement>('textbox', 'Last name (optional)');
const status = (element: Element) => element.querySelector('.account-status')?.textContent?.trim() ?? '';

async function save(element: Element): Promise<void> {
  byRole('button', 'Save', element).click();
  await settled(element);
}

/** Ada's account on a server that tells what was sent to it. */
function server() {
  const sent: AccountName[] = [];
  let account = ada;
  let refusal: Problem | undefined;
  const client = fakeClient({
    account: {
      get: () => account,
      updateName({ body }) {
        if (refusal) throw refusal;
        sent.push(body);
        return (account = { ...account, ...body });
      },
    },
  });
  return {
    client,
    sent,
    elsewhere: (change: Partial<AccountName>) => {
      account = { ...account, ...change };
      client.dispatchEvent(new Event('change'));
    },
    refuseWith: (problem?: Problem) => {
      refusal = problem;
    },
  };
}

describe('account-name', () => {
  it('shows the name in fields that autofill knows', async () => {
    const element = await open(server().client);
    expect(firstName().value).to.equal('Ada');
    expect(firstName().autocomplete).to.equal('given-name');
    expect(lastName().value).to.equal('Lindqvist');
    expect(lastName().autocomplete).to.equal('family-name');
    expect(allByRole('textbox', undefined, element)).to.have.length(2);
  });

  it('can be changed with the keyboard alone', async () => {
    const { client, sent } = server();
    const element = await open(client);
    firstName().focus();
    await press('Control+a');
    await type('Augusta');
    const saved = nextEvent<AccountNameSavedEvent>(document, 'account-name-saved');
    await press('Enter');
    expect((await saved).account.firstName).to.equal('Augusta');
    await settled(element);
    expect(sent).to.deep.equal([{ firstName: 'Augusta', lastName: 'Lindqvist' }]);
    expect(status(element)).to.match(/^Saved at \d/);
    expect(element.dirty).to.equal(false);
  });

  it('is enough with one name', async () => {
    const { client, sent } = server();
    const element = await open(client);
    fill(formOf(element), { lastName: '' });
    await save(element);
    expect(sent).to.deep.equal([{ firstName: 'Ada', lastName: '' }]);
  });

  it('brings the focus to a refused field, and says why', async () => {
    const { client, refuseWith } = server();
    const element = await open(client);
    refuseWith(new Problem('invalid-input', { fields: [{ name: 'firstName', code: 'required' }] }));
    fill(formOf(element), { firstName: '' });
    await save(element);
    expect(activeElement()).to.equal(firstName());
    expect(firstName().getAttribute('aria-invalid')).to.equal('true');
    const reason = document.getElementById(firstName().getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).to.equal('Fill this in.');
  });

  for (const code of ['unreachable', 'unauthenticated', 'too-many-attempts', 'unavailable'] satisfies ProblemCode[]) {
    it(`loses nothing typed when the answer is ${code}, and saves it at the next try`, async () => {
      const { client, refuseWith, sent } = server();
      const element = await open(client);
      fill(formOf(element), { firstName: 'Augusta' });
      refuseWith(new Problem(code));
      await save(element);
      expect(firstName().value).to.equal('Augusta');
      expect(element.dirty).to.equal(true);
      refuseWith();
      await save(element);
      expect(sent).to.have.length(1);
    });
  }

  it('keeps what is typed while the name changes elsewhere, and shows that one after Cancel', async () => {
    const { client, elsewhere } = server();
    const element = await open(client);
    fill(formOf(element), { firstName: 'Augusta' });
    elsewhere({ firstName: 'Adelaide' });
    await settled(element);
    expect(firstName().value).to.equal('Augusta');
    byRole('button', 'Cancel', element).focus();
    await press('Enter');
    await until(() => !element.dirty);
    await settled(element);
    expect(firstName().value).to.equal('Adelaide');
    expect(element.dirty).to.equal(false);
  });

  it('shows a new name on the whole page at once', async () => {
    const { client } = server();
    const element = await open(client);
    const other = await open(client);
    fill(formOf(element), { firstName: 'Augusta' });
    await save(element);
    await until(() => (formOf(other).elements.namedItem('firstName') as HTMLInputElement).value === 'Augusta');
  });

  it('takes the place that its skeleton held', async () => {
    const loading = await open(fakeClient({ account: { get: () => new Promise(() => undefined) } }));
    const { height } = loading.getBoundingClientRect();
    loading.remove();
    const element = await open(server().client);
    expect(Math.abs(element.getBoundingClientRect().height - height)).to.be.lessThan(4);
  });

  for (const [name, width, scheme] of [
    ['wide', 960, 'light'],
    ['at 320 px and dark', 320, 'dark'],
  ] as const) {
    it(`is accessible ${name}`, async () => {
      await setWidth(width);
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = 'Canvas';
      try {
        const element = await open(server().client);
        await expectAccessible(element);
        expect(document.documentElement.scrollWidth).to.be.at.most(width);
      } finally {
        document.documentElement.removeAttribute('style');
        document.body.removeAttribute('style');
        await cdp('Emulation.clearDeviceMetricsOverride');
      }
    });
  }
});
