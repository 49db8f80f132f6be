import { createHmac } from 'node:crypto';
import type { ActivityRow } from '../activity/schema.ts';

/** Where events go, and what they are signed with: several secrets while one replaces another. */
export interface WebhookConfig {
  readonly url: string;
  readonly secrets: readonly Buffer[];
}

type Line = Pick<
  ActivityRow,
  'accountId' | 'actor' | 'at' | 'id' | 'outcome' | 'reason' | 'sequence' | 'sessionId' | 'type'
>;

/**
 * What the receiver is told of a line of the activity record. Ids are opaque: no name, address, place or device leaves
 * this server that way, and no value that anybody typed.
 */
export const toPayload = ({ accountId, actor, at, id, outcome, reason, sequence, sessionId, type }: Line) => ({
  type,
  timestamp: new Date(at).toISOString(),
  data: { id, sequence, accountId, sessionId, outcome, reason, actor },
});

/** A request as Standard Webhooks has it (standardwebhooks.com): signed over id, time of sending and body. */
export function writeRequest(line: Line, secrets: readonly Buffer[], now: number): RequestInit {
  const body = JSON.stringify(toPayload(line));
  const timestamp = String(Math.floor(now / 1000));
  const signatures = secrets.map((secret) => `v1,${sign(secret, `${line.id}.${timestamp}.${body}`)}`);
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'account-elements-server',
      'webhook-id': line.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures.join(' '),
    },
  };
}

const sign = (secret: Buffer, text: string): string => createHmac('sha256', secret).update(text).digest('base64');
