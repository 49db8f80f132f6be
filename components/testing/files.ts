import type { ExportFormat } from '../contract/account-data.ts';
import type { Download } from '../contract/endpoint.ts';

const text = {
  json: '{\n"account": [\n{"id":"ada"}]\n}\n',
  csv: '\uFEFFpart,item,field,value\r\naccount,1,id,ada\r\n',
};
const types = { json: 'application/json', csv: 'text/csv; charset=utf-8' };

/** Pieces of a file: all of them, then what `end` says; left out, the end. */
export const streamOf = (
  pieces: readonly Uint8Array<ArrayBuffer>[],
  end: (stream: ReadableStreamDefaultController) => unknown = (stream) => stream.close(),
): Download['body'] =>
  new ReadableStream({
    start(stream) {
      for (const piece of pieces) stream.enqueue(piece);
      end(stream);
    },
  });

/** All that is stored about Ada; or as much of it as `body` gives. */
export const adasFile = (
  format: ExportFormat,
  body: Download['body'] = streamOf([new TextEncoder().encode(text[format])]),
): Download => ({ name: `account-data-2026-11-23.${format}`, type: types[format], body });

export const adasText = (format: ExportFormat): string => text[format];
