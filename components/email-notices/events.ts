/** Which notices are sent was chosen and saved. */
export class EmailNoticesSavedEvent extends Event {
  static readonly type = 'email-notices-saved';
  /** Those that people may do without and want. */
  readonly wanted: readonly string[];

  constructor(wanted: readonly string[]) {
    super(EmailNoticesSavedEvent.type, { bubbles: true, composed: true });
    this.wanted = wanted;
  }
}

declare global {
  interface HTMLElementEventMap {
    'email-notices-saved': EmailNoticesSavedEvent;
  }
}
