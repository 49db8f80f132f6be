/** A product that is one custom element: everything is in its shadow root. */
class TheProduct extends HTMLElement {
  #count = 0;

  async connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `
      <acme-account-provider api="/api/account" theme="light">
        <acme-sign-in-form hidden></acme-sign-in-form>
        <main hidden>
          <h1></h1>
          <acme-profile-menu></acme-profile-menu>
          <button type="button" id="dark">Dark</button>
          <button type="button" id="count">Count 0</button>
          <p role="note">Saved:</p>
          <acme-profile-form></acme-profile-form>
          <acme-session-list></acme-session-list>
        </main>
      </acme-account-provider>`;
    const find = (selector) => root.querySelector(selector);
    const show = (name) => {
      find('acme-sign-in-form').hidden = name !== undefined;
      find('main').hidden = name === undefined;
      find('h1').textContent = `Hello, ${name}`;
    };
    // They are composed: a listener on the product itself hears them, too.
    this.addEventListener('signed-in', ({ account }) => show(account.firstName));
    this.addEventListener('signed-out', () => show());
    this.addEventListener('profile-saved', ({ profile }) => {
      find('[role=note]').textContent = `Saved: ${profile.title}`;
    });
    find('#dark').addEventListener('click', () => {
      const provider = find('acme-account-provider');
      provider.theme = provider.theme === 'dark' ? 'light' : 'dark';
    });
    find('#count').addEventListener('click', ({ currentTarget }) => {
      currentTarget.textContent = `Count ${++this.#count}`;
    });
    const answer = await fetch('/api/account/account');
    show(answer.ok ? (await answer.json()).firstName : undefined);
  }
}
customElements.define('the-product', TheProduct);
