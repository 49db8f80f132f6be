/** A page that is opened over and over. */
export interface Contender {
  readonly name: string;
  readonly path: string;
  /** True in the page as soon as all of its content is there; asked in every frame, so it must be quick. */
  readonly shown: (tags: readonly string[]) => boolean;
  /** The elements that it is handed. */
  readonly tags?: readonly string[];
}

/** The demo's pages as somebody finds them who is not signed in. */
export const signInPage: Contender = {
  name: 'sign-in',
  path: '/',
  shown: () =>
    document.querySelector('.person-choice') !== null && document.querySelector('input[name="password"]') !== null,
};

const portal = (name: string, tags: readonly string[]): Contender => ({
  name: `portal: ${name}`,
  path: `/account/#/${name}`,
  shown: shownAll,
  tags: ['profile-menu', ...tags],
});

/** The demo's pages for whoever is signed in. */
export const signedInPages: readonly Contender[] = [
  {
    name: 'Certificate Manager',
    path: '/',
    shown: () =>
      document.querySelector('.table .name') !== null &&
      document.querySelector('profile-menu')?.shadowRoot?.querySelector('button') !== null,
  },
  portal('account', ['account-name']),
  portal('security', [
    'security-overview',
    'passkey-setup',
    'password-change',
    'authenticator-setup',
    'recovery-codes',
  ]),
  portal('sessions', ['session-list']),
  portal('activity', ['activity-log']),
];

export const hankoProfile: Contender = {
  name: 'Hanko’s profile element',
  path: '/hanko.html',
  shown: () => {
    const { shadowRoot } = document.querySelector('hanko-profile') ?? {};
    return (shadowRoot?.textContent ?? '').includes('Laptop');
  },
};

/** As many elements and requests as `page` has, with Lit and nothing of ours. */
export const trivialTwin = (page: Contender, index: number): Contender => ({
  name: `trivial twin of ${page.name}`,
  path: `/trivial/${index}`,
  shown: () => document.querySelector('trivial-page')?.hasAttribute('data-shown') ?? false,
});

/** Whether all of these elements have everything they wait for. */
function shownAll(tags: readonly string[]): boolean {
  return tags.every((tag) => {
    const element = document.querySelector(tag);
    const waiting = '[aria-busy="true"], .account-skeleton';
    return (
      (element?.shadowRoot?.childElementCount ?? 0) > 0 &&
      !element?.querySelector(waiting) &&
      !element?.shadowRoot?.querySelector(waiting)
    );
  });
}
