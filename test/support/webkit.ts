import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { freePort } from './free-port.ts';

/** WebKitGTK through its own driver (W3C WebDriver), as far as the journey needs it. */
export class WebKit {
  readonly #session: string;
  readonly #driver: ReturnType<typeof spawn>;

  private constructor(session: string, driver: ReturnType<typeof spawn>) {
    this.#session = session;
    this.#driver = driver;
  }

  static async launch(): Promise<WebKit> {
    const [binary] = globSync('/usr/lib/*/webkit2gtk-*/MiniBrowser');
    const port = await freePort();
    const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { stdio: 'ignore', detached: true });
    const base = `http://127.0.0.1:${port}`;
    for (let tries = 0; ; tries++) {
      const ready = await fetch(`${base}/status`).catch(() => undefined);
      if (ready?.ok) break;
      if (tries > 600) throw new Error('WebKitWebDriver does not answer');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const options = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
    const { sessionId } = await post(`${base}/session`, { capabilities: { alwaysMatch: options } });
    return new WebKit(`${base}/session/${sessionId}`, driver);
  }

  async goTo(url: string): Promise<void> {
    await post(`${this.#session}/url`, { url });
  }

  async evaluate<T>(script: string): Promise<T> {
    return (await post(`${this.#session}/execute/sync`, { script: `return (${script})()`, args: [] })) as T;
  }

  /** Keys for whatever has the focus. */
  async type(text: string): Promise<void> {
    const active = (await (await fetch(`${this.#session}/element/active`)).json()) as { value: Record<string, string> };
    const [id] = Object.values(active.value);
    await post(`${this.#session}/element/${id}/value`, { text });
  }

  async close(): Promise<void> {
    await fetch(this.#session, { method: 'DELETE' }).catch(() => undefined);
    if (this.#driver.pid) process.kill(-this.#driver.pid);
  }
}

// eslint-disable-next-line typescript/no-explicit-any -- whatever the command answers
async function post(url: string, body: object): Promise<any> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const { value } = (await response.json()) as { value: { message?: string } };
  if (!response.ok) throw new Error(`${url}: ${value.message}`);
  return value;
}
