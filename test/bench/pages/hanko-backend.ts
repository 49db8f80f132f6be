import type { Extra } from './replay.ts';

/**
 * As much of Hanko's backend as its profile element asks before it is shown: a
 * session, and the state `profile_init` of somebody with two addresses, two
 * passkeys, a password, an authenticator application and four sessions, each of
 * which may be changed. Its types are in @teamhanko/hanko-frontend-sdk.
 */
export const hankoBackend: Extra = new Map(
  Object.entries({ '/hanko/sessions/validate': session(), '/hanko/profile': profile() }).map(([path, answer]) => [
    path,
    { type: 'application/json', body: JSON.stringify(answer) },
  ]),
);

function session() {
  const expiration_time = new Date(Date.now() + 3_600_000).toISOString();
  return { is_valid: true, expiration_time, user_id: 'u1', claims: { subject: 'u1', expiration: expiration_time } };
}

function profile() {
  const at = '2026-03-01T09:00:00Z';
  const text = (name: string) => ({ name, type: 'string', required: true, min_length: 8, max_length: 72 });
  const actions: Record<string, readonly string[]> = {
    account_delete: [],
    email_create: ['email'],
    email_delete: ['email_id'],
    email_set_primary: ['email_id'],
    email_verify: ['email_id'],
    otp_secret_delete: [],
    password_delete: [],
    password_update: ['password'],
    session_delete: ['session_id'],
    username_update: ['username'],
    webauthn_credential_create: [],
    webauthn_credential_delete: ['passkey_id'],
    webauthn_credential_rename: ['passkey_id', 'passkey_name'],
  };
  return {
    name: 'profile_init',
    status: 200,
    csrf_token: 'token',
    payload: {
      user: {
        user_id: 'u1',
        created_at: at,
        updated_at: at,
        username: { id: 'n1', username: 'ada', created_at: at, updated_at: at },
        emails: ['ada@example.com', 'ada@people.example'].map((address, index) => ({
          id: `e${index}`,
          address,
          is_verified: true,
          is_primary: index === 0,
        })),
        passkeys: ['Phone', 'Laptop'].map((name, index) => ({
          id: `p${index}`,
          name,
          public_key: '',
          attestation_type: 'none',
          aaguid: '',
          created_at: at,
          last_used_at: at,
          transports: 'internal',
          backup_eligible: true,
          backup_state: true,
        })),
        mfa_config: { auth_app_set_up: true, totp_enabled: true, security_keys_enabled: false },
      },
      sessions: ['Firefox', 'Safari', 'Chrome', 'Edge'].map((user_agent, index) => ({
        id: `s${index}`,
        user_agent,
        ip_address: '203.0.113.7',
        created_at: at,
        last_used: at,
        current: index === 0,
      })),
    },
    actions: Object.fromEntries(
      Object.entries(actions).map(([action, inputs]) => [
        action,
        {
          action,
          href: `/profile?action=${action}`,
          inputs: Object.fromEntries(inputs.map((name) => [name, text(name)])),
          description: '',
        },
      ]),
    ),
  };
}
