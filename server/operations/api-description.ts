import { toJsonSchema } from '@valibot/to-json-schema';
import { api } from 'account-elements/contract/index.js';
import { openApi } from 'account-elements/contract/openapi.js';
import type { AppConfig } from '../config.ts';
import { hostCookies } from '../http/cookies.ts';
import { BASE_PATH } from '../http/paths.ts';

/** The API of this server, generated from the very schemas that read its requests. */
export const apiDescription = ({ origin }: Pick<AppConfig, 'origin'>) =>
  openApi(
    api,
    (schema, direction) => {
      const { $schema: _, ...converted } = toJsonSchema(schema, {
        target: 'draft-2020-12',
        typeMode: direction,
        // Checks in code, such as that of a time zone, have no counterpart.
        errorMode: 'ignore',
      });
      return withoutSingleChoices(converted) as object;
    },
    { serverUrl: origin + BASE_PATH, version: '1', cookieName: hostCookies.session },
  );

/** A choice among one is no choice: a variant that has a single form so far. */
function withoutSingleChoices(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutSingleChoices);
  if (schema === null || typeof schema !== 'object') return schema;
  const { oneOf, ...rest } = schema as { oneOf?: unknown };
  const choices = Array.isArray(oneOf) && oneOf.length === 1 ? { ...oneOf[0] } : oneOf && { oneOf };
  const entries = Object.entries({ ...rest, ...(choices as object | undefined) });
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutSingleChoices(value)]));
}
