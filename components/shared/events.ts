/** Nobody is signed in, or not any more, and the person wants to. The page decides where that happens. */
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

/** The account has new recovery codes; those of before no longer work. They are shown to the person, and told to nobody. */
export class RecoveryCodesCreatedEvent extends Event {
  static readonly type = 'recovery-codes-created';
  readonly count: number;

  constructor(count: number) {
    super(RecoveryCodesCreatedEvent.type, { bubbles: true, composed: true });
    this.count = count;
  }
}

declare global {
  interface HTMLElementEventMap {
    'dirty-change': DirtyChangeEvent;
    'recovery-codes-created': RecoveryCodesCreatedEvent;
    'sign-in-request': SignInRequestEvent;
  }
}
