import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { httpClient } from 'account-elements/client';
import { api } from 'account-elements/contract';

@Component({
  selector: 'the-host',
  // Tags with a dash are elements of the page.
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <account-provider [client]="client" [theme]="dark() ? 'dark' : 'light'">
      @if (name() === null) {
        <sign-in-form (signed-in)="welcome($event)"></sign-in-form>
      }
      @if (name()) {
        <header>
          <h1>Hello, {{ name() }}</h1>
          <profile-menu (signed-out)="name.set(null)"></profile-menu>
          <button type="button" (click)="dark.set(!dark())">Dark</button>
          <button type="button" (click)="count.set(count() + 1)">Count {{ count() }}</button>
          <p role="note">Saved: {{ saved() }}</p>
        </header>
        <profile-form (profile-saved)="keep($event)"></profile-form>
        <session-list></session-list>
      }
    </account-provider>
  `,
})
export class Host {
  readonly client = httpClient('/api/account');
  readonly name = signal<string | null | undefined>(undefined);
  readonly saved = signal('');
  readonly dark = signal(false);
  readonly count = signal(0);

  constructor() {
    this.client.send(api.account.get, {}).then(
      ({ firstName }) => this.name.set(firstName),
      () => this.name.set(null),
    );
  }

  // Angular does not know the events of elements by type.
  welcome(event: Event): void {
    this.name.set((event as HTMLElementEventMap['signed-in']).account.firstName);
  }

  keep(event: Event): void {
    this.saved.set((event as HTMLElementEventMap['profile-saved']).profile.title);
  }
}
