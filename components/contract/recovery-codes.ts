import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { instant } from './text.ts';

export const RECOVERY_CODES = 10;

/** As typed: case, spaces and dashes do not matter. The alphabet is Crockford’s, without look-alikes; 24 of it are 120 bits. */
export const RecoveryCode = v.pipe(
  v.string(),
  v.nonEmpty('required'),
  v.maxLength(64, 'invalid'),
  v.transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')),
  v.regex(/^[0-9A-HJKMNP-TV-Z]{24}$/, 'invalid'),
);

export const RecoveryCodesState = v.object({
  /** Whether the account has a second factor that could be lost; without one there are no codes. */
  available: v.boolean(),
  left: v.number(),
  total: v.number(),
  createdAt: v.nullable(instant),
});
export type RecoveryCodesState = v.InferOutput<typeof RecoveryCodesState>;

export const recoveryCodes = {
  get: endpoint({
    method: 'GET',
    path: '/recovery-codes',
    summary: 'How many recovery codes are left',
    result: RecoveryCodesState,
  }),
  create: endpoint({
    method: 'POST',
    path: '/recovery-codes',
    summary: 'Make recovery codes; those of before stop working',
    body: v.strictObject({ signOutOthers: v.boolean() }),
    result: v.object({
      /** In groups, `XXXX-XXXX-…`: shown once, and never told again. */
      codes: v.array(v.string()),
      sessionsEnded: v.number(),
    }),
    stepUp: 'enrolment',
    // `forbidden`: there is no second factor that they could stand in for.
    problems: ['conflict', 'forbidden'],
  }),
};
