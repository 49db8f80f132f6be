import { connect, type Socket } from 'node:net';

/** How many answers came in, and how long that took. */
export interface Load {
  readonly answers: number;
  readonly seconds: number;
}

/**
 * Asks the same thing over and over on some kept connections. Raw sockets,
 * because an HTTP client would cost more than the servers that it measures.
 */
export async function load(port: number, request: string, seconds: number, connections = 32): Promise<Load> {
  const started = performance.now();
  const until = started + seconds * 1000;
  const counts = await Promise.all(Array.from({ length: connections }, () => askUntil(port, request, until)));
  return { answers: counts.reduce((sum, count) => sum + count, 0), seconds: (performance.now() - started) / 1000 };
}

function askUntil(port: number, request: string, until: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(request));
    let answers = 0;
    let pending = '';
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed the connection')));
    socket.on('data', (chunk: string) => {
      pending += chunk;
      const rest = afterAnswer(pending);
      if (rest === undefined) return;
      if (!pending.startsWith('HTTP/1.1 200')) return void socket.destroy(new Error(pending.slice(0, 200)));
      pending = rest;
      answers += 1;
      if (performance.now() < until) return void socket.write(request);
      socket.removeAllListeners('close');
      socket.end(() => resolve(answers));
    });
  });
}

/** What follows a whole answer, or nothing while it is not whole. */
function afterAnswer(text: string): string | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${text.slice(0, 200)}`);
  const end = head + 4 + Number(length);
  return text.length < end ? undefined : text.slice(end);
}
