import { securityHeaders, type PlainHeaders } from './headers.ts';

/** Server-sent events of values, as they come. Nothing is asked for before the one before has gone out. */
export function eventStream(values: AsyncIterable<unknown>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = values[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`));
      },
      async cancel() {
        await source.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

const encoder = new TextEncoder();

/** Nothing on the way may keep pieces back, to compress them or to have more of them. */
export const eventStreamHeaders: PlainHeaders = {
  ...securityHeaders,
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};
