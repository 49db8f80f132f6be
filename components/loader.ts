import { define, tagFor, useUsualTags } from './shared/define.ts';

/** A file of one element: its class is all that it exports. */
type Load = () => Promise<object>;

/** Every element by its tag, each a file of its own. */
const elements: Readonly<Record<string, Load>> = {
  'account-provider': () => import('./account-provider/account-provider.ts'),
  'account-data': () => import('./account-data/account-data.ts'),
  'account-lockdown': () => import('./account-lockdown/account-lockdown.ts'),
  'account-name': () => import('./account-name/account-name.ts'),
  'account-portal': () => import('./account-portal/account-portal.ts'),
  'activity-log': () => import('./activity-log/activity-log.ts'),
  'authenticator-setup': () => import('./authenticator-setup/authenticator-setup.ts'),
  'email-change': () => import('./email-change/email-change.ts'),
  'email-notices': () => import('./email-notices/email-notices.ts'),
  'my-profile': () => import('./my-profile/my-profile.ts'),
  'passkey-setup': () => import('./passkey-setup/passkey-setup.ts'),
  'password-change': () => import('./password-change/password-change.ts'),
  'profile-form': () => import('./profile-form/profile-form.ts'),
  'profile-menu': () => import('./profile-menu/profile-menu.ts'),
  'recovery-codes': () => import('./recovery-codes/recovery-codes.ts'),
  'security-overview': () => import('./security-overview/security-overview.ts'),
  'session-list': () => import('./session-list/session-list.ts'),
  'reauth-dialog': () => import('./reauth-dialog/reauth-dialog.ts'),
  'sign-in-form': () => import('./sign-in-form/sign-in-form.ts'),
};

/** The tags that are loaded when a page uses them. */
export const loadableTags: readonly string[] = Object.keys(elements);

/** How the loader knows the elements of a page. */
export interface LoadOptions {
  /** Stands before every tag: `acme` loads `<acme-profile-menu>`. The same for the whole page: say it the first time. */
  readonly prefix?: string;
}

/**
 * From now on, elements are loaded and registered when they are used in `root`:
 * those that are there, and those that are added later. It sees into open shadow
 * roots; a closed one has to be handed in by whoever has it.
 */
export function loadElements(root: Document | ShadowRoot = document, { prefix }: LoadOptions = {}): void {
  if (watched.has(root)) return;
  watched.add(root);
  if (!named.size) nameAll(prefix);
  additions ??= new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) lookAt([node, ...node.querySelectorAll('*')]);
    }
  });
  additions.observe(root, { childList: true, subtree: true });
  lookAt(root.querySelectorAll('*'));
}

/** Our tags by those of this page. */
const named = new Map<string, string>();

function nameAll(prefix: string | undefined): void {
  useUsualTags(prefix);
  for (const tag of loadableTags) named.set(tagFor(tag), tag);
}

const watched = new WeakSet<Document | ShadowRoot>();
let additions: MutationObserver | undefined;

function lookAt(nodes: Iterable<Element>): void {
  for (const element of nodes) {
    const tag = named.get(element.localName);
    if (tag) load(tag);
    else if (element.shadowRoot) loadElements(element.shadowRoot);
    // Somebody else's: it may bring a shadow root once it is defined.
    else if (!element.matches(':defined')) awaitShadowRoot(element);
  }
}

const asked = new Set<string>();

function load(tag: string): void {
  if (asked.has(tag) || customElements.get(tagFor(tag))) return;
  asked.add(tag);
  // What they share, at the same time as the first of them: that one would ask for it only when it has come. When it
  // cannot be loaded, neither can they, and they say so.
  void import('./foundation.ts').catch(() => {});
  elements[tag]?.().then(
    (file) => define(tag, Object.values(file)[0] as CustomElementConstructor),
    (error: unknown) => {
      // The next one of its kind tries again.
      asked.delete(tag);
      console.error(`account-elements: <${tagFor(tag)}> could not be loaded.`, error);
    },
  );
}

function awaitShadowRoot(element: Element): void {
  const later = new WeakRef(element);
  void customElements.whenDefined(element.localName).then(() => {
    const root = later.deref()?.shadowRoot;
    if (root) loadElements(root);
  });
}
