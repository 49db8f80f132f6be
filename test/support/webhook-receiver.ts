import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface WebhookMessage {
  readonly id: string;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
  readonly text: string;
  readonly headers: IncomingMessage['headers'];
}

type Answer = (response: ServerResponse, message: WebhookMessage) => Promise<void> | void;

/** An operator's receiver: a real HTTP server that keeps what it gets, and believes nothing that is not signed. */
export class WebhookReceiver {
  readonly received: WebhookMessage[] = [];
  readonly #server: Server;

  private constructor(secret: Buffer, answer: Answer) {
    this.#server = createServer(async (request, response) => {
      const body = await text(request).catch(() => undefined);
      // Whoever was killed in the middle of it has sent nothing.
      if (body === undefined) return;
      const { 'webhook-id': id, 'webhook-signature': signatures, 'webhook-timestamp': timestamp } = request.headers;
      // As the specification has it, and not as our code does.
      const expected = createHmac('sha256', secret)
        .update(`${String(id)}.${String(timestamp)}.${body}`)
        .digest('base64');
      assert.ok(String(signatures).split(' ').includes(`v1,${expected}`), 'it is signed');
      const message = { id: String(id), body: JSON.parse(body) as never, text: body, headers: request.headers };
      this.received.push(message);
      await answer(response, message);
    });
  }

  static async start(
    secret: Buffer,
    answer: Answer = (response) => void response.writeHead(204).end(),
  ): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(secret, answer);
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/events`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
