/** Sessions were signed out. */
export class SessionsEndedEvent extends Event {
  static readonly type = 'sessions-ended';
  readonly count: number;

  constructor(count: number) {
    super(SessionsEndedEvent.type, { bubbles: true, composed: true });
    this.count = count;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sessions-ended': SessionsEndedEvent;
  }
}
