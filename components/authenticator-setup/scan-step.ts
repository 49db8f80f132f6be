import { html, nothing } from 'lit';
import type { AuthenticatorSetup } from '../contract/authenticators.ts';
import type { Terms } from '../localize/languages.ts';
import type { CopyButton } from '../shared/copy-button.ts';
import { qrCode } from './qr-code.ts';

interface Scan {
  readonly setup: AuthenticatorSetup;
  readonly words: Terms['authenticatorSteps']['scan'];
  readonly copy: CopyButton;
  /** Finds the key where it stands, to select it. */
  readonly key: () => Node | null;
}

/** The key, in each way in which an application takes it: opened on this device, scanned, and by hand. */
export function scanStep({ setup, words, copy, key }: Scan): unknown {
  const openable = authenticatorUri(setup.uri);
  return html`${
      openable
        ? html`<div class="account-setup-touch">
            <a class="account-button account-button-primary account-button-wide" href=${openable}>${words.openApp}</a>
            <p class="account-hint">${words.touch}</p>
          </div>`
        : nothing
    }
    <div class="account-setup-scan">
      ${qrCode(setup.uri, words.qr)}
      <div class="account-setup-key">
        <p class="account-hint">${words.shownAs}</p>
        <p class="account-text">
          <bdi class="account-strong">${setup.issuer}</bdi>
        </p>
        <p class="account-text"><bdi>${setup.account}</bdi></p>
        <details class="account-setup-hand">
          <summary class="account-setup-summary">${words.byHand}</summary>
          <p class="account-hint">${words.byHandText}</p>
          <code class="account-setup-code" translate="no" dir="ltr" aria-label=${words.key}
            >${inGroups(setup.key)}</code
          >
          ${copy.render({ label: words.copy, text: setup.key, source: key })} ${copy.renderOutcome()}
        </details>
      </div>
    </div>`;
}

/** Groups of four are what eyes and fingers keep their place in. */
const inGroups = (key: string): string => key.match(/.{1,4}/g)?.join(' ') ?? key;

/** A backend decides where this link leads: to an authenticator application, and nowhere else. */
const authenticatorUri = (uri: string): string | undefined => (uri.startsWith('otpauth:') ? uri : undefined);
