import { define, useUsualTags } from './shared/define.ts';

type Load = () => Promise<CustomElementConstructor>;

/** Every element by its tag, each a file of its own. */
const elements: Readonly<Record<string, Load>> = {
  'account-provider': () => import('./account-provider/account-provider.ts').then((file) => file.AccountProvider),
  'account-data': () => import('./account-data/account-data.ts').then((file) => file.AccountData),
  'account-name': () => import('./account-name/account-name.ts').then((file) => file.AccountNameForm),
  'account-portal': () => import('./account-portal/account-portal.ts').then((file) => file.AccountPortal),
  'activity-log': () => import('./activity-log/activity-log.ts').then((file) => file.ActivityLog),
  'authenticator-setup': () =>
    import('./authenticator-setup/authenticator-setup.ts').then((file) => file.AuthenticatorSetup),
  'my-profile': () => import('./my-profile/my-profile.ts').then((file) => file.MyProfile),
  'passkey-setup': () => import('./passkey-setup/passkey-setup.ts').then((file) => file.PasskeySetup),
  'password-change': () => import('./password-change/password-change.ts').then((file) => file.PasswordChange),
  'profile-form': () => import('./profile-form/profile-form.ts').then((file) => file.ProfileForm),
  'profile-menu': () => import('./profile-menu/profile-menu.ts').then((file) => file.ProfileMenu),
  'recovery-codes': () => import('./recovery-codes/recovery-codes.ts').then((file) => file.RecoveryCodes),
  'security-overview': () => import('./security-overview/security-overview.ts').then((file) => file.SecurityOverview),
  'session-list': () => import('./session-list/session-list.ts').then((file) => file.SessionList),
  'reauth-dialog': () => import('./reauth-dialog/reauth-dialog.ts').then((file) => file.ReauthDialog),
  'sign-in-form': () => import('./sign-in-form/sign-in-form.ts').then((file) => file.SignInForm),
};

/** The tags that are loaded when a page uses them. */
export const loadableTags: readonly string[] = Object.keys(elements);

/**
 * From now on, elements are loaded and registered when they are used in `root`:
 * those that are there, and those that are added later. It sees into open shadow
 * roots; a closed one has to be handed in by whoever has it.
 */
export function loadElements(root: Document | ShadowRoot = document): void {
  if (watched.has(root)) return;
  watched.add(root);
  useUsualTags();
  additions ??= new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) lookAt([node, ...node.querySelectorAll('*')]);
    }
  });
  additions.observe(root, { childList: true, subtree: true });
  lookAt(root.querySelectorAll('*'));
}

const watched = new WeakSet<Document | ShadowRoot>();
let additions: MutationObserver | undefined;

function lookAt(nodes: Iterable<Element>): void {
  for (const element of nodes) {
    if (Object.hasOwn(elements, element.localName)) load(element.localName);
    else if (element.shadowRoot) loadElements(element.shadowRoot);
    // Somebody else's: it may bring a shadow root once it is defined.
    else if (!element.matches(':defined')) awaitShadowRoot(element);
  }
}

const asked = new Set<string>();

function load(tag: string): void {
  if (asked.has(tag) || customElements.get(tag)) return;
  asked.add(tag);
  void loadFoundation();
  elements[tag]?.().then(
    (element) => define(tag, element),
    (error: unknown) => {
      // The next one of its kind tries again.
      asked.delete(tag);
      console.error(`account-elements: <${tag}> could not be loaded.`, error);
    },
  );
}

/** What they share, at the same time as the first of them: that one would ask for it only when it has come. */
async function loadFoundation(): Promise<void> {
  try {
    const { nameReauthDialog } = await import('./foundation.ts');
    nameReauthDialog('reauth-dialog');
  } catch {
    // The elements cannot be loaded either, and say so.
  }
}

function awaitShadowRoot(element: Element): void {
  const later = new WeakRef(element);
  void customElements.whenDefined(element.localName).then(() => {
    const root = later.deref()?.shadowRoot;
    if (root) loadElements(root);
  });
}
