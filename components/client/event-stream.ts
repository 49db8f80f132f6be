import { safeParse, type GenericSchema } from 'valibot';
import { Problem } from '../contract/problem.ts';

/** The server-sent events of an answer, each read as JSON of that shape. Ends with the connection. */
export async function* eventsOf(
  schema: GenericSchema,
  { body, headers }: Response,
): AsyncGenerator<unknown, undefined> {
  if (!body || !headers.get('content-type')?.startsWith('text/event-stream')) throw new Problem('unreadable');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let pending = ''; ;) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      const blocks = (pending + value).replaceAll(/\r\n?/g, '\n').split('\n\n');
      pending = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = dataOf(block);
        if (data !== '') yield read(schema, data);
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** What stands behind `data:` in one event; other fields and comments are nothing to us. */
const dataOf = (block: string): string =>
  block
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5))
    .join('\n');

function read(schema: GenericSchema, data: string): unknown {
  const result = safeParse(schema, parse(data));
  if (!result.success) throw new Problem('unreadable');
  return result.output;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
