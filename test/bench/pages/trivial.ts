import { html, LitElement } from 'lit';

/**
 * A page as a person would write it who needs nothing but Lit: asks for the
 * same data, all at once, and shows as many elements, in rows of four.
 */
class TrivialPage extends LitElement {
  static override properties = { rows: { state: true } };
  declare rows: number[];

  constructor() {
    super();
    this.rows = [];
    void this.load();
  }

  async load(): Promise<void> {
    const { elements, requests } = JSON.parse(document.querySelector('#wanted')?.textContent ?? '{}') as Wanted;
    await Promise.all(requests.map(async (path) => (await fetch(path)).json()));
    this.rows = Array.from({ length: Math.ceil(elements / 4) }, (_, index) => index);
  }

  override render() {
    return html`${this.rows.map(
      (row) =>
        html`<div class="row">
          <b>Row ${row}</b><span>${row} and some more words, as long as a cell</span
          ><button type="button">${row}</button>
        </div>`,
    )}`;
  }

  override updated(): void {
    if (this.rows.length > 0) this.setAttribute('data-shown', '');
  }
}

interface Wanted {
  elements: number;
  requests: string[];
}

customElements.define('trivial-page', TrivialPage);
