// A host page under the strict policy on which a second factor is set up, and its recovery codes are taken away.

import '../../../components/authenticator-setup/define.ts';
import { fakeClient } from '../../../components/testing/fake-client.ts';
import { ADAS_CODE } from '../../../components/testing/samples.ts';
import { settled } from '../settled.ts';

const reports: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  reports.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
);

const files: (string | null)[] = [];
// Not in every TypeScript library yet.
(window as unknown as { navigation: EventTarget }).navigation.addEventListener('navigate', (event) =>
  files.push((event as Event & { downloadRequest: string | null }).downloadRequest),
);
window.print = () => undefined;

const element = document.createElement('authenticator-setup');
element.client = fakeClient({}, { proven: true });
document.body.append(element);

async function press(label: string): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    await settled(document);
    const button = [...element.querySelectorAll('button')].find(({ textContent }) => textContent.includes(label));
    if (!button) continue;
    button.click();
    return settled(document);
  }
  throw new Error(`There is no button ${label}.`);
}

async function use(): Promise<{ reports: string[]; files: (string | null)[]; end: string }> {
  await press('Set up authenticator application');
  await press('Continue');
  const input = element.querySelector<HTMLInputElement>('input[name="code"]') as HTMLInputElement;
  input.value = ADAS_CODE;
  await press('Submit');
  for (const label of ['Copy all', 'Download', 'Print']) await press(label);
  element.querySelector<HTMLInputElement>('input[name="saved"]')?.click();
  await press('Done');
  return { reports, files, end: element.querySelector('h2')?.textContent.trim() ?? '' };
}

Object.assign(window, { use });
