import { pino } from 'pino';
import { describeError, type Logger } from 'account-elements-server/log.js';

/** A log that keeps its lines, written by the same rules as the real one. */
export class TestLog implements Logger {
  readonly lines: string[] = [];
  readonly #log = pino(
    { level: 'debug', base: null, serializers: { err: describeError } },
    {
      write: (line: string) => void this.lines.push(line),
    },
  );
  readonly debug = this.#log.debug.bind(this.#log);
  readonly info = this.#log.info.bind(this.#log);
  readonly warn = this.#log.warn.bind(this.#log);
  readonly error = this.#log.error.bind(this.#log);
}
