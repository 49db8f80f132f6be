import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string[]>;
  readonly body: Buffer;
}

/** Pages and files beside those of the demo, by their paths. */
export type Extra = ReadonlyMap<string, { readonly type: string; readonly body: Buffer | string }>;

const ofTheConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'set-cookie']);

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
    const key = `${method} ${url}`;
    const known = this.#answers.get(key) ?? this.#ask(incoming);
    this.#answers.set(key, known);
    const { status, headers, body } = await known;
    response.writeHead(status, headers).end(body);
  }

  async #ask({ method, url, headers }: IncomingMessage): Promise<Answer> {
    const ours = { ...headers, host: this.#demo.host, cookie: this.#cookie };
    const asked = request(new URL(url ?? '/', this.#demo), { method, headers: ours });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    const kept = Object.entries(answer.headersDistinct).filter(([name]) => !ofTheConnection.has(name));
    return {
      status: answer.statusCode ?? 500,
      headers: Object.fromEntries(kept) as Answer['headers'],
      body: Buffer.concat(chunks),
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
