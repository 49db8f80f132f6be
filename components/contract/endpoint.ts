import type { GenericSchema, InferInput, InferOutput } from 'valibot';
import type { ServerProblemCode } from './problem.ts';
import type { StepUp } from './step-up.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One HTTP exchange, described once and used by the client, the server, the fakes and the API description. */
export interface Endpoint {
  readonly method: Method;
  /** Below the API's base path, with `:placeholders`. */
  readonly path: string;
  /** One line for the API description. */
  readonly summary: string;
  readonly query?: GenericSchema;
  readonly body?: GenericSchema;
  /** Absent when the server answers 204 without a body. */
  readonly result?: GenericSchema;
  /** The answer is a file instead, of one of these media types: see `Download`. */
  readonly download?: readonly string[];
  /** The answer is a stream of server-sent events instead, each the JSON of one of these, that goes on until somebody ends it. */
  readonly stream?: GenericSchema;
  /** Who may call it. Left out, only a signed-in person may. */
  readonly access?: 'public';
  /** The server answers `reauthentication-required` unless the person proved themselves recently, and this far. */
  readonly stepUp?: StepUp;
  /**
   * The result has a `version`, which travels as `ETag` too. A write names the
   * version it started from (`If-Match`) and is answered `version-conflict`
   * when somebody else saved meanwhile.
   */
  readonly versioned?: boolean;
  /** Nothing that anybody sees is another afterwards: it begins something. What is on screen is not read again. */
  readonly unseen?: boolean;
  /** Nobody is signed in afterwards: nothing personal may stay on screen. */
  readonly signsOut?: boolean;
  /** The ways it refuses beyond those that any endpoint has. */
  readonly problems?: readonly ServerProblemCode[];
}

/** Names of the `:placeholders` in a path, such as `'id'` for `/sessions/:id`. */
type ParamName<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? Name | ParamName<Tail>
    : Rest
  : never;

type Part<Key extends string, Value> = [Value] extends [never] ? unknown : { readonly [K in Key]: Value };

type Params<E extends Endpoint> = [ParamName<E['path']>] extends [never] ? never : Record<ParamName<E['path']>, string>;

type Version<E extends Endpoint> = E extends { readonly versioned: true; readonly method: 'PUT' | 'PATCH' | 'DELETE' }
  ? string
  : never;

/** What a caller supplies: only the parts that the endpoint declares. */
export type Input<E extends Endpoint> = Part<'params', Params<E>> &
  Part<'version', Version<E>> &
  Part<'query', E['query'] extends GenericSchema ? InferInput<E['query']> : never> &
  Part<'body', E['body'] extends GenericSchema ? InferInput<E['body']> : never>;

/** What a handler receives: the same parts, after the schemas have read them. */
export type Parsed<E extends Endpoint> = Part<'params', Params<E>> &
  Part<'version', Version<E>> &
  Part<'query', E['query'] extends GenericSchema ? InferOutput<E['query']> : never> &
  Part<'body', E['body'] extends GenericSchema ? InferOutput<E['body']> : never>;

/** What a caller gets back; `void` when the server answers 204. */
export type Result<E extends Endpoint> = E['result'] extends GenericSchema
  ? InferOutput<E['result']>
  : E extends { readonly download: readonly string[] }
    ? Download
    : E['stream'] extends GenericSchema
      ? AsyncIterable<InferOutput<E['stream']>>
      : void;

/** A file that is still being made while it is read. */
export interface Download {
  /** What it may be called where it is saved. */
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  /** Fails when the rest cannot be had; to cancel it is to want no more. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** A feature: its endpoints by name. */
export type Endpoints = { readonly [name: string]: Endpoint };

export const endpoint = <const E extends Endpoint>(definition: E): E => definition;
