// A host page under the strict policy: every element, used and rendered again.

import { defineAll } from '../../../components/define-all.ts';
import type { AccountProvider } from '../../../components/account-provider/account-provider.ts';
import { fakeClient } from '../../../components/testing/fake-client.ts';
import { settled } from '../settled.ts';

const reports: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  reports.push(`${event.violatedDirective}: ${event.sourceFile}:${event.lineNumber} ${event.sample}`),
);

defineAll();
const provider = document.createElement('account-provider') as AccountProvider;
provider.client = fakeClient();
for (const tag of [
  'sign-in-form',
  'profile-menu',
  'profile-form',
  'account-data',
  'account-lockdown',
  'account-name',
  'authenticator-setup',
  'email-notices',
  'password-change',
  'recovery-codes',
  'my-profile',
]) {
  provider.append(document.createElement(tag));
}
document.body.append(provider);

async function use(): Promise<{ reports: string[]; text: string; styled: string }> {
  await settled(document);
  document.documentElement.lang = 'de';
  await settled(document);
  const input = document.querySelector('input') as HTMLInputElement;
  for (const button of document.querySelectorAll<HTMLElement>('button[type="button"]')) button.click();
  for (const element of document.querySelectorAll('profile-menu')) element.shadowRoot?.querySelector('button')?.click();
  // *Change password* asks who it is, in a dialog that is loaded now.
  for (let wait = 0; wait < 50 && !document.querySelector('reauth-dialog form'); wait += 1) await settled(document);
  for (const form of document.querySelectorAll('form')) form.requestSubmit();
  await settled(document);
  return { reports, text: document.body.innerText, styled: getComputedStyle(input).borderTopWidth };
}

/** What proves that the page's policy reports at all. */
function misbehave(): void {
  document.body.setAttribute('style', 'color: red');
  try {
    document.body.insertAdjacentHTML('beforeend', '<i></i>');
  } catch {
    // Trusted Types refuse it.
  }
}

Object.assign(window, { use, misbehave });
