import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what systems give away by themselves: nobody else is given it meanwhile, by a connection or a server on any port. */
const [FIRST, HOW_MANY] = [20_000, 10_000];

/** A port that nobody listens on, for a server that starts a little later, or comes back to it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * HOW_MANY);
    const server = createServer().listen(port, '127.0.0.1');
    // It is rejected when the port is taken.
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
