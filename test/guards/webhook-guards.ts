import { guards, type Guard } from './guard.ts';

export const webhookGuards: readonly Guard[] = [
  ...guards('webhooks', 'server/webhooks/message.ts', {
    'the signature covers when it was sent': ['`${line.id}.${timestamp}.${body}`', '`${line.id}.${body}`'],
  }),
  ...guards('webhooks', 'server/webhooks/sender.ts', {
    'no redirects': ["redirect: 'manual'", "redirect: 'follow'"],
    'over only when it is acknowledged': ['if (ok) {', 'if (status > 0) {'],
  }),
  ...guards('webhooks', 'server/webhooks/deliveries.ts', {
    'one process at a time': [
      '.where(and(inArray(webhookDeliveries.id, ids), due))',
      '.where(inArray(webhookDeliveries.id, ids))',
    ],
  }),
  ...guards('webhooks', 'server/config.ts', {
    'https in production': ["if (env.WEBHOOK_URL?.startsWith('http:'))", 'if (false)'],
    'no events without a signature': ['if (secrets === undefined)', 'if (false)'],
  }),
];
