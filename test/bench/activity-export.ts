import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MB = 1_000_000;
/** How often memory is looked at, on the way through a file. */
const LOOKS = 20;

/** Downloads somebody's whole record, and says whether the memory of the process grows with it. */
export async function exportMemory(url: string, cookie: string, events: number): Promise<void> {
  const start = performance.now();
  const { body, status } = await fetch(url, { headers: { cookie } });
  if (status !== 200 || !body) throw new Error(`${status}`);
  const looks: Look[] = [];
  let bytes = 0;
  let lines = 0;
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength;
    for (const byte of piece) if (byte === LINE_FEED) lines++;
    if (lines < ((looks.length + 1) * events) / LOOKS) continue;
    // What nobody holds any more is not counted.
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    looks.push({ lines, heap: heapUsed / MB, resident: rss / MB });
  }
  const seconds = (performance.now() - start) / 1000;
  if (lines < events) throw new Error(`${lines} lines of ${events}`);
  // The first part warms up: buffers, compiled code, the database's pages.
  const warm = looks.slice(LOOKS / 4);
  const [heap, resident] = (['heap', 'resident'] as const).map((of) => {
    const values = warm.map((look) => look[of]);
    return `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)} MB, slope ${slope(warm, of).toFixed(2)} MB per 100,000`;
  });
  console.log(
    `  a file of ${events.toLocaleString('en')}: ${(bytes / MB).toFixed(0)} MB in ${seconds.toFixed(1)} s; heap ${heap}; resident ${resident}`,
  );
}

const LINE_FEED = 10;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Look {
  readonly lines: number;
  readonly heap: number;
  readonly resident: number;
}

/** By least squares, for 100,000 events. */
function slope(looks: readonly Look[], of: 'heap' | 'resident'): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(looks.map(({ lines }) => lines)), mean(looks.map((look) => look[of]))];
  const above = looks.reduce((sum, look) => sum + (look.lines - x) * (look[of] - y), 0);
  const below = looks.reduce((sum, { lines }) => sum + (lines - x) ** 2, 0);
  return (above / below) * 100_000;
}
