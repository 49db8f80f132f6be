import { AccountNameForm } from '../account-name/account-name.ts';
import type { AccountClient } from '../client/account-client.ts';
import { account } from '../contract/account.ts';
import { accountData } from '../contract/account-data.ts';
import { activity } from '../contract/activity.ts';
import { authenticators } from '../contract/authenticators.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { finishLockdown } from '../contract/lockdown-end.ts';
import { emailChange } from '../contract/email-change.ts';
import { emailNotices } from '../contract/email-notices.ts';
import { passkeys } from '../contract/passkeys.ts';
import { password } from '../contract/password.ts';
import { recoveryCodes } from '../contract/recovery-codes.ts';
import { sessions } from '../contract/sessions.ts';
import type { accountPortal as english } from '../localize/en/account-portal.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { create } from '../shared/define.ts';
import { fetchFile } from '../shared/fetch-file.ts';

/** The sections that come with the portal, in their order. */
export const builtIn = ['account', 'security', 'sessions', 'activity', 'data'] as const;
/** One that people are led to when they need it: it is not in the navigation. */
export const LOCKDOWN = 'lockdown';
export type BuiltIn = (typeof builtIn)[number] | typeof LOCKDOWN;

/** What stands in the place of a part that is not loaded yet. */
export interface Closed {
  readonly heading: string;
  /** What it is about. */
  readonly lead: string;
  /** What the button says. */
  readonly open: string;
}

/** One element of a section. */
export interface Part {
  /** As addresses call it: `security/passkeys`. */
  readonly name: string;
  /** Without any of these the part is left out. */
  readonly needs: readonly Endpoint[];
  /**
   * What stands in its place until somebody wants it, as few people ever do: what it is, and what opens it. Left out, it
   * is loaded with its section.
   */
  readonly closed?: (words: typeof english) => Closed;
  /** Takes up what an address of its section says beyond that. Left out, the address names the part. */
  readonly takeUp?: (element: AccountElement, said: string) => void;
  /** Whether it brings a frame of its own. */
  readonly framed?: boolean;
  /** Loads it when its section is shown first; `sectionUrl` leads to the parts of it, `lockdownUrl` to *This wasn’t me*. */
  make(sectionUrl: string, lockdownUrl: string): Promise<AccountElement>;
}

const parts: Readonly<Record<BuiltIn, readonly Part[]>> = {
  account: [
    {
      name: 'name',
      needs: [account.updateName],
      make: async () => create(AccountNameForm, 'account-name'),
    },
    {
      name: 'email',
      needs: [emailChange.get],
      make: async () =>
        create((await fetchFile(() => import('../email-change/email-change.ts'))).EmailChange, 'email-change'),
    },
    {
      name: 'notices',
      needs: [emailNotices.get],
      closed: ({ closed }) => closed.notices,
      make: async () =>
        create((await fetchFile(() => import('../email-notices/email-notices.ts'))).EmailNoticesForm, 'email-notices'),
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
      async make(_, lockdownUrl) {
        const { SessionList } = await fetchFile(() => import('./whereabouts.ts'));
        return Object.assign(create(SessionList, 'session-list'), { lockdownUrl });
      },
    },
  ],
  activity: [
    {
      name: 'list',
      needs: [activity.list],
      framed: true,
      async make(_, lockdownUrl) {
        const { ActivityLog } = await fetchFile(() => import('./whereabouts.ts'));
        return Object.assign(create(ActivityLog, 'activity-log'), { view: 'events' as const, lockdownUrl });
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
  lockdown: [
    {
      name: 'steps',
      needs: [finishLockdown],
      framed: true,
      takeUp: (element, suspect) => Object.assign(element, { suspect }),
      make: async () =>
        create(
          (await fetchFile(() => import('../account-lockdown/account-lockdown.ts'))).AccountLockdown,
          'account-lockdown',
        ),
    },
  ],
};

export const isBuiltIn = (name: string): name is BuiltIn => Object.hasOwn(parts, name);

/** The parts of a section that a backend has. */
export const partsOf = (section: BuiltIn, client: AccountClient): Part[] =>
  parts[section].filter(({ needs }) => needs.some((endpoint) => client.supports(endpoint)));
