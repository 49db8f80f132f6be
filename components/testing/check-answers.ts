import { getDotPath, safeParse, type BaseIssue } from 'valibot';
import type { Handlers } from '../client/create-client.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { api } from '../contract/index.ts';
import { isProblem } from '../contract/problem.ts';

/** A backend answered, or refused, as the contract does not have it. */
export class AnswerRefused extends Error {
  override readonly name = 'AnswerRefused';
}

type Handle = (input: object, exchange: object) => unknown;

/**
 * The same functions, each held against the contract: what one is asked, what it answers, and how it refuses. For the
 * tests of a backend of your own, and while it is written; elements take what `createClient` gives them as it comes.
 */
export function checkAnswers(handlers: Handlers): Handlers {
  const features = Object.entries(handlers) as [keyof typeof api, Readonly<Record<string, Handle>>][];
  return Object.fromEntries(
    features.map(([feature, own]) => {
      const endpoints = api[feature] as Readonly<Record<string, Endpoint>> | undefined;
      // Not by its entries: an adapter may be a class.
      const names = Object.keys(endpoints ?? {}).filter((name) => typeof own[name] === 'function');
      const strange = Object.keys(own).filter((name) => typeof own[name] === 'function' && !endpoints?.[name]);
      if (!endpoints || strange.length > 0) {
        throw new AnswerRefused(`The contract has no ${[feature, strange[0]].filter(Boolean).join('.')}`);
      }
      return [
        feature,
        Object.fromEntries(names.map((name) => [name, checked(`${feature}.${name}`, endpoints[name]!, own, name)])),
      ];
    }),
  );
}

function checked(title: string, endpoint: Endpoint, own: Readonly<Record<string, Handle>>, name: string): Handle {
  return async (input, exchange) => {
    const { body, query } = input as { body?: unknown; query?: unknown };
    if (endpoint.body) hold(title, 'was asked with', endpoint.body, body, 'body');
    if (endpoint.query) hold(title, 'was asked with', endpoint.query, query ?? {}, 'query');
    let result: unknown;
    try {
      result = await own[name]?.(input, exchange);
    } catch (error) {
      if (isProblem(error)) throw error;
      throw new AnswerRefused(`${title} failed with what is no Problem: ${String(error)}`, { cause: error });
    }
    if (endpoint.stream) return eachOf(title, endpoint.stream, result as AsyncIterable<unknown>);
    if (endpoint.result) hold(title, 'answered with', endpoint.result, result, '');
    else if (!endpoint.download && result !== undefined) throw new AnswerRefused(`${title} answers nothing`);
    return result;
  };
}

/** A stream, each part held against the contract as it comes. */
async function* eachOf(
  title: string,
  schema: NonNullable<Endpoint['stream']>,
  parts: AsyncIterable<unknown>,
): AsyncGenerator {
  for await (const part of parts) {
    hold(title, 'told', schema, part, '');
    yield part;
  }
}

function hold(
  title: string,
  what: string,
  schema: NonNullable<Endpoint['result']>,
  value: unknown,
  part: string,
): void {
  const { issues } = safeParse(schema, value);
  if (!issues) return;
  const wrong = issues.map((issue) => `${place(part, issue)}: ${issue.message}`).join('; ');
  throw new AnswerRefused(`${title} ${what} what the contract does not have. ${wrong}`);
}

const place = (part: string, issue: BaseIssue<unknown>): string =>
  [part, getDotPath(issue)].filter(Boolean).join('.') || 'all of it';
