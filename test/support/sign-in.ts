import { html } from 'lit';
import '../../components/sign-in-form/define.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import type { SignInForm } from '../../components/sign-in-form/sign-in-form.ts';
import { fill } from '../../stories/support/fill.ts';
import { ADAS_PASSWORD, ada } from '../../components/testing/samples.ts';
import { fixture, settled } from './browser.ts';

/** `<sign-in-form>` on a page. */
export const showSignIn = (
  client: AccountClient,
  template: unknown = html`<sign-in-form .client=${client}></sign-in-form>`,
): Promise<SignInForm> => fixture<SignInForm>(template);

export const formOf = (element: Element): HTMLFormElement => element.querySelector('form')!;

export const input = (element: Element, name: string): HTMLInputElement =>
  element.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;

export async function submit(element: Element, values: Record<string, string>): Promise<void> {
  fill(formOf(element), values);
  formOf(element).requestSubmit();
  await settled();
}

export const signIn = (element: Element): Promise<void> =>
  submit(element, { email: ada.email, password: ADAS_PASSWORD });

/** What the live regions of an element say, in their order; each is a thing that readers hear. */
export const told = (element: Element): string[] =>
  [...element.querySelectorAll('[role=status], [role=alert]')]
    .map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean);
