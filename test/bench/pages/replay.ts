import { once } from 'node:events';
import {
  createServer,
  request,
  type ClientRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string[]>;
  readonly body: Buffer;
}

/** Pages and files beside those of the demo, by their paths. */
export type Extra = ReadonlyMap<string, { readonly type: string; readonly body: Buffer | string }>;

/** What happens elsewhere, told as it happens: no content waits for it. */
export const isStream = (path: string): boolean => /\/live-updates(\?|$)/.test(path);

const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'set-cookie']);

const kept = ({ headersDistinct }: IncomingMessage): Answer['headers'] =>
  Object.fromEntries(
    Object.entries(headersDistinct).filter(([name]) => !ofTheConnection.has(name)),
  ) as Answer['headers'];

/**
 * The demo as one person sees it, out of memory: what is asked for the first
 * time comes from the demo itself, whatever is asked again is the same answer at
 * once. So all contenders of a bench have the same network and no server.
 */
export class Replay {
  readonly #demo: URL;
  readonly #cookie: string;
  readonly #extra: Extra;
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #server: Server;
  /** What was asked for since the last time somebody emptied this. */
  readonly asked: string[] = [];

  private constructor(demo: string, cookie: string, extra: Extra) {
    this.#demo = new URL(demo);
    this.#cookie = cookie;
    this.#extra = extra;
    this.#server = createServer((incoming, response) => void this.#handle(incoming, response));
  }

  static async start(demo: string, cookie: string, extra: Extra): Promise<Replay> {
    const replay = new Replay(demo, cookie, extra);
    replay.#server.listen(0, '127.0.0.1');
    await once(replay.#server, 'listening');
    return replay;
  }

  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    this.asked.push(url);
    const extra = this.#extra.get(url);
    if (extra) {
      response.writeHead(200, { 'content-type': extra.type, 'cache-control': 'no-cache' }).end(extra.body);
      return;
    }
    if (isStream(url)) {
      this.#passOn(incoming, response);
      return;
    }
    const key = `${method} ${url}`;
    const known = this.#answers.get(key) ?? this.#ask(incoming);
    this.#answers.set(key, known);
    const { status, headers, body } = await known;
    response.writeHead(status, headers).end(body);
  }

  /** A stream has no end that could be kept: it comes from the demo, and ends there when the page goes. */
  #passOn(incoming: IncomingMessage, response: ServerResponse): void {
    const asked = this.#request(incoming);
    response.once('close', () => asked.destroy());
    asked.on('error', () => response.destroy());
    asked.once('response', (answer: IncomingMessage) => {
      response.writeHead(answer.statusCode ?? 500, kept(answer));
      answer.on('error', () => response.destroy()).pipe(response);
    });
  }

  #request({ method, url, headers }: IncomingMessage): ClientRequest {
    const ours = { ...headers, host: this.#demo.host, cookie: this.#cookie };
    return request(new URL(url ?? '/', this.#demo), { method, headers: ours }).end();
  }

  async #ask(incoming: IncomingMessage): Promise<Answer> {
    const [answer] = (await once(this.#request(incoming), 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return { status: answer.statusCode ?? 500, headers: kept(answer), body: Buffer.concat(chunks) };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
