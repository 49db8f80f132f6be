import type { Visit } from '../support/visit.ts';

/** Something to take a picture of, in the demo. */
export interface Scene {
  /** A page by its name, or an element by its tag. */
  readonly name: string;
  /** Who looks at it; nobody is signed in otherwise. */
  readonly person?: string;
  readonly path: string;
  /** Leads to what is to be seen, and waits until it is there. */
  show(me: Visit): Promise<unknown>;
  /** Only this; otherwise all of the window. */
  readonly only?: string;
  /** Whether it is long ago that the person proved who they are. */
  readonly longAgo?: boolean;
}

const ada = 'ada@example.com';
const mei = 'mei@example.com';

const signInShown = async (me: Visit): Promise<void> => {
  await me.shown('sign-in-form input[name="password"]');
  await me.shown('.person-choice');
};

const openMenu = async (me: Visit): Promise<void> => {
  await me.click('button', 'Ada Moreau');
  await me.find('menuitem', 'My Profile');
};

const portal = (section: string, shown: string, person = ada) => ({
  person,
  path: `/account/#/${section}`,
  show: (me: Visit) => me.shown(shown),
});

const account = portal('account', 'account-name input[name="firstName"]');
const notices = portal('account/notices', 'email-notices input');
const security = portal('security', 'recovery-codes button', mei);
const sessions = portal('sessions', '.session[data-session]');
const activity = portal('activity', '[data-entry]');
const data = portal('data', '.deletion');
const lockdown = portal('lockdown', 'account-lockdown button');

const openMails = async (me: Visit): Promise<void> => {
  await me.page.waitForSelector('.mails li', { visible: true });
};

const profile = async (me: Visit): Promise<void> => me.openProfile('Ada Moreau');

const recentActivity = async (me: Visit): Promise<void> => {
  await profile(me);
  await me.click('button', 'Show Recent activity');
  await me.shown('[data-entry]');
};

const askForProof = async (me: Visit): Promise<void> => {
  await me.click('button', 'Change password');
  await me.find('dialog', 'Confirm it’s you');
  await me.page.waitForSelector('reauth-dialog input[name="password"]', { visible: true });
};

export const pages: readonly Scene[] = [
  { name: 'sign-in', path: '/', show: signInShown },
  { name: 'certificate-manager', person: ada, path: '/', show: openMenu },
  { name: 'my-profile-page', person: ada, path: '/', show: profile },
  { name: 'recent-activity', person: ada, path: '/', show: recentActivity },
  { name: 'portal-account', ...account },
  { name: 'portal-security', ...security },
  { name: 'portal-sessions', ...sessions },
  { name: 'portal-activity', ...activity },
  { name: 'portal-data', ...data },
  { name: 'secure-your-account', ...lockdown },
  { name: 'mailbox', person: ada, path: '/mailbox/', show: openMails },
];

/** A part of a section of the portal, by its tag. */
const part = (tag: string, of: Omit<Scene, 'name'>): Scene => ({
  name: tag,
  ...of,
  only: `account-portal ${tag}`,
});

export const elements: readonly Scene[] = [
  { name: 'sign-in-form', path: '/', show: signInShown, only: '.sign-in-panel' },
  { name: 'profile-menu', person: ada, path: '/', show: openMenu, only: 'profile-menu >>> [role="menu"]' },
  { name: 'my-profile', person: ada, path: '/', show: profile, only: 'my-profile >>> dialog' },
  { name: 'profile-form', person: ada, path: '/', show: profile, only: 'my-profile profile-form' },
  { name: 'account-portal', ...account, only: 'account-portal' },
  part('account-name', account),
  part('email-change', account),
  part('email-notices', notices),
  part('security-overview', security),
  part('passkey-setup', security),
  part('password-change', security),
  part('authenticator-setup', security),
  part('recovery-codes', security),
  part('session-list', sessions),
  part('activity-log', activity),
  part('account-data', data),
  { name: 'account-lockdown', ...lockdown, only: 'account-lockdown' },
  {
    name: 'reauth-dialog',
    person: ada,
    path: '/account/#/security',
    longAgo: true,
    show: askForProof,
    only: 'reauth-dialog >>> dialog',
  },
];
