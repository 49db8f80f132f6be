import { AccountNameForm } from '../account-name/account-name.ts';
import type { AccountClient } from '../client/account-client.ts';
import { account } from '../contract/account.ts';
import { accountData } from '../contract/account-data.ts';
import { activity } from '../contract/activity.ts';
import { authenticators } from '../contract/authenticators.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { passkeys } from '../contract/passkeys.ts';
import { password } from '../contract/password.ts';
import { recoveryCodes } from '../contract/recovery-codes.ts';
import { sessions } from '../contract/sessions.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { create } from '../shared/define.ts';
import { fetchFile } from '../shared/fetch-file.ts';

/** The sections that come with the portal, in their order. */
export const builtIn = ['account', 'security', 'sessions', 'activity', 'data'] as const;
export type BuiltIn = (typeof builtIn)[number];

/** One element of a section. */
export interface Part {
  /** As addresses call it: `security/passkeys`. */
  readonly name: string;
  /** Without any of these the part is left out. */
  readonly needs: readonly Endpoint[];
  /** Whether it brings a frame of its own. */
  readonly framed?: boolean;
  /** Loads it when its section is shown first; `sectionUrl` leads to the parts of it. */
  make(sectionUrl: string): Promise<AccountElement>;
}

const parts: Readonly<Record<BuiltIn, readonly Part[]>> = {
  account: [
    {
      name: 'name',
      needs: [account.updateName],
      make: async () => create(AccountNameForm, 'account-name'),
    },
  ],
  security: [
    {
      name: 'overview',
      needs: [password.get],
      framed: true,
      async make(sectionUrl) {
        const { SecurityOverview } = await fetchFile(() => import('./security.ts'));
        return Object.assign(create(SecurityOverview, 'security-overview'), { sectionUrl });
      },
    },
    {
      name: 'passkeys',
      needs: [passkeys.list],
      make: async () => create((await fetchFile(() => import('./security.ts'))).PasskeySetup, 'passkey-setup'),
    },
    {
      name: 'password',
      needs: [password.change],
      make: async () => create((await fetchFile(() => import('./security.ts'))).PasswordChange, 'password-change'),
    },
    {
      name: 'authenticators',
      needs: [authenticators.list],
      make: async () =>
        create((await fetchFile(() => import('./security.ts'))).AuthenticatorSetup, 'authenticator-setup'),
    },
    {
      name: 'recovery-codes',
      needs: [recoveryCodes.get],
      make: async () => create((await fetchFile(() => import('./security.ts'))).RecoveryCodes, 'recovery-codes'),
    },
  ],
  sessions: [
    {
      name: 'list',
      needs: [sessions.list],
      framed: true,
      make: async () =>
        create((await fetchFile(() => import('../session-list/session-list.ts'))).SessionList, 'session-list'),
    },
  ],
  activity: [
    {
      name: 'list',
      needs: [activity.list],
      framed: true,
      async make() {
        const { ActivityLog } = await fetchFile(() => import('../activity-log/activity-log.ts'));
        return Object.assign(create(ActivityLog, 'activity-log'), { view: 'events' as const });
      },
    },
  ],
  data: [
    {
      name: 'all',
      needs: [accountData.export, accountData.delete],
      framed: true,
      make: async () =>
        create((await fetchFile(() => import('../account-data/account-data.ts'))).AccountData, 'account-data'),
    },
  ],
};

export const isBuiltIn = (name: string): name is BuiltIn => (builtIn as readonly string[]).includes(name);

/** The parts of a section that a backend has. */
export const partsOf = (section: BuiltIn, client: AccountClient): Part[] =>
  parts[section].filter(({ needs }) => needs.some((endpoint) => client.supports(endpoint)));
