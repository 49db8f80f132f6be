import { Problem } from 'account-elements/contract/problem.js';
import { parseJson } from './json.ts';

export const MAX_BODY_BYTES = 16 * 1024;
const NOTHING = Buffer.alloc(0);

/** The JSON in a request's body; `undefined` when there is none. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const { headers } = request;
  const declared = headers.get('content-length');
  // Without a length there is none over HTTP, whatever the stream looks like; only a request made in this process has one.
  const undeclared = declared === null && !headers.has('transfer-encoding');
  const early = declared === '0' ? NOTHING : undeclared ? await readLimited(request) : undefined;
  if (early?.length === 0) {
    if (headers.has('content-type')) requireJson(headers);
    return undefined;
  }
  requireJson(headers);
  if (declared !== null && Number(declared) > MAX_BODY_BYTES) throw new Problem('payload-too-large');
  const bytes = early ?? (await readLimited(request));
  return bytes.length === 0 ? undefined : parseJson(decode(bytes));
}

/** The essence must match, not merely occur: `text/plain; a=application/json` is what a foreign form can send. */
function requireJson(headers: Headers): void {
  const [essence = '', ...parameters] = (headers.get('content-type') ?? '').split(';');
  const isJson = essence.trim().toLowerCase() === 'application/json';
  const isUtf8 = parameters.every((parameter) => /^\s*charset="?utf-8"?\s*$/i.test(parameter));
  if (!isJson || !isUtf8 || headers.has('content-encoding')) throw new Problem('unsupported-media-type');
}

/** Counts while reading: a length may be missing or lie. */
async function readLimited(request: Request): Promise<Buffer> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new Problem('malformed', {}, { cause });
    });
    if (done) break;
    length += value.byteLength;
    if (length > MAX_BODY_BYTES) {
      reader.cancel().catch(() => undefined);
      throw new Problem('payload-too-large');
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.startsWith('\uFEFF')) return text;
  } catch (cause) {
    throw new Problem('malformed', {}, { cause });
  }
  throw new Problem('malformed');
}
