import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { Password } from './password.ts';
import { reauthMethods } from './reauth-method.ts';
import { instant } from './text.ts';

export const Reauth = v.object({
  /** What this person can use, strongest first. */
  methods: v.array(v.picklist(reauthMethods)),
  /** Until when the last proof counts; `null` when it does not any more. */
  provenUntil: v.nullable(instant),
  /** For how many seconds a proof counts. */
  maxAge: v.optional(v.number()),
});
export type Reauth = v.InferOutput<typeof Reauth>;

export const reauth = {
  get: endpoint({
    method: 'GET',
    path: '/reauth',
    summary: 'How to prove again who one is, and until when the last proof counts',
    result: Reauth,
  }),
  withPassword: endpoint({
    method: 'POST',
    path: '/reauth/password',
    summary: 'Prove again who one is with the password',
    body: v.strictObject({ password: Password }),
    result: Reauth,
    problems: ['wrong-credential', 'too-many-attempts'],
  }),
};
