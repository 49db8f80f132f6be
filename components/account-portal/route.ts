import type { ReactiveController } from 'lit';
import type { AccountElement } from '../shared/account-element.ts';

interface Host extends AccountElement {
  readonly base: string;
}

/**
 * Which section the address of the page names. `base` says where in it:
 * `#account/` in the fragment, `/account/` in the path, nothing at all when it is empty.
 * Addresses that do not begin like that belong to the page and stay as they are.
 */
export class RouteController implements ReactiveController {
  readonly #host: Host;
  readonly #onChange: (section: string, part: string | undefined) => void;

  constructor(host: Host, onChange: (section: string, part: string | undefined) => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  /** Where a section, or a part of one, is; nothing when addresses are none of ours. */
  urlOf(section: string): string | undefined {
    const { base } = this.#host;
    return base === '' ? undefined : `${base}${section}`;
  }

  /** The section and the part that the address names, if it is one of ours. */
  get named(): readonly [section: string, part: string | undefined] | undefined {
    const { base } = this.#host;
    const place = this.#placeIn(location);
    if (base === '' || !place.startsWith(base)) return undefined;
    const [section = '', part] = place.slice(base.length).split('/').map(decoded);
    return section === '' ? undefined : [section, part || undefined];
  }

  /** Whether an address is one of ours. */
  owns(url: URL): boolean {
    return this.#host.base !== '' && this.#placeIn(url).startsWith(this.#host.base);
  }

  /** Goes to an address that a link of ours was pressed for; returns whether the browser has nothing left to do. */
  follow(url: string): boolean {
    // The browser itself follows fragments, and tells.
    if (url.startsWith('#')) return false;
    history.pushState(null, '', url);
    this.#read();
    return true;
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.#read);
    window.addEventListener('popstate', this.#read);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.#read);
    window.removeEventListener('popstate', this.#read);
  }

  #placeIn({ hash, pathname }: Pick<URL, 'hash' | 'pathname'>): string {
    return this.#host.base.startsWith('#') ? hash : pathname;
  }

  readonly #read = (): void => {
    const { named } = this;
    if (named) this.#onChange(...named);
    // Or it is the link of a mail.
    this.#host.requestUpdate();
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
