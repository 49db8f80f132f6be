import { guards, type Guard } from './guard.ts';

export const httpGuards: readonly Guard[] = [
  ...guards('session-list', 'server/http/cookies.ts', {
    'a cookie is taken as it was given': [
      '`${name}=; ${attributes}; Max-Age=0`',
      '`${name}=; Path=/; Max-Age=0`',
      'case 042',
    ],
  }),
  ...guards('sessions', 'server/http/session.ts', {
    'a token has one spelling': [
      "hash('sha256', token, 'base64url')",
      "hash('sha256', Buffer.from(token, 'base64url'), 'base64url')",
      'case 046',
    ],
  }),
  ...guards('input', 'components/contract/sessions.ts', {
    'ids that no database takes': ['v.array(token(64))', 'v.array(v.string())', 'what no database can hold'],
  }),
  ...guards('origins', 'server/http/unmatched.ts', {
    'the methods of the path alone': [
      'app.routes.filter((route) => matches(route.path, path))',
      'app.routes',
      'case 053',
    ],
  }),
  ...guards('step-up', 'server/http/problem-response.ts', {
    'how far a proof has to reach': ['stepUp: problem.stepUp,', '', 'case 059'],
  }),
];
