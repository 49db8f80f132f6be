import type { Hono } from 'hono';
import { Problem } from 'account-elements/contract/problem.js';
import type { Dependencies } from '../dependencies.ts';
import type { Bindings } from '../http/answer.ts';
import { securityHeaders } from '../http/headers.ts';
import { problemResponse } from '../http/problem-response.ts';
import { apiDescription } from './api-description.ts';

/** What machines ask: whether the process lives, whether it can work, and what the API looks like. */
export function mountOperations(app: Hono<{ Bindings: Bindings }>, { config, db, log }: Dependencies): void {
  // Asked by address and without a browser, so neither `Host` nor `Origin` is looked at: there is nothing to protect.
  app.get('/livez', () => answer({ status: 'alive' }));

  app.get('/readyz', async () => {
    try {
      await db.check();
      return answer({ status: 'ready' });
    } catch (error) {
      return problemResponse(new Problem('unavailable', {}, { cause: error }), log);
    }
  });

  const { changePasswordUrl, passkeysUrl } = config;
  if (changePasswordUrl !== undefined) {
    // Where password managers send people (w3.org/TR/change-password-url).
    app.get(
      '/.well-known/change-password',
      () => new Response(null, { status: 303, headers: { ...securityHeaders, location: changePasswordUrl } }),
    );
  }

  if (passkeysUrl !== undefined) {
    // Where password managers send people who could have a passkey (w3.org/TR/passkey-endpoints).
    app.get('/.well-known/passkey-endpoints', () => answer({ enroll: passkeysUrl, manage: passkeysUrl }));
  }

  if (config.passkeys.origins.size > 1) {
    // The other origins whose pages may use passkeys of this one (WebAuthn Level 3 §5.11).
    app.get('/.well-known/webauthn', () => answer({ origins: [...config.passkeys.origins] }));
  }

  if (config.serveOpenApi) {
    const description = JSON.stringify(apiDescription(config));
    app.get('/openapi.json', () => answer(description));
  }
}

const answer = (body: object | string): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    headers: { ...securityHeaders, 'content-type': 'application/json' },
  });
