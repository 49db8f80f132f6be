import type { Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { openAccountServer } from './account-server.ts';
import type { Config } from './config.ts';
import { createHttpServer } from './listen.ts';
import type { Logger } from './log.ts';

/** Long enough for any request in flight to finish. */
const GRACE = 10_000;

/** Starts the server of an environment; resolves when it has stopped. */
export async function serve(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { app, config, log, endStreams, close } = await openAccountServer(environment);
  try {
    const server = createHttpServer(app, log);
    await listen(server, config);
    const { port } = server.address() as AddressInfo;
    log.info({ event: 'sys_startup', origin: config.origin, port }, 'listening');
    await untilStopped(server, log, endStreams);
  } finally {
    await close();
  }
  log.info({ event: 'sys_shutdown' }, 'stopped');
}

/** The address is taken or not ours to take: one sentence instead of a stack. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

export function listen(server: NetServer, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `PORT ${port} is in use on ${host}: choose another one or stop what uses it`,
        EACCES: `PORT ${port} may not be used by this user: choose one above 1023`,
        EADDRNOTAVAIL: `HOST ${host} is not an address of this machine`,
      };
      reject(
        new ListenError(reasons[cause.code ?? ''] ?? `cannot listen on ${host}:${port} (${cause.code})`, { cause }),
      );
    });
    server.listen(port, host, () => resolve());
  });
}

/**
 * The first signal stops listening and lets requests in flight finish; a
 * second one, or the end of the grace, ends the process at once.
 */
export function untilStopped(server: Server, log: Logger, endStreams: () => void): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (signal: NodeJS.Signals) => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, 'stopping');
      endStreams();
      // Connections become idle one after the other, as their answers end.
      const closing = setInterval(() => server.closeIdleConnections(), 50);
      server.close(() => {
        clearInterval(closing);
        resolve();
      });
      server.closeIdleConnections();
      setTimeout(() => {
        log.warn({}, 'some requests did not finish in time');
        server.closeAllConnections();
      }, GRACE - 500).unref();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
