import { expect } from 'chai';
import { html } from 'lit';
import { AccountElement } from '../../components/shared/account-element.ts';
import { ConfirmController } from '../../components/shared/confirm-controller.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { fixture, until } from '../support/browser.ts';

class TestQuestion extends AccountElement {
  readonly confirm = new ConfirmController(this);

  override render(): unknown {
    return this.confirm.render();
  }
}
customElements.define('test-question', TestQuestion);

const question = { heading: 'Remove it?', text: 'It is gone then.', confirm: 'Remove' };
const dialog = (element: TestQuestion) => element.shadowRoot!.querySelector<HTMLDialogElement>('dialog')!;

describe('a question', () => {
  const show = () => fixture<TestQuestion>(html`<test-question .client=${fakeClient()}></test-question>`);

  it('that is taken back before it shows never does', async () => {
    const element = await show();
    const answer = element.confirm.ask(question);
    element.confirm.cancel();
    expect(await Promise.race([answer, until(() => dialog(element).open)])).to.equal(false);
    expect(dialog(element).open).to.equal(false);
  });

  it('does not get the answer of the one that was taken back before it', async () => {
    const element = await show();
    const before = element.confirm.ask(question);
    element.confirm.cancel();
    const answer = element.confirm.ask({ ...question, heading: 'Remove the other?' });
    expect(await before).to.equal(false);
    await until(() => dialog(element).open);
    expect(dialog(element).textContent).to.include('Remove the other?');
    dialog(element).close('confirmed');
    expect(await answer).to.equal(true);
  });
});
