/** Another section is shown: for the title of the page, and for routers. */
export class SectionChangedEvent extends Event {
  static readonly type = 'section-changed';
  /** Such as `security`, or the name that the page gave its own. */
  readonly section: string;
  /** What it is called, in the person's language. */
  readonly label: string;

  constructor(section: string, label: string) {
    super(SectionChangedEvent.type, { bubbles: true, composed: true });
    this.section = section;
    this.label = label;
  }
}

declare global {
  interface HTMLElementEventMap {
    'section-changed': SectionChangedEvent;
  }
}
