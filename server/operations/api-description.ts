import { toJsonSchema } from '@valibot/to-json-schema';
import { api } from 'account-elements/contract/index.js';
import { openApi } from 'account-elements/contract/openapi.js';
import type { AppConfig } from '../config.ts';
import { SESSION_COOKIE } from '../http/cookies.ts';
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
      return converted;
    },
    { serverUrl: origin + BASE_PATH, version: '1', cookieName: SESSION_COOKIE },
  );
