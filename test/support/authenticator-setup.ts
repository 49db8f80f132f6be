import 'jsqr/dist/jsQR.js';
import '../../components/authenticator-setup/define.ts';
import { expect } from 'chai';
import { html } from 'lit';
import type { AuthenticatorSetup } from '../../components/authenticator-setup/authenticator-setup.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import type { Handlers } from '../../components/client/create-client.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../../components/testing/fake-factors.ts';
import { fill } from '../../stories/support/fill.ts';
import { ADAS_CODE, adasAuthenticator } from '../../components/testing/samples.ts';
import { allByRole, byRole } from './accessibility.ts';
import { deepElements, fixture, settled, until } from './browser.ts';

type Decode = (data: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;
const { jsQR } = globalThis as unknown as { readonly jsQR: Decode };

export const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
export const URI = `otpauth://totp/Northwind%20Trust:ada.lindqvist%40example.com?secret=${KEY}&issuer=Northwind%20Trust&algorithm=SHA1&digits=6&period=30`;
export const CODE = '00K7-3WQX-9ZTM-H4RB-C8VE-6NAY';
export const SET_UP = 'Set up authenticator application';
export const two = [
  adasAuthenticator,
  { ...adasAuthenticator, id: 'authenticator-2', name: 'Work phone', lastUsedAt: null },
];

export const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';

/** A backend that remembers what it was sent. */
export function server(handlers: Handlers['authenticators'] = {}, factors: FakeFactorOptions = {}) {
  const sent: { readonly to: string; readonly body?: unknown }[] = [];
  const client = fakeClient({ authenticators: handlers }, { proven: true, ...factors });
  const send = client.send.bind(client);
  client.send = ((endpoint, input, options) => {
    if (endpoint.method !== 'GET') sent.push({ to: endpoint.path, body: (input as { body?: unknown }).body });
    return send(endpoint, input, options);
  }) as AccountClient['send'];
  return { client, sent };
}

export const show = (client = server().client) =>
  fixture<AuthenticatorSetup>(html`<authenticator-setup .client=${client}></authenticator-setup>`);

export const qrOf = (root: Element) => root.querySelector<SVGSVGElement>('svg.account-qr');
export const codeInput = (root: Element) => root.querySelector<HTMLInputElement>('input[name="code"]');
export const dialogOf = (element: Element) => element.shadowRoot!.querySelector<HTMLDialogElement>('dialog[open]');
export const names = (element: Element) => [...element.querySelectorAll('.account-factor-name')].map(text);
export const said = (element: Element) => allByRole('status', undefined, element).map(text).filter(Boolean);
export const question = () => document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]');

export async function scan(client = server().client, button: string = SET_UP): Promise<AuthenticatorSetup> {
  const element = await show(client);
  byRole('button', button, element).click();
  await until(() => qrOf(element));
  await settled();
  return element;
}

export async function enterCode(client = server().client, button: string = SET_UP): Promise<AuthenticatorSetup> {
  const element = await scan(client, button);
  byRole('button', 'Continue', element).click();
  await until(() => codeInput(element));
  await settled();
  return element;
}

export async function submit(element: Element, code = ADAS_CODE, more: Record<string, string> = {}): Promise<void> {
  const form = element.querySelector('form')!;
  fill(form, { code, ...more });
  form.requestSubmit();
  await settled();
}

export async function showCodes(client = server().client): Promise<AuthenticatorSetup> {
  const element = await enterCode(client);
  await submit(element);
  await until(() => element.querySelector('.account-codes'));
  return element;
}

export const leavingIsGuarded = (): boolean => {
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
};

/** All that a page can read of a document, secrets in attributes and fields included. */
export const everything = (): string =>
  [...deepElements(document)]
    .flatMap((node) => [
      ...[...node.attributes].map(({ value }) => value),
      ...[...node.childNodes].map((child) => (child instanceof Text ? child.data : '')),
      node instanceof HTMLInputElement ? node.value : '',
    ])
    .join('\n');

export const expectNoSecret = (): void => {
  expect(everything().replaceAll(' ', '')).not.to.contain(KEY);
  expect(everything()).not.to.contain(CODE).and.not.to.contain(ADAS_CODE);
  expect(document.querySelector('.account-qr')).to.equal(null);
};

/** What a camera sees of a node: drawn as it looks, with a page around it. */
async function photograph(svg: SVGSVGElement): Promise<ImageData> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', '440');
  copy.setAttribute('height', '440');
  for (const [index, node] of [...svg.children].entries()) {
    copy.children[index]!.setAttribute('fill', getComputedStyle(node).fill);
  }
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([copy.outerHTML], { type: 'image/svg+xml' }));
  await picture.decode();
  const canvas = new OffscreenCanvas(480, 480).getContext('2d')!;
  canvas.fillStyle = '#222';
  canvas.fillRect(0, 0, 480, 480);
  canvas.drawImage(picture, 20, 20);
  URL.revokeObjectURL(picture.src);
  return canvas.getImageData(0, 0, 480, 480);
}

export async function read(svg: SVGSVGElement): Promise<string | undefined> {
  const { data, width, height } = await photograph(svg);
  return jsQR(data, width, height)?.data;
}
