import 'account-elements/session-list/define';
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import { httpClient } from 'account-elements/client';

@Component({
  selector: 'my-sessions',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<session-list [client]="client" (sessions-ended)="told($event)"></session-list>`,
})
export class MySessions {
  readonly client = httpClient('/api/account');
  told(event: HTMLElementEventMap['sessions-ended']): void {
    console.log(event.count);
  }
}
