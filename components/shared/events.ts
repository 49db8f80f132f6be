/** The person wants to sign in again, because the session ended. The page decides where that happens. */
export class SignInRequestEvent extends Event {
  static readonly type = 'sign-in-request';

  constructor() {
    super(SignInRequestEvent.type, { bubbles: true, composed: true });
  }
}

/** A form now holds changes that are not saved, or no longer does. */
export class DirtyChangeEvent extends Event {
  static readonly type = 'dirty-change';
  readonly dirty: boolean;

  constructor(dirty: boolean) {
    super(DirtyChangeEvent.type, { bubbles: true, composed: true });
    this.dirty = dirty;
  }
}

declare global {
  interface HTMLElementEventMap {
    'dirty-change': DirtyChangeEvent;
    'sign-in-request': SignInRequestEvent;
  }
}
