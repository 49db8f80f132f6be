/** The person wants to sign in again, because the session ended. The page decides where that happens. */
export class SignInRequestEvent extends Event {
  static readonly type = 'sign-in-request';

  constructor() {
    super(SignInRequestEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'sign-in-request': SignInRequestEvent;
  }
}
