import { html, nothing } from 'lit';
import { passwordReset } from '../contract/password-reset.ts';
import { isProblem } from '../contract/problem.ts';
import { passwordReset as english } from '../localize/en/password-reset.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { userName } from '../shared/password-controller.ts';
import { done } from './done.ts';
import type { ResetStep, Step, Values } from './steps.ts';

/*
 * A new password by a link in a mail. Fetched when somebody wants one.
 *
 * What the person sees after asking is the same whether or not there is such an account.
 */

type Host = Pick<AccountElement, 'send' | 'localize'>;

const wordsOf = ({ localize }: Host): typeof english => localize.words('passwordReset', english);

/** What the step is called, and its button; no button where there is nothing to do here. */
export function resetWords(host: Host, step: ResetStep): { heading: string; submit?: string; pending?: string } {
  const { ask, choose, sent } = wordsOf(host);
  return step.name === 'reset' ? choose : step.sentTo === undefined ? ask : { heading: sent.heading };
}

/** The ways to draw fields that the form has anyway. */
interface Fields {
  readonly email: () => unknown;
  readonly newPassword: () => unknown;
}

export function resetFields(host: Host, step: ResetStep, { email, newPassword }: Fields): unknown {
  const { ask, choose, sent } = wordsOf(host);
  if (step.name === 'reset') {
    return html`<div class="account-sign-in-who">
        <p class="account-muted"><bdi>${step.email}</bdi></p>
        <p class="account-text">${choose.others}</p>
        ${userName(step.email)}
      </div>
      ${newPassword()}`;
  }
  if (step.sentTo !== undefined) {
    return html`<div class="account-sign-in-who account-sign-in-told" tabindex="-1">
      <p class="account-muted">${sent.to} <bdi>${step.sentTo}</bdi></p>
      <p class="account-text">${sent.text}</p>
      <p class="account-text">${sent.nothing}</p>
    </div>`;
  }
  return html`<p class="account-text">${step.expired ? nothing : ask.text}</p>
    ${email()}`;
}

/** What is told about the way here, without alarm. */
export function resetNotice(host: Host, step: ResetStep): string | undefined {
  const { ask, choose } = wordsOf(host);
  if (step.name === 'reset') return step.late ? choose.late : undefined;
  return step.expired ? ask.expired : undefined;
}

export const resetBack = (host: Host): string => wordsOf(host).back;

/** Looks whose link it is. */
export const openLink = (host: Host, token: string): Promise<Step> =>
  unlessExpired(async () => {
    const { email } = await host.send(passwordReset.look, { body: { token } });
    return { name: 'reset', token, email };
  });

/** Sends what was typed. Resolves to the step that comes next. */
export async function advanceReset(host: Host, step: ResetStep, values: Values): Promise<Step> {
  const { email = '', newPassword = '' } = values;
  if (step.name === 'forgotten') {
    await host.send(passwordReset.request, { body: { email } });
    return { name: 'forgotten', sentTo: email };
  }
  return unlessExpired(async () => {
    const result = await host.send(passwordReset.finish, { body: { token: step.token, newPassword } });
    if (result.status === 'signed-in') return done(result, true);
    return { name: 'second-factor', email: step.email ?? '', methods: result.methods, link: step.token };
  });
}

async function unlessExpired(next: () => Promise<Step>): Promise<Step> {
  try {
    return await next();
  } catch (error) {
    if (!isProblem(error, 'link-expired')) throw error;
    return { name: 'forgotten', expired: true };
  }
}
