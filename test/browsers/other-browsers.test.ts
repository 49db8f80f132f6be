import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Demo, demoPassword } from '../support/demo.ts';
import { Firefox } from '../support/firefox.ts';
import { oathtool } from '../support/oathtool.ts';
import { WebKit } from '../support/webkit.ts';

// The main rows of the product in Firefox and WebKit, in the demo, against the real server.

interface Driver {
  goTo(url: string): Promise<void>;
  evaluate<T>(script: string): Promise<T>;
  type(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Every element of the page, through open shadow roots. */
const ALL = `const all = (root) => [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
  const seen = (node) => node.checkVisibility({ visibilityProperty: true });
  const text = (node) => (node.getAttribute('aria-label') ?? node.textContent).replaceAll(/\\s+/g, ' ').trim();`;

/** Somebody at one of these browsers, who finds things by what they say. */
class Person {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  goTo(url: string): Promise<void> {
    return this.#driver.goTo(url);
  }

  /** Presses the button or link that says this. */
  press(words: string, kind = 'button, a[href], summary, [role=menuitem]'): Promise<void> {
    return this.#until(`“${words}” to press`, () =>
      this.#driver.evaluate<boolean>(`() => { ${ALL}
        const words = ${JSON.stringify(words)};
        // Beside initials, or with the words that take their place while it works.
        const says = (whole) => whole === words || whole.startsWith(words + ' ') || whole.endsWith(' ' + words);
        const found = all(document).find((node) => node.matches(${JSON.stringify(kind)}) && seen(node) && says(text(node)));
        found?.click();
        return Boolean(found);
      }`),
    );
  }

  /** Types into a field. What closes above it may take the focus away meanwhile: then once more. */
  async fill(selector: string, words: string): Promise<void> {
    const field = `${ALL} const found = all(document).find((node) => node.matches(${JSON.stringify(selector)}) && seen(node));`;
    await this.#until(selector, async () => {
      const focused = await this.#driver.evaluate<boolean>(
        `() => { ${field} found?.focus(); found?.select(); return Boolean(found?.matches(':focus')); }`,
      );
      if (!focused) return false;
      await this.#driver.type(words);
      return this.#driver.evaluate<boolean>(`() => { ${field} return found?.value === ${JSON.stringify(words)}; }`);
    });
  }

  /** Waits until the page says this. */
  reads(words: string): Promise<void> {
    return this.#until(`“${words}” to read`, () =>
      this.#driver.evaluate<boolean>(
        `() => { ${ALL} return all(document).some((node) => seen(node) && node.childElementCount === 0 && text(node).includes(${JSON.stringify(words)})); }`,
      ),
    );
  }

  texts(selector: string): Promise<string[]> {
    return this.#driver.evaluate(
      `() => { ${ALL} return all(document).filter((node) => node.matches(${JSON.stringify(selector)}) && seen(node)).map(text); }`,
    );
  }

  async #until(what: string, ready: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 60_000;
    while (!(await ready().catch(() => false))) {
      if (Date.now() > end)
        throw new Error(`There is no ${what}:\n${(await this.texts('h1, h2, h3, p, button, label')).join('\n')}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const demo = await Demo.start();

const browsers: readonly (readonly [name: string, launch: () => Promise<Driver>, email: string, passkeys: string])[] = [
  ['Firefox', () => Firefox.launch(), 'ada@example.com', 'Sign in without a password'],
  ['WebKit', () => WebKit.launch(), 'ravi@example.com', 'This browser can’t create passkeys.'],
];

for (const [name, launch, email, passkeys] of browsers) {
  describe(name, async () => {
    const driver = await launch();
    after(() => driver.close());
    const me = new Person(driver);
    let password = demoPassword;
    const signIn = async () => {
      await me.fill('sign-in-form input[name="email"]', email);
      await me.fill('sign-in-form input[name="password"]', password);
      await me.press('Sign in');
    };
    let key = '';

    it('Account portal: Account, Sessions and Activity log, after signing in', async () => {
      await me.goTo(`${demo.origin}/account/`);
      await signIn();
      await me.fill('account-name input[name="firstName"]', 'Alba');
      await me.press('Save');
      await me.reads('Saved at');
      assert.deepEqual(
        (await demo.rows('SELECT first_name FROM accounts WHERE email = ?', email)).map((row) => row['first_name']),
        ['Alba'],
      );
      await me.press('Sessions');
      await me.reads('This device');
      assert.match((await me.texts('.session .title')).join(), new RegExp(name === 'WebKit' ? 'Safari|WebKit' : name));
      await me.press('Activity log');
      await me.reads('Signed in');
    });

    it('Account portal: Sessions: Sign out on another session', async () => {
      const count = async () =>
        (await demo.rows('SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = ?', email))
          .length;
      const before = await count();
      await me.press('Sessions');
      await me.reads('This device');
      await driver.evaluate(
        `() => { ${ALL} all(document).find((node) => node.matches('.session button.end')).click(); }`,
      );
      await me.reads('was signed out.');
      assert.equal(await count(), before - 1);
    });

    it('Account portal: Security: Change password, which asks who I am if that is long ago', async () => {
      await demo.anHourPasses();
      await me.press('Security');
      await me.press('Change password', '[data-part="password"] button');
      await me.reads('Confirm it’s you');
      await me.fill('input[autocomplete~="current-password"]', password);
      await me.press('Confirm');
      password = 'plum orbit seven lantern';
      await me.fill('input[name="newPassword"]', password);
      await me.fill('input[name="confirmation"]', password);
      await me.press('Change password', '[data-part="password"] button');
      await me.reads('Password changed');
      await me.press('Done', '[data-part="password"] button');
    });

    it('Account portal: Security: passkeys, or a calm explanation where they are missing', async () => {
      await me.press('Security');
      await me.reads(passkeys);
    });

    it('Account portal: Security: Set up authenticator application', async () => {
      await me.press('Set up authenticator application');
      await me.press('Can’t scan it?');
      // What is read out is “Key”, what is shown the key.
      key = (
        await driver.evaluate<string>(`() => document.querySelector('.account-setup-code').textContent`)
      ).replaceAll(/\s/g, '');
      await me.press('Continue');
      await me.fill('input[name="code"]', await oathtool(key, Date.now()));
      await me.press('Submit');
      await me.press('Done');
      await me.reads('Confirm that you’ve saved the codes');
      await driver.evaluate(`() => document.querySelector('.account-sheet input[type=checkbox]').click()`);
      await me.press('Done');
      await me.reads('is set up');
      await me.press('Done');
      await me.reads('10 of 10 left');
    });

    it('asks for the code at the next sign-in', async () => {
      await me.press('Sign out');
      await signIn();
      await me.reads('Enter your code');
      await me.fill('sign-in-form input[name="code"]', await oathtool(key, Date.now() + 30_000));
      await me.press('Sign in');
      await me.reads('Two-factor authentication');
    });

    it('In the host application: My Profile: Save', async () => {
      await me.goTo(`${demo.origin}/`);
      await me.press(`Alba ${email.startsWith('ada') ? 'Moreau' : 'Menon'}`);
      await me.press('My Profile');
      await me.fill('input[name="title"]', 'Tester');
      await me.press('Save');
      await me.reads('Saved at');
    });
  });
}
