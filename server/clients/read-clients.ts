import * as v from 'valibot';
import { ConfigError, readConfiguredFile } from '../config-error.ts';
import { capabilityNames, type CapabilityName, type Grants } from '../http/grants.ts';
import { CapabilityList, ClientList, Origin, type Client } from './client-list.ts';

/** `CLIENTS`, or the file that `CLIENTS_FILE` names. */
export function readClients(text: string | undefined, file: string | undefined): readonly Client[] {
  if (text !== undefined && file !== undefined) throw new ConfigError('CLIENTS or CLIENTS_FILE may be set, not both');
  if (file === undefined) return parse('CLIENTS', ClientList, text ?? '[]');
  return parse('CLIENTS_FILE', ClientList, readConfiguredFile('CLIENTS_FILE', file));
}

/**
 * What pages may do, by their origin: everything on the account's own, what
 * their clients may do elsewhere, and what `ORIGINS` grants to origins without
 * a name (`https://a.example https://b.example=read,profile,sessions`).
 * Clients that share an origin share all that one of them may, because their
 * pages cannot be told apart.
 */
export function readGrants(ownOrigin: string, clients: readonly Client[], origins: string): Grants {
  const grants = new Map<string, Set<CapabilityName>>();
  const grant = (origin: string, capabilities: readonly CapabilityName[]) =>
    grants.set(origin, new Set([...(grants.get(origin) ?? []), ...capabilities]));

  grant(ownOrigin, capabilityNames);
  for (const client of clients) for (const origin of client.origins) grant(origin, client.capabilities);
  for (const entry of origins.split(/\s+/).filter(Boolean)) {
    const [origin = '', capabilities = 'read,profile'] = entry.split('=');
    grant(parse('ORIGINS', Origin, origin), parse('ORIGINS', CapabilityList, capabilities.split(',')));
  }
  return grants;
}

function parse<Schema extends v.GenericSchema>(
  variable: string,
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  // Such as `CLIENTS 0.origins must not be empty`.
  throw new ConfigError([variable, v.getDotPath(issue), sentence(issue)].filter(Boolean).join(' '));
}

const sentence = ({ message }: v.BaseIssue<unknown>) =>
  message.startsWith('must') ? message : `is invalid: ${message}`;
