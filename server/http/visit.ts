import type { Client } from '../clients/client-list.ts';
import type { Clients } from '../clients/clients.ts';
import { describeDevice, type Device } from '../devices/device-name.ts';
import type { Locations, Place } from '../location/locations.ts';
import type { ClientAddress } from './client-address.ts';
import { languageFor, type Language } from './language.ts';

/** What tells where addresses are and which applications there are. */
export interface VisitReaders {
  readonly locations: Pick<Locations, 'of'>;
  readonly clients: Clients;
}

/** Where a request came from, as the activity record keeps it. Most requests record nothing, so it reads lazily. */
export class Visit implements ClientAddress {
  /** Who acts in the person's place, where the session says so. */
  operator: string | null = null;
  readonly #headers: Headers;
  readonly #locate: () => ClientAddress;
  readonly #readers: VisitReaders;
  #located: ClientAddress | undefined;
  #device: Device | undefined;

  constructor(headers: Headers, locate: () => ClientAddress, readers: VisitReaders) {
    this.#headers = headers;
    this.#locate = locate;
    this.#readers = readers;
  }

  get address(): string {
    return (this.#located ??= this.#locate()).address;
  }

  get network(): string {
    return (this.#located ??= this.#locate()).network;
  }

  /** As sent, cut to a length; whoever shows it treats it as text. */
  get userAgent(): string | null {
    return this.#headers.get('user-agent')?.slice(0, 512) ?? null;
  }

  get origin(): string | null {
    return this.#headers.get('origin');
  }

  /** For what is written to this person: the language they chose, else that of their page. */
  languageOf({ language }: { readonly language: string | null }): Language {
    return languageFor(language, this.#headers.get('accept-language'));
  }

  get device(): Device {
    return (this.#device ??= describeDevice(this.#headers));
  }

  get place(): Place | null {
    return this.#readers.locations.of(this.address);
  }

  /** Whether nobody did anything for it: a page that nobody is at must not keep its session alive. */
  get unattended(): boolean {
    return this.#headers.has('account-unattended');
  }

  /** The application, as far as the page names one that can be at its origin. */
  get client(): Client | null {
    const id = this.#headers.get('account-client');
    return id === null ? null : this.#readers.clients.claimed(id, this.origin).client;
  }
}
