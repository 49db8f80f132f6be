/** The dialog of *My Profile* closed. */
export class MyProfileClosedEvent extends Event {
  static readonly type = 'my-profile-closed';

  constructor() {
    super(MyProfileClosedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'my-profile-closed': MyProfileClosedEvent;
  }
}
